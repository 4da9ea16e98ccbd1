import { command } from '../../platform/auth/index.ts';
import { localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { factsFor } from '../people/index.ts';
import { refuse, toCome } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { writeChange } from './store/change.ts';
import { countUpRoom, lockRoom, updateRoom } from './store/rooms.ts';
import { attendeesOf, type Booked, bookedWithin } from './store/taken.ts';
import { refuseOverlap, requireOrder, roomInput, uuid, version } from './supply-input.ts';

/**
 * Changes a room, or says until when there is one. Meetings outside its days, or that need more seats than it has then, or its step-free
 * access when it loses it, are to be moved first.
 */
export const changeRoom = command({
  name: 'meetings.change-room',
  roles: ['planner', 'administrator'],
  input: roomInput.extend({ roomId: uuid, version }),
  async run({ tx, now, actor }, { roomId, version, ...facts }) {
    requireOrder(facts.validFrom, facts.validTo, 'validTo');
    const before = await lockRoom(tx, roomId);
    if (before === null) throw meetingsProblem('room-unknown');
    if (before.version !== version) throw meetingsProblem('supply-changed-meanwhile');
    await refuseOverlap(() => updateRoom(tx, roomId, facts));
    const booked = await bookedWithin(tx, roomId, toCome({ from: null, to: null }, now), now);
    const access = before.stepFree === 'yes' && facts.stepFree !== 'yes' ? await needingAccess(tx, booked) : new Set();
    await refuse(
      { tx, actor },
      booked.filter((one) => !isWithin(facts, localTime(one.start).date) || one.seats > facts.seats || access.has(one.of)),
    );
    await countUpRoom(tx, roomId);
    await writeChange(tx, { kind: 'supply', resources: [roomId], days: { first: null, last: null } }, now);
    const events = [
      meetingsEvents.supplyFreed({ what: 'room', resourceId: roomId, first: facts.validFrom, last: facts.validTo }),
    ];
    return { result: { resources: [roomId], roomId }, subject: `room:${roomId}`, details: { ...facts }, events };
  },
});

const isWithin = ({ validFrom, validTo }: { validFrom: PlainDate | null; validTo: PlainDate | null }, on: PlainDate): boolean =>
  (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo);

/** The meetings with someone whose support, or whose reason to meet on site, is a disability: what they need of a room is not told. */
async function needingAccess(tx: Transaction, booked: readonly Booked[]): Promise<Set<Uuid>> {
  const found = new Set<Uuid>();
  const attending = await attendeesOf(
    tx,
    booked.map(({ of }) => of),
  );
  for (const { of, personId, ground } of attending) {
    if (ground === 'disability' || (await factsFor(tx, personId))?.grounds.includes('disability') === true) found.add(of);
  }
  return found;
}
