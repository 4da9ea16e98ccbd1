/** SQL for notices: what they say, of which decisions, and who approved them. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { noticeStates } from '../notice-state.ts';
import { noticeGroups } from '../rules/notice-recipients.ts';
import { moment, uuid } from './messages.ts';

const matter = z.object({ kind: z.enum(['closure', 'agreement']), id: uuid });

const notice = z.object({
  id: uuid,
  title: z.string(),
  words: z.string(),
  replyTo: z.string().nullable(),
  replyBy: z.string().nullable(),
  groups: z.array(z.enum(noticeGroups)),
  organisations: z.array(z.string()),
  state: z.enum(noticeStates),
  version: z.number(),
  madeAt: moment,
  changedAt: moment,
  writers: z.array(z.string()),
  approvedAt: moment.nullable(),
  number: z.string().nullable(),
  registerVersion: z.number().nullable(),
  matters: z.array(matter),
});
export type Notice = z.output<typeof notice>;

const columns = sql`
  n.id, n.title, n.words, n.reply_to as "replyTo", n.reply_by as "replyBy", n.groups, n.organisations, n.state, n.version,
  n.made_at as "madeAt", n.changed_at as "changedAt", n.writers, n.approved_at as "approvedAt", n.number,
  n.register_version as "registerVersion",
  (select coalesce(json_agg(json_build_object('kind', m.kind, 'id', m.matter_id) order by m.kind, m.matter_id), '[]')
   from contact.notice_matter m where m.notice_id = n.id) as matters`;

export function findNotice(db: Database, id: Uuid): Promise<Notice | null> {
  return one(db, notice, sql`select ${columns} from contact.notice n where n.id = ${id}`);
}

/** As `findNotice`, and locks it until the transaction ends. */
export function lockNotice(tx: Transaction, id: Uuid): Promise<Notice | null> {
  return one(tx, notice, sql`select ${columns} from contact.notice n where n.id = ${id} for update`);
}

const listed = notice.extend({ letters: z.number(), unfinished: z.number(), waiting: z.number() });
export type ListedNotice = z.output<typeof listed>;

/** Notices, the latest first: all, or those about one decision. */
export function listNotices(
  db: Database,
  { matterId = null, limit = null, offset = 0 }: { matterId?: Uuid | null; limit?: number | null; offset?: number } = {},
): Promise<ListedNotice[]> {
  return rows(
    db,
    listed,
    sql`
      select ${columns}, l.letters, l.unfinished, l.waiting
      from contact.notice n left join lateral (
        select count(*) as letters, count(*) filter (where state in ('no-address', 'in-folder', 'to-post', 'failed', 'bounced')) as unfinished,
               count(*) filter (where state = 'waiting') as waiting
        from contact.notice_letter where notice_id = n.id
      ) l on true
      where ${matterId}::uuid is null or exists (select from contact.notice_matter m where m.notice_id = n.id and m.matter_id = ${matterId})
      order by n.made_at desc, n.id desc limit ${limit} offset ${offset}`,
  );
}

export async function countNotices(db: Database): Promise<number> {
  return (await one(db, z.object({ n: z.number() }), sql`select count(*) as n from contact.notice`))!.n;
}

export type NoticeWords = Pick<Notice, 'title' | 'words' | 'replyTo' | 'replyBy' | 'groups' | 'organisations'>;

export async function insertNotice(
  tx: Transaction,
  { id, matters, ...of }: NoticeWords & Pick<Notice, 'id' | 'matters'>,
  { at, by }: { at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into contact.notice (id, title, words, reply_to, reply_by, groups, organisations, state, made_at, changed_at, changed_by, writers)
    values (${id}, ${of.title}, ${of.words}, ${of.replyTo}, ${of.replyBy}, ${of.groups}, ${of.organisations}, 'draft', ${at}, ${at}, ${by},
            ${[by]})`.execute(tx);
  for (const one of matters)
    await sql`insert into contact.notice_matter (notice_id, kind, matter_id) values (${id}, ${one.kind}, ${one.id})`.execute(tx);
}

/** Writes a draft anew; who did is one of its writers. */
export async function updateNotice(
  tx: Transaction,
  id: Uuid,
  of: NoticeWords,
  { at, by }: { at: Instant; by: string },
): Promise<void> {
  await sql`
    update contact.notice set title = ${of.title}, words = ${of.words}, reply_to = ${of.replyTo}, reply_by = ${of.replyBy},
      groups = ${of.groups}, organisations = ${of.organisations}, version = version + 1, changed_at = ${at}, changed_by = ${by},
      writers = case when ${by} = any(writers) then writers else writers || ${by}::text end
    where id = ${id}`.execute(tx);
}

export async function withdrawNotice(tx: Transaction, id: Uuid, { at, by }: { at: Instant; by: string }): Promise<void> {
  await sql`
    update contact.notice set state = 'withdrawn', version = version + 1, changed_at = ${at}, changed_by = ${by} where id = ${id}`.execute(
    tx,
  );
}

export async function approveNotice(
  tx: Transaction,
  id: Uuid,
  of: { at: Instant; by: string; number: string; registerVersion: number },
): Promise<void> {
  await sql`
    update contact.notice set state = 'approved', version = version + 1, approved_at = ${of.at}, approved_by = ${of.by}, number = ${of.number},
      register_version = ${of.registerVersion} where id = ${id}`.execute(tx);
}

/**
 * The next designation of a registered document: `U 2020-1` goes out, `I 2020-1` comes in. Without gaps: two at once take turns, and one that
 * does not commit gives its number back.
 */
export async function nextNumber(tx: Transaction, series: 'U' | 'I', year: number): Promise<string> {
  const { last } = (await one(
    tx,
    z.object({ last: z.number() }),
    sql`insert into contact.registration_number (series, year, last) values (${series}, ${year}, 1)
        on conflict (series, year) do update set last = contact.registration_number.last + 1 returning last`,
  ))!;
  return `${series} ${year}-${last}`;
}
