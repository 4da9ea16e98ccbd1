import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { fileName, fileType } from './registration/file-type.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { insertAttachment, listAttachments } from './store/attachment.ts';
import { lockDraft } from './store/draft.ts';

/** Settings, which no source gives: the largest file, in bytes, and how many there may be. The address that takes files stops reading beyond the first. */
export const attachmentLimits = { bytes: 10 * 1024 * 1024, files: 10 } as const;

/** Adds a file to the registration that is being filled in. What it is is seen from its content. */
export const addAttachment = command({
  name: 'cases.add-attachment',
  roles: registrationParties,
  input: z
    .object({
      personId: z.uuid(),
      draftId: z.uuid(),
      name: z.string().max(1000),
      content: z.instanceof(Uint8Array, { error: 'the bytes of a file' }),
    })
    // A request that is sent again is known by the digest: the bytes themselves are not what JSON can say.
    .transform(({ content, ...rest }) => ({
      ...rest,
      content: new Uint8Array(content.buffer, content.byteOffset, content.length),
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  async run(context, { personId, draftId, name, content, sha256 }) {
    const { tx, actor, now, newId } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    const draft = await lockDraft(tx, standing.personId);
    if (draft === null || draft.id !== draftId) throw casesProblem('draft-unknown');
    if (content.length === 0) throw casesProblem('attachment-empty');
    if (content.length > attachmentLimits.bytes) throw casesProblem('attachment-too-large');
    const mediaType = fileType(content);
    if (mediaType === null) throw casesProblem('attachment-type');
    const there = await listAttachments(tx, standing.personId, draft.id);
    if (there.length >= attachmentLimits.files)
      throw casesProblem('attachments-full', { params: { max: attachmentLimits.files } });
    const id = newId();
    await insertAttachment(tx, {
      personId: standing.personId,
      id,
      belongsTo: draft.id,
      name: fileName(name),
      mediaType,
      at: now,
      by: actor.id,
      content: Buffer.from(content.buffer, content.byteOffset, content.length),
      sha256: Buffer.from(sha256, 'hex'),
    });
    await recordAct(tx, context, standing, 'attachment-added');
    return {
      result: { attachmentId: id },
      subject: `person:${standing.personId}`,
      details: { draftId, attachmentId: id, mediaType, size: content.length },
    };
  },
});
