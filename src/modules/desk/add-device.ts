import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskRoles, requireDesk } from './access.ts';
import { deviceKinds } from './kinds.ts';
import { line, refuseTaken, uuid } from './setup-input.ts';
import { insertDevice } from './store/devices.ts';

/**
 * Adds a device to a place: one of the staff's, or a kiosk with a key of its own. Only the key's hash comes here: the key is shown once
 * and kept nowhere.
 */
export const addDevice = command({
  name: 'desk.add-device',
  roles: deskRoles,
  input: z
    .object({
      placeId: uuid,
      kind: z.enum(deviceKinds),
      code: line(4).regex(/^[A-Z][0-9]{1,3}$/, 'a letter and a number, such as K2'),
      keyHash: z.base64url().length(43).nullable(),
    })
    .refine(({ kind, keyHash }) => (kind === 'kiosk') === (keyHash !== null), {
      path: ['keyHash'],
      message: 'the hash of a kiosk’s key',
    }),
  async run({ tx, actor, now, newId, today }, { kind, code, keyHash, ...input }) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['manager']);
    const id = newId();
    const hash = keyHash === null ? null : Buffer.from(keyHash, 'base64url');
    await refuseTaken(() => insertDevice(tx, { placeId, id, kind, code, keyHash: hash, at: now, by: actor.id }));
    return { result: { deviceId: id }, subject: `place:${placeId}`, details: { deviceId: id, kind, code } };
  },
});
