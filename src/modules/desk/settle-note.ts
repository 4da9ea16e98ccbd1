import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { settleRefused } from './store/sync.ts';

/** Someone has looked at what a device noted without network and the service refused, and did by hand what was to be done. */
export const settleNote = command({
  name: 'desk.settle-note',
  roles: ['desk-officer'],
  input: z.object({ placeId: uuid, deviceId: uuid, seq: z.coerce.number().int().positive() }),
  async run({ tx, actor, now, today }, { deviceId, seq, ...input }) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today);
    if (!(await settleRefused(tx, { placeId, deviceId, seq }, actor.id, now))) throw deskProblem('note-unknown');
    return { result: { seq }, subject: `place:${placeId}`, details: { deviceId, seq } };
  },
});
