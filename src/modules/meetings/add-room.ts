import { command } from '../../platform/auth/index.ts';
import { meetingsEvents } from './events.ts';
import { writeChange } from './store/change.ts';
import { insertRoom } from './store/rooms.ts';
import { refuseOverlap, requireOrder, requirePlace, roomInput, uuid } from './supply-input.ts';

/** Adds a room at a place. */
export const addRoom = command({
  name: 'meetings.add-room',
  roles: ['planner', 'administrator'],
  input: roomInput.extend({ placeId: uuid }),
  async run({ tx, now, newId }, facts) {
    requireOrder(facts.validFrom, facts.validTo, 'validTo');
    await requirePlace(tx, facts.placeId);
    const id = newId();
    await refuseOverlap(() => insertRoom(tx, id, facts));
    await writeChange(tx, { kind: 'supply', resources: [id], days: { first: facts.validFrom, last: facts.validTo } }, now);
    const events = [meetingsEvents.supplyFreed({ what: 'room', resourceId: id, first: facts.validFrom, last: facts.validTo })];
    return { result: { resources: [id], roomId: id }, subject: `room:${id}`, details: { ...facts }, events };
  },
});
