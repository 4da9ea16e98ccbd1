import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireDesk } from './access.ts';
import { happenedAt, notedInput } from './noted.ts';
import { uuid } from './setup-input.ts';
import { documentSaid, keptInput, receiptCode, takeInDocument } from './take-in-document.ts';

/**
 * A document is handed in at the desk. It is in the vault already. Throws desk-unknown, desk-position, not-in-agreement and document-other.
 */
export const receiveDocument = command({
  name: 'desk.receive-document',
  roles: ['desk-officer'],
  input: z.object({
    placeId: uuid,
    visitId: uuid.nullable().default(null),
    receiptCode: receiptCode.optional(),
    ...documentSaid,
    ...keptInput,
    noted: notedInput,
  }),
  async run(context, { noted, ...input }) {
    const { placeId } = await requireDesk(context.tx, context.actor, input.placeId, context.today, ['host', 'counter']);
    const at = happenedAt(noted, context.now);
    return takeInDocument(context, {
      ...input,
      placeId,
      at,
      deviceId: noted?.deviceId ?? null,
      skewMs: noted?.skewMs ?? null,
      by: context.actor.id,
    });
  },
});
