/** A document that was received without network comes in: opened while it comes, and kept as any other. */
import { z } from 'zod';
import { type Actor, execute, type House } from '../../../platform/auth/index.ts';
import { moment } from '../../../platform/clock/index.ts';
import { mediaTypeOf } from '../../../platform/file/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { open, SealBroken, sealedLength, sealingKey } from '../../../platform/sealing/index.ts';
import { documentContext, fromBase64 } from '../device/protocol.ts';
import { keepDocument } from '../keep-document.ts';
import { type ReceiveDocument, senderOf, takeIn } from '../offline/synchronise.ts';
import { deskProblem } from '../problems.ts';
import { receiveDocument } from '../receive-document.ts';
import { uuid } from '../setup-input.ts';
import { documentLimits, type Vault } from '../vault/vault.ts';
import '../texts.ts';

const body = z.object({
  deviceId: uuid,
  deviceNow: moment,
  travelMs: z.coerce.number().min(0).max(60_000).default(0),
  seq: z.coerce.number().int().min(1).max(1e9),
  opId: uuid,
  sealed: z.string().max(40_000),
});

export function syncDocument(house: House, vault: Vault): Endpoint {
  return endpoint({
    kind: 'page',
    access: ['desk-officer'],
    method: 'POST',
    url: '/desk/:place/sync/document',
    summary: 'Takes in a document that a device received without network',
    params: z.object({ place: z.string() }),
    body,
    upload: { maxBytes: sealedLength(documentLimits.bytes), maxFiles: 1, streamed: true, anyType: true },
    async handle(request) {
      const { deviceId, deviceNow, travelMs, ...envelope } = request.body;
      const { upload, actor } = request;
      if (upload === null) throw problem('bad-request', { detail: 'the sealed document is missing' });
      const sent = { placeId: request.params.place, deviceId, deviceNow, travelMs };
      const sender = await senderOf(house, actor, sent, (error) =>
        request.log.error({ err: error }, 'a document could not be taken in'),
      );
      const receive = receiving(house, actor, vault, upload.content);
      return { now: house.clock.now(), answers: [await takeIn(sender, envelope, receive)] };
    },
  });
}

/** The same document sent again is found by its id. Throws what the vault and the command throw, and note-unreadable. */
function receiving(house: House, actor: Actor, vault: Vault, content: AsyncIterable<Uint8Array>): ReceiveDocument {
  return async ({ operation, opId, visitId, noted }) => {
    const { documentKey, input } = operation;
    const documentId = uuid.safeParse(input['documentId']);
    const { placeId, ...when } = noted;
    if (documentKey === undefined || !documentId.success) throw deskProblem('note-unreadable');
    const opened = open(content, await sealingKey(fromBase64(documentKey)), documentContext(opId));
    const { mediaType, chunks } = await typed(unbroken(opened));
    await keepDocument(vault, chunks, { placeId, documentId: documentId.data, mediaType }, (kept) =>
      execute(house, actor, receiveDocument, { ...input, ...kept, placeId, visitId, noted: when }, opId),
    );
  };
}

/** What is by its first bytes none of the types that are taken is refused by the vault. */
async function typed(content: AsyncGenerator<Uint8Array>): Promise<{ mediaType: string; chunks: AsyncIterable<Uint8Array> }> {
  const first = await content.next();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (first.done === true) return;
    yield first.value;
    yield* content;
  }
  const mediaType = first.done === true ? null : mediaTypeOf(Buffer.from(first.value));
  return { mediaType: mediaType ?? 'application/octet-stream', chunks: chunks() };
}

/** What came whole and does not open never will: it is refused. What was cut on the way throws its own error and is sent again. */
async function* unbroken(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw error instanceof SealBroken ? deskProblem('note-unreadable') : error;
  }
}
