import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { later } from '../../platform/clock/index.ts';
import { requireDeskTask } from '../network/index.ts';
import { requireDesk } from './access.ts';
import { documentKinds } from './kinds.ts';
import { code, uuid } from './setup-input.ts';
import { insertUploadLink } from './store/upload-links.ts';

/** So long a link is good for, in milliseconds: a visitor stands at the desk with the telephone in the hand. */
export const linkLasts = 15 * 60_000;

/**
 * A link by which a visitor's telephone sends one document. The secret is made where it is shown (`tokenHash` is its SHA-256), so that
 * nothing that is kept has it. Throws desk-unknown, desk-position, not-in-agreement.
 */
export const makeUploadLink = command({
  name: 'desk.make-upload-link',
  roles: ['desk-officer'],
  input: z.object({
    placeId: uuid,
    visitId: uuid.nullable().default(null),
    agency: code,
    kind: z.enum(documentKinds),
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex'),
  }),
  async run({ tx, actor, now, today, newId }, { tokenHash, ...input }) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['host', 'counter']);
    const { agency, kind, visitId } = input;
    await requireDeskTask(tx, { placeId, agency, on: today }, 'receive-documents');
    const [id, expiresAt] = [newId(), later(now, linkLasts)];
    const link = { placeId, id, visitId, agency, kind, madeAt: now, madeBy: actor.id, expiresAt };
    await insertUploadLink(tx, { ...link, tokenHash: Buffer.from(tokenHash, 'hex') });
    return { result: { linkId: id, expiresAt }, subject: `upload-link:${placeId}:${id}`, details: { agency, kind, visitId } };
  },
});
