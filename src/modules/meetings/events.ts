/** What meetings tells the modules to its right, and its own subscriptions. */
import { type Instant, parsePlainDate, type PlainDate } from '../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';

/** In order per person: payload personId, meetingId and internal codes only. */
const event =
  (type: string) =>
  (personId: string, payload: Event['payload']): Event => ({
    aggregate: `person:${personId}`,
    type,
    payload: { personId, ...payload },
  });

export const eventTypes = {
  booked: 'meetings.booked',
  changed: 'meetings.changed',
  cancelled: 'meetings.cancelled',
  /** Its officer, room, interpreter or place is gone: it needs a new time. */
  displaced: 'meetings.displaced',
  ended: 'meetings.ended',
  /** A time fell free that someone in line, or anyone, could have. */
  timeFreed: 'meetings.time-freed',
  /** Supply began, was widened or is there again: those in line are asked. */
  supplyFreed: 'meetings.supply-freed',
  offered: 'meetings.offered',
  channelDecided: 'meetings.channel-decided',
  /** Fewer free times of a type within its window than planners want. */
  freeTimesLow: 'meetings.free-times-low',
} as const;

export const meetingsEvents = {
  booked: event(eventTypes.booked),
  changed: event(eventTypes.changed),
  cancelled: event(eventTypes.cancelled),
  displaced: event(eventTypes.displaced),
  ended: event(eventTypes.ended),
  timeFreed: event(eventTypes.timeFreed),
  offered: event(eventTypes.offered),
  channelDecided: event(eventTypes.channelDecided),
  /** `first`, `last`: its days, null without end on that side. `resourceId` null: of several. */
  supplyFreed: (freed: Pick<SupplyFreed, 'what' | 'resourceId'> & Partial<SupplyFreed>): Event => ({
    aggregate: `supply:${freed.resourceId ?? freed.what}`,
    type: eventTypes.supplyFreed,
    payload: { ...freed },
  }),
  freeTimesLow: (payload: { typeCode: string; placeId: string | null; free: number; atLeast: number }): Event => ({
    aggregate: `free-times:${payload.typeCode}`,
    type: eventTypes.freeTimesLow,
    payload,
  }),
} as const;

export interface SupplyFreed {
  what: 'officer' | 'room' | 'interpreter' | 'place';
  /** null: of several. */
  resourceId: Uuid | null;
  /** The first and the last day of it; null: without end on that side. */
  first: PlainDate | null;
  last: PlainDate | null;
  /** Up to whom in line it has been offered; null: to nobody yet. */
  after: { since: Instant; id: Uuid } | null;
}

const supplied: readonly SupplyFreed['what'][] = ['officer', 'room', 'interpreter', 'place'];

/** What `meetingsEvents.supplyFreed` wrote. */
export function readSupplyFreed(payload: Event['payload']): SupplyFreed {
  const dayOf = (value: unknown): PlainDate | null => (typeof value === 'string' ? parsePlainDate(value) : null);
  const after = payload['after'] as SupplyFreed['after'] | undefined;
  return {
    what: supplied.find((one) => one === payload['what']) ?? 'place',
    resourceId: parseUuid(String(payload['resourceId'])),
    first: dayOf(payload['first']),
    last: dayOf(payload['last']),
    after: after ?? null,
  };
}
