import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskRoles, requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { endDeviceAt } from './store/devices.ts';

/** The device is the place’s no longer: a kiosk’s key opens nothing, and what is noted on it is not taken in. */
export const endDevice = command({
  name: 'desk.end-device',
  roles: deskRoles,
  input: z.object({ placeId: uuid, deviceId: uuid }),
  async run({ tx, actor, now, today }, { deviceId, ...input }) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['manager']);
    if (!(await endDeviceAt(tx, placeId, deviceId, now))) throw deskProblem('device-unknown');
    return { result: { deviceId }, subject: `place:${placeId}`, details: { deviceId } };
  },
});
