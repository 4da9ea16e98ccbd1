/** A notice is written, changed, given up. */
import { z } from 'zod';
import { command, type CommandContext } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { agreementRecord, listClosures } from '../../network/index.ts';
import { canNotice } from '../notice-state.ts';
import { contactProblem } from '../problems.ts';
import { noticeGroups } from '../rules/notice-recipients.ts';
import {
  insertNotice,
  lockNotice,
  type Notice,
  type NoticeWords,
  updateNotice,
  withdrawNotice as withdraw,
} from '../store/notices.ts';
import { matterKinds, type MatterRef } from './matters.ts';
import { allBodies, emailAddress, informers } from './put-body.ts';
import { type NoticeField, readTemplate, replyFields } from './template.ts';

export const longestTitle = 150;
export const longestWords = 10_000;
/** One decision has closed 132 offices. */
const mostMatters = 500;

const words = {
  title: z
    .string()
    .trim()
    .min(1, 'what it is about')
    .max(longestTitle)
    .regex(/^\P{Cc}*$/u, 'one line'),
  words: z
    .string()
    .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, 'what it says').max(longestWords)),
  replyTo: emailAddress,
  replyBy: z.union([day, z.literal('').transform(() => null), z.null()]),
  groups: z.array(z.enum(noticeGroups)),
  organisations: z.array(z.string().max(60)).max(200),
};
const refined = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ ...words, ...shape });

/** A notice on one decision or on several, which its recipients read as one letter each. */
export const startNotice = command({
  name: 'contact.start-notice',
  roles: informers,
  input: refined({
    matters: z
      .array(z.object({ kind: z.enum(matterKinds), id: z.uuid() }))
      .min(1, 'a decision')
      .max(mostMatters),
  }),
  async run(context, { matters: given, ...of }) {
    const { tx, now, actor, newId } = context;
    const matters = given.map(({ kind, id }): MatterRef => ({ kind, id: parseUuid(id)! }));
    await requireMatters(context, matters);
    const written = await requireWords(context, of);
    const id = newId();
    await insertNotice(tx, { id, matters, ...written }, { at: now, by: actor.id });
    return {
      result: { noticeId: id },
      subject: `notice:${id}`,
      details: { matters: given, groups: of.groups, organisations: of.organisations },
    };
  },
});

export const changeNotice = command({
  name: 'contact.change-notice',
  roles: informers,
  input: refined({ noticeId: z.string(), version: z.number().int().min(1) }),
  async run(context, { noticeId, version, ...of }) {
    const { tx, now, actor } = context;
    const notice = await requireDraft(context, noticeId, version, 'change');
    const written = await requireWords(context, of);
    await updateNotice(tx, notice.id, written, { at: now, by: actor.id });
    return {
      result: { noticeId: notice.id },
      subject: `notice:${notice.id}`,
      details: { version, groups: of.groups, organisations: of.organisations },
    };
  },
});

export const withdrawNotice = command({
  name: 'contact.withdraw-notice',
  roles: informers,
  input: z.object({ noticeId: z.string(), version: z.number().int().min(1) }),
  async run(context, { noticeId, version }) {
    const notice = await requireDraft(context, noticeId, version, 'withdraw');
    await withdraw(context.tx, notice.id, { at: context.now, by: context.actor.id });
    return { result: { noticeId: notice.id }, subject: `notice:${notice.id}`, details: { version } };
  },
});

/** Locks a draft. Throws notice-unknown, notice-not-draft, notice-changed-meanwhile. */
export async function requireDraft(
  { tx }: CommandContext,
  text: string,
  version: number,
  action: Parameters<typeof canNotice>[1],
): Promise<Notice> {
  const id = parseUuid(text);
  const notice = id === null ? null : await lockNotice(tx, id);
  if (notice === null) throw contactProblem('notice-unknown');
  if (!canNotice(notice.state, action)) throw contactProblem('notice-not-draft');
  if (notice.version !== version) throw contactProblem('notice-changed-meanwhile');
  return notice;
}

/** Throws notice-field-unknown, notice-reply-missing, notice-reply-past, notice-recipients-missing, body-unknown. */
async function requireWords({ tx, today }: CommandContext, of: NoticeWords): Promise<NoticeWords> {
  const used: NoticeField[] = [];
  for (const field of ['title', 'words'] as const) {
    const { fields, faults } = readTemplate(of[field]);
    const [first] = faults;
    if (first !== undefined)
      throw contactProblem('notice-field-unknown', {
        params: { field: first.text, line: first.line },
        fields: [{ field, expected: 'known fields' }],
      });
    used.push(...fields);
  }
  if ((of.replyTo === null) !== (of.replyBy === null) || (of.replyTo === null && used.some((one) => replyFields.includes(one)))) {
    const field = of.replyTo === null ? 'replyTo' : 'replyBy';
    throw contactProblem('notice-reply-missing', { fields: [{ field, expected: 'where views go and until when, both' }] });
  }
  if (of.replyBy !== null && of.replyBy < today)
    throw contactProblem('notice-reply-past', { fields: [{ field: 'replyBy', expected: `${today} or later` }] });
  if (of.groups.length + of.organisations.length === 0)
    throw contactProblem('notice-recipients-missing', { fields: [{ field: 'groups', expected: 'at least one' }] });
  const known = new Set((await allBodies(tx)).filter(({ code }) => code === null).map(({ key }) => key));
  if (of.organisations.some((key) => !known.has(key))) throw contactProblem('body-unknown');
  return { ...of, groups: [...new Set(of.groups)], organisations: [...new Set(of.organisations)] };
}

/** Throws decision-unknown. */
async function requireMatters({ tx, today }: CommandContext, matters: readonly MatterRef[]): Promise<void> {
  const closures = new Set((await listClosures(tx, { on: today })).map(({ id }) => id));
  for (const { kind, id } of matters) {
    const isThere = kind === 'closure' ? closures.has(id) : isEnding(await agreementRecord(tx, id, today));
    if (!isThere) throw contactProblem('decision-unknown');
  }
}

const isEnding = (agreement: { lastDay: string | null } | null): boolean => agreement !== null && agreement.lastDay !== null;
