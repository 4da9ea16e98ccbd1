import { z } from 'zod';
import { command, type CommandContext, roles } from '../../platform/auth/index.ts';
import { deskProblem } from './problems.ts';
import { documentSaid, keptInput, takeInDocument } from './take-in-document.ts';
import { findKiosk } from './store/devices.ts';
import { lockUploadLink, useUploadLink } from './store/upload-links.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');
const { documentId, agency, kind } = documentSaid;

/**
 * A visitor hands a document in by themselves: at a kiosk, or with the telephone by the link that the desk gave. Whoever has the key may.
 * Throws kiosk-unknown, link-unknown, link-used, not-in-agreement and document-other.
 */
export const handInDocument = command({
  name: 'desk.hand-in-document',
  roles,
  input: z.object({
    documentId,
    by: z.union([
      z.object({ link: hash }),
      // At a kiosk the visitor says themselves what it is.
      z.object({ kiosk: hash, agency, kind }),
    ]),
    ...keptInput,
  }),
  async run(context, { by, ...input }) {
    const at = context.now;
    if ('link' in by) return byLink(context, by.link, input);
    const kiosk = await findKiosk(context.tx, Buffer.from(by.kiosk, 'hex'));
    if (kiosk === null) throw deskProblem('kiosk-unknown');
    const { placeId, id: deviceId } = kiosk;
    const said = { agency: by.agency, kind: by.kind, how: 'kiosk' as const };
    return takeInDocument(context, { ...input, ...said, placeId, visitId: null, at, deviceId, by: `kiosk:${deviceId}` });
  },
});

type Sent = Omit<
  Parameters<typeof takeInDocument>[1],
  'agency' | 'kind' | 'how' | 'placeId' | 'visitId' | 'at' | 'deviceId' | 'by'
>;

async function byLink(context: CommandContext, tokenHash: string, input: Sent) {
  const { tx, now } = context;
  const link = await lockUploadLink(tx, Buffer.from(tokenHash, 'hex'));
  // What it has brought is told again, also when its time has passed meanwhile.
  const isOver = link === null || (link.documentId === null && link.expiresAt <= now);
  if (isOver) throw deskProblem('link-unknown');
  if (link.documentId !== null && link.documentId !== input.documentId) throw deskProblem('link-used');
  const { placeId, visitId, agency: of, kind: what, id } = link;
  const said = { agency: of, kind: what, how: 'phone' as const };
  const taken = await takeInDocument(context, { ...input, ...said, placeId, visitId, at: now, deviceId: null, by: `link:${id}` });
  await useUploadLink(tx, link, input.documentId);
  return taken;
}
