/** What meetings tells the modules to its right, and its own subscriptions. */
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
  freeTimesLow: (payload: { typeCode: string; placeId: string | null; free: number; atLeast: number }): Event => ({
    aggregate: `free-times:${payload.typeCode}`,
    type: eventTypes.freeTimesLow,
    payload,
  }),
} as const;
