import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { cleanFileName, mediaTypeOf } from '../../../platform/file/index.ts';
import { agreementActions } from '../agreement-state.ts';
import { networkProblem } from '../problems.ts';
import { insertAgreementDocument, lockAgreement } from '../store/agreement-write.ts';

/** A setting, which no source gives: the largest document of an agreement, in bytes. */
export const agreementDocumentBytes = 10 * 1024 * 1024;

/** Adds a document, such as the signed agreement, in any of its states. PDF, PNG or JPEG, seen from its content. */
export const addAgreementDocument = command({
  name: 'network.add-agreement-document',
  roles: agreementActions['add-document'].roles,
  input: z
    .object({
      agreementId: z.uuid(),
      name: z.string().max(1000),
      content: z.instanceof(Uint8Array, { error: 'the bytes of a file' }),
    })
    // A request that is sent again is known by the digest: the bytes themselves are not what JSON can say.
    .transform(({ content, ...rest }) => ({
      ...rest,
      content: new Uint8Array(content.buffer, content.byteOffset, content.length),
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  async run({ tx, actor, now, today, newId }, { agreementId, name, content, sha256 }) {
    if ((await lockAgreement(tx, agreementId, today)) === null) throw networkProblem('agreement-unknown');
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === null || bytes.length > agreementDocumentBytes)
      throw networkProblem('agreement-document', {
        params: { megabytes: agreementDocumentBytes / 1024 / 1024 },
        fields: [{ field: 'document', expected: `a PDF, PNG or JPEG of at most ${agreementDocumentBytes} bytes` }],
      });
    const id = newId();
    const file = { id, agreementId, name: cleanFileName(name, mediaType), mediaType, content: bytes };
    await insertAgreementDocument(tx, file, now, actor.name);
    return {
      result: { documentId: id },
      subject: `agreement:${agreementId}`,
      details: { documentId: id, mediaType, bytes: bytes.length, sha256 },
    };
  },
});
