/** A document as it is read: streamed, each piece verified before it is given, shown in the browser and kept by nobody. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Problem } from '../../../platform/problem/index.ts';
import { deskProblem } from '../problems.ts';
import { shownReceiptCode } from '../receipt-code.ts';
import type { DeskDocument } from '../store/documents.ts';
import { reasonOf } from '../vault/disk.ts';
import type { Vault } from '../vault/vault.ts';

const extensions = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/**
 * Answers with the document. A picture is shown in a sandbox; a PDF is not, since browsers' own viewers do not run in one: they run no script
 * of the site's, and nothing else is allowed by the policy. Throws document-damaged when its file is gone or was changed, and
 * document-key-missing.
 */
export async function sendDocument(reply: FastifyReply, vault: Vault, document: DeskDocument): Promise<FastifyReply> {
  const { placeId, id: documentId, mediaType, bytes, receiptCode, keyId, wrappedKey } = document;
  const pieces = vault.read({ placeId, documentId, keyId, wrappedKey })[Symbol.asyncIterator]();
  // A file that is gone or does not open is said to be so, and is not an answer that breaks off.
  const first = await pieces.next().catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    throw deskProblem('document-damaged', { detail: `document ${documentId}: ${reasonOf(error)}` });
  });
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let next = first; next.done !== true; next = await pieces.next()) yield next.value;
  }
  const sandbox = mediaType === 'application/pdf' ? '' : 'sandbox; ';
  return reply
    .header('content-security-policy', `${sandbox}default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'`)
    .header('content-disposition', `inline; filename="${shownReceiptCode(receiptCode)}.${extensions[mediaType]}"`)
    .header('cache-control', 'no-store')
    .header('content-length', bytes)
    .type(mediaType)
    .send(Readable.from(content()));
}
