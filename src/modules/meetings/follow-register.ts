/** What meetings does when the register says that a place closes, or is otherwise open than before. */
import type { Actor } from '../../platform/auth/index.ts';
import { type Instant, localTime } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { type NewId, parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { type Subscription, writeEvent } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { eventTypes as networkEvents, listOffered, type OfferedPresence } from '../network/index.ts';
import { loseTime } from './displace.ts';
import { meetingsEvents } from './events.ts';
import { minutesOf } from './hours.ts';
import { placeMeetings, placeTakes } from './rules/place-meetings.ts';
import { writeChange } from './store/change.ts';
import { bookedAt, countUpSupply, lockSupply, officersAt, roomsAt, sessionsAt } from './store/displace.ts';
import type { Span } from './store/occupancy.ts';

const system: Actor = { id: 'system', name: '', roles: [] };

/** Meetings at a place on days and at hours when it takes none any more lose their time, and their persons are told. */
export const followRegister = (newId: NewId): Subscription => ({
  name: 'meetings.follow-register',
  types: [
    networkEvents.closureDecided,
    networkEvents.presenceChanged,
    networkEvents.agreementEnding,
    networkEvents.agreementInForce,
  ],
  async handle({ payload, occurredAt: now }, tx) {
    const several = payload['placeIds'];
    for (const id of Array.isArray(several) ? several : [payload['placeId']]) {
      const placeId = parseUuid(String(id));
      if (placeId !== null) await followPlace(tx, newId, placeId, now);
    }
  },
});

async function followPlace(tx: Transaction, newId: NewId, placeId: Uuid, now: Instant): Promise<void> {
  const resources = [...(await roomsAt(tx, placeId)), ...(await officersAt(tx, placeId))];
  // Who found a time by what the register said before finds it no more, or has booked it and is seen here.
  await lockSupply(tx, resources);
  const [held, booked] = [await sessionsAt(tx, placeId, now), await bookedAt(tx, placeId, now)];
  if (resources.length === 0 && held.length === 0 && booked.length === 0) return;
  await countUpSupply(tx, resources);
  await writeChange(tx, { kind: 'supply', resources, days: { first: null, last: null } }, now);
  // It may be open otherwise than before, or again.
  await writeEvent(tx, meetingsEvents.supplyFreed({ what: 'place', resourceId: placeId }), now);
  const presences = await listOffered(tx, placeId, localTime(now).date);
  const sessions = held.filter((one) => !isHeldStill(presences, one));
  const hit = booked.filter((one) => !isHeldStill(presences, one));
  if (hit.length === 0 && sessions.length === 0) return;
  const cause = presences.every(({ kind }) => kind === 'cooperation_place') ? 'agreement-ended' : 'place-closed';
  const { events } = await loseTime({ tx, now, newId, actor: system }, cause, hit, sessions);
  for (const event of events) await writeEvent(tx, event, now);
}

function isHeldStill(presences: readonly OfferedPresence[], { start, end }: Span): boolean {
  const [from, to] = [localTime(start), localTime(end)];
  const value = valueOn(placeMeetings, from.date);
  return placeTakes(value, presences, { date: from.date, from: minutesOf(from.time), to: minutesOf(to.time) });
}
