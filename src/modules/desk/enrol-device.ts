import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireDesk } from './access.ts';
import { uuid } from './setup-input.ts';
import { addStaffDevice, findStaffDevice, lockDevices, noteContact } from './store/sync.ts';
import { deskProblem } from './problems.ts';

/** The letter of devices that enrol by themselves. */
const letter = 'T';

/**
 * Makes the browser in which a host or an officer works known at the place, under the first free code: from then on it can give tickets of
 * its own without network. The id is the browser's own; the same one again gets the same code. Throws device-unknown when it has ended.
 */
export const enrolDevice = command({
  name: 'desk.enrol-device',
  roles: ['desk-officer'],
  input: z.object({ placeId: uuid, deviceId: uuid }),
  async run({ tx, actor, now, today }, input) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today);
    const of = { placeId, id: input.deviceId, letter, now, by: actor.id };
    await lockDevices(tx, placeId);
    const device = (await findStaffDevice(tx, placeId, of.id)) ?? (await addStaffDevice(tx, of));
    if (device === null || device.endedAt !== null) throw deskProblem('device-unknown');
    await noteContact(tx, device, now);
    const { id: deviceId, code } = device;
    return { result: { deviceId, code }, subject: `place:${placeId}`, details: { deviceId, code } };
  },
});
