/** Views that come in are registered on the decisions they are about, with when they arrived; what is registered stays. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command, type CommandContext } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import { violatedConstraint } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { agreementRecord, listClosures } from '../../network/index.ts';
import { contactProblem } from '../problems.ts';
import { arrivalBegins, arrivedOn, viewArrival, viewWays } from '../rules/view-arrival.ts';
import { findNotice, nextNumber } from '../store/notices.ts';
import {
  copyAttachments,
  findView,
  insertAnswer,
  insertAttachment,
  insertView,
  senderKinds,
  stances,
  type View,
} from '../store/views.ts';
import { type MatterRef, matterKinds } from './matters.ts';
import { informers, line, requireBody } from './put-body.ts';

export const longestView = 20_000;
export const viewFiles = { maxBytes: 5_000_000, maxFiles: 3 } as const;

const attachment = z.object({
  name: z.string().min(1).max(120),
  mediaType: z.string(),
  bytes: z.instanceof(Buffer),
});

/** A view from a body, from staff, or from someone else. `corrects`: the registration that it takes the place of. */
export const fileView = command({
  name: 'contact.file-view',
  roles: informers,
  input: z.object({
    matters: z
      .array(z.object({ kind: z.enum(matterKinds), id: z.uuid() }))
      .min(1, 'a decision')
      .max(500),
    fromKind: z.enum(senderKinds),
    bodyKey: z.string().max(60).nullable(),
    fromName: line(120, 'a name on one line'),
    how: z.enum(viewWays),
    reachedOn: day,
    notBefore: z.boolean(),
    stance: z.enum(stances),
    subject: z
      .string()
      .trim()
      .min(1, 'what it is about, in short')
      .max(150)
      .regex(/^\P{Cc}*$/u, 'one line'),
    words: z
      .string()
      .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
      .pipe(z.string().max(longestView)),
    noticeId: z.uuid().nullable(),
    corrects: z.uuid().nullable(),
    attachments: z.array(attachment).max(viewFiles.maxFiles),
  }),
  async run(context, { matters: given, notBefore, attachments, ...of }) {
    const { tx, now, today, actor, newId } = context;
    if (of.reachedOn > today)
      throw contactProblem('view-day-to-come', { fields: [{ field: 'reachedOn', expected: `${today} or earlier` }] });
    if (of.reachedOn < arrivalBegins)
      throw contactProblem('view-day-too-early', {
        rule: viewArrival,
        params: { date: arrivalBegins },
        fields: [{ field: 'reachedOn', expected: `${arrivalBegins} or later` }],
      });
    const before = of.corrects === null ? null : await requireView(context, of.corrects);
    const isEmpty = of.words === '' && attachments.length === 0 && (before?.attachments.length ?? 0) === 0;
    if (isEmpty) throw contactProblem('view-empty', { fields: [{ field: 'words', expected: 'words, or an attachment' }] });
    const matters = given.map(({ kind, id }): MatterRef => ({ kind, id: parseUuid(id)! }));
    await requireMatters(context, matters);
    const sender = await senderOf(context, of);
    const noticeId = of.noticeId === null ? null : parseUuid(of.noticeId);
    if (noticeId !== null && (await findNotice(tx, noticeId)) === null) throw contactProblem('notice-unknown');
    const { how, reachedOn, stance, subject, words } = of;
    const id = newId();
    const number = before?.number.replace(/(?:\.\d+)?$/, correctionEnd) ?? (await nextNumber(tx, 'I', Number(today.slice(0, 4))));
    const arrived = arrivedOn(valueOn(viewArrival, reachedOn), how, reachedOn, notBefore);
    const row = {
      id,
      number,
      ...sender,
      how,
      reachedOn,
      arrivedOn: arrived,
      stance,
      subject,
      words,
      noticeId,
      corrects: before?.id ?? null,
    };
    try {
      await insertView(tx, { ...row, matters, filedAt: now, filedBy: actor.id });
    } catch (error) {
      if (violatedConstraint(error) === 'view_corrects_key') throw contactProblem('view-corrected');
      throw error;
    }
    if (before !== null) await copyAttachments(tx, before.id, id);
    for (const { name, mediaType, bytes } of attachments) {
      const sha256 = createHash('sha256').update(bytes).digest();
      await insertAttachment(tx, id, { id: newId(), name, mediaType, sha256, content: bytes });
    }
    return {
      result: { viewId: id, number },
      subject: `view:${id}`,
      rules: [viewArrival.id],
      details: {
        number,
        matters: given,
        bodyKey: sender.bodyKey,
        how,
        reachedOn,
        arrivedOn: arrived,
        stance,
        corrects: row.corrects,
        files: attachments.length,
      },
    };
  },
});

/** `I 2020-4` mended is `I 2020-4.1`, then `.2`. */
const correctionEnd = (end: string): string => `.${end === '' ? 1 : Number(end.slice(1)) + 1}`;

/** Throws view-unknown, view-corrected. */
async function requireView({ tx }: CommandContext, text: string): Promise<View> {
  const id = parseUuid(text);
  const view = id === null ? null : await findView(tx, id);
  if (view === null) throw contactProblem('view-unknown');
  if (view.correctedBy !== null) throw contactProblem('view-corrected');
  return view;
}

/** Throws view-sender-missing, body-unknown. */
async function senderOf(
  { tx }: CommandContext,
  { fromKind, bodyKey, fromName }: Pick<View, 'fromKind' | 'bodyKey' | 'fromName'>,
): Promise<Pick<View, 'fromKind' | 'bodyKey' | 'fromName'>> {
  if (fromKind === 'body') {
    if (bodyKey === null) throw contactProblem('view-sender-missing', { fields: [{ field: 'bodyKey', expected: 'which body' }] });
    return { fromKind, bodyKey: (await requireBody(tx, bodyKey)).key, fromName: null };
  }
  if (fromKind === 'other' && fromName === null)
    throw contactProblem('view-sender-missing', { fields: [{ field: 'fromName', expected: 'as it signs itself' }] });
  return { fromKind, bodyKey: null, fromName };
}

/** Throws decision-unknown. */
async function requireMatters({ tx, today }: CommandContext, matters: readonly MatterRef[]): Promise<void> {
  const closures = new Set((await listClosures(tx, { on: today })).map(({ id }) => id));
  for (const { kind, id } of matters) {
    const isThere = kind === 'closure' ? closures.has(id) : (await agreementRecord(tx, id, today)) !== null;
    if (!isThere) throw contactProblem('decision-unknown');
  }
}

export const longestAnswer = 5000;

/** How a view was met: what was answered, or how it was weighed in. */
export const answerView = command({
  name: 'contact.answer-view',
  roles: informers,
  input: z.object({
    viewId: z.string(),
    words: z
      .string()
      .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
      .pipe(z.string().min(1, 'how it was met').max(longestAnswer)),
  }),
  async run(context, { viewId, words }) {
    const { tx, now, actor, newId } = context;
    const view = await requireView(context, viewId);
    const id: Uuid = newId();
    await insertAnswer(tx, view.id, { id, words, at: now, by: actor.id });
    return { result: { answerId: id }, subject: `view:${view.id}`, details: { answerId: id } };
  },
});
