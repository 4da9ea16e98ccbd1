import { command } from '../../platform/auth/index.ts';
import { addDays } from '../../platform/clock/index.ts';
import { refuse, toCome } from './change-officer-supply.ts';
import { meetingsProblem } from './problems.ts';
import { writeChange } from './store/change.ts';
import { countUpRoom, lockRoom, updateRoom } from './store/rooms.ts';
import { bookedWithin } from './store/taken.ts';
import { refuseOverlap, requireOrder, roomInput, uuid, version } from './supply-input.ts';

/** Changes a room, or says until when there is one; meetings after that day are to be moved first. */
export const changeRoom = command({
  name: 'meetings.change-room',
  roles: ['planner', 'administrator'],
  input: roomInput.extend({ roomId: uuid, version }),
  async run({ tx, now }, { roomId, version, ...facts }) {
    requireOrder(facts.validFrom, facts.validTo, 'validTo');
    const before = await lockRoom(tx, roomId);
    if (before === null) throw meetingsProblem('room-unknown');
    if (before.version !== version) throw meetingsProblem('supply-changed-meanwhile');
    await refuseOverlap(() => updateRoom(tx, roomId, facts));
    if (facts.validTo !== null) {
      refuse(await bookedWithin(tx, roomId, toCome({ from: addDays(facts.validTo, 1), to: null }, now), now));
    }
    if (facts.validFrom !== null) {
      const earlier = toCome({ from: null, to: null }, now);
      const until = toCome({ from: facts.validFrom, to: null }, now).start;
      if (until > earlier.start) refuse(await bookedWithin(tx, roomId, { start: earlier.start, end: until }, now));
    }
    await countUpRoom(tx, roomId);
    await writeChange(tx, { kind: 'supply', resources: [roomId], days: { first: null, last: null } }, now);
    return { result: { resources: [roomId], roomId }, subject: `room:${roomId}`, details: { ...facts } };
  },
});
