/** SQL for views on decisions: what came, from whom, and how it was met. Append-only. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { viewWays } from '../rules/view-arrival.ts';
import { moment, uuid } from './messages.ts';

export const senderKinds = ['body', 'staff', 'other'] as const;
export const stances = ['for', 'against', 'asks', 'neither'] as const;

const view = z.object({
  id: uuid,
  number: z.string(),
  fromKind: z.enum(senderKinds),
  bodyKey: z.string().nullable(),
  fromName: z.string().nullable(),
  how: z.enum(viewWays),
  reachedOn: z.string(),
  arrivedOn: z.string(),
  stance: z.enum(stances),
  subject: z.string(),
  words: z.string(),
  noticeId: uuid.nullable(),
  corrects: uuid.nullable(),
  /** The registration that has taken the place of this one. */
  correctedBy: uuid.nullable(),
  filedAt: moment,
  filedBy: z.string(),
  matters: z.array(z.object({ kind: z.enum(['closure', 'agreement']), id: uuid })),
  attachments: z.array(z.object({ id: uuid, name: z.string(), mediaType: z.string(), bytes: z.number(), sha256: z.string() })),
  answers: z.array(z.object({ id: uuid, words: z.string(), at: moment, by: z.string() })),
});
export type View = z.output<typeof view>;

const columns = sql`
  v.id, v.number, v.from_kind as "fromKind", v.body_key as "bodyKey", v.from_name as "fromName", v.how, v.reached_on as "reachedOn",
  v.arrived_on as "arrivedOn", v.stance, v.subject, v.words, v.notice_id as "noticeId", v.corrects,
  (select c.id from contact.view c where c.corrects = v.id) as "correctedBy", v.filed_at as "filedAt", v.filed_by as "filedBy",
  (select coalesce(json_agg(json_build_object('kind', m.kind, 'id', m.matter_id) order by m.matter_id), '[]')
   from contact.view_matter m where m.view_id = v.id) as matters,
  (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'bytes', length(a.content),
     'sha256', encode(a.sha256, 'hex')) order by a.id), '[]') from contact.view_attachment a where a.view_id = v.id) as attachments,
  (select coalesce(json_agg(json_build_object('id', a.id, 'words', a.words, 'at', a.at, 'by', a.by) order by a.at, a.id), '[]')
   from contact.view_answer a where a.view_id = v.id) as answers`;

export function findView(db: Database, id: Uuid): Promise<View | null> {
  return one(db, view, sql`select ${columns} from contact.view v where v.id = ${id}`);
}

/** Views filed on one decision, in the order of their arrival; those that were registered anew are left out unless `all`. */
export function listViews(db: Database, matterId: Uuid, { all = false }: { all?: boolean } = {}): Promise<View[]> {
  return rows(
    db,
    view,
    sql`
      select ${columns} from contact.view v
      where exists (select from contact.view_matter m where m.view_id = v.id and m.matter_id = ${matterId})
        and (${all} or not exists (select from contact.view c where c.corrects = v.id))
      order by v.arrived_on, v.filed_at, v.id`,
  );
}

const counted = z.object({ matterId: uuid, notices: z.number(), views: z.number() });

/** How many approved notices and views each decision has; those without any are left out. */
export function countOnMatters(db: Database): Promise<z.output<typeof counted>[]> {
  return rows(
    db,
    counted,
    sql`
      select matter_id as "matterId", sum(notices) as notices, sum(views) as views from (
        select m.matter_id, 1 as notices, 0 as views from contact.notice_matter m
        join contact.notice n on n.id = m.notice_id and n.state = 'approved'
        union all
        select m.matter_id, 0, 1 from contact.view_matter m
        where not exists (select from contact.view c where c.corrects = m.view_id)
      ) all_of_them group by matter_id`,
  );
}

export type NewView = Omit<View, 'correctedBy' | 'attachments' | 'answers'>;

export async function insertView(tx: Transaction, of: NewView): Promise<void> {
  await sql`
    insert into contact.view (id, number, from_kind, body_key, from_name, how, reached_on, arrived_on, stance, subject, words, notice_id, corrects,
      filed_at, filed_by)
    values (${of.id}, ${of.number}, ${of.fromKind}, ${of.bodyKey}, ${of.fromName}, ${of.how}, ${of.reachedOn}, ${of.arrivedOn}, ${of.stance},
      ${of.subject}, ${of.words}, ${of.noticeId}, ${of.corrects}, ${of.filedAt}, ${of.filedBy})`.execute(tx);
  for (const one of of.matters)
    await sql`insert into contact.view_matter (view_id, kind, matter_id) values (${of.id}, ${one.kind}, ${one.id})`.execute(tx);
}

export interface NewAttachment {
  id: Uuid;
  name: string;
  mediaType: string;
  sha256: Buffer;
  content: Buffer;
}

export async function insertAttachment(tx: Transaction, viewId: Uuid, of: NewAttachment): Promise<void> {
  await sql`
    insert into contact.view_attachment (view_id, id, name, media_type, sha256, content)
    values (${viewId}, ${of.id}, ${of.name}, ${of.mediaType}, ${of.sha256}, ${of.content})`.execute(tx);
}

/** What a mended registration takes over from the one before. */
export async function copyAttachments(tx: Transaction, from: Uuid, to: Uuid): Promise<void> {
  await sql`
    insert into contact.view_attachment (view_id, id, name, media_type, sha256, content)
    select ${to}, id, name, media_type, sha256, content from contact.view_attachment where view_id = ${from}`.execute(tx);
}

const file = z.object({ name: z.string(), mediaType: z.string(), content: z.instanceof(Buffer) });

export function attachmentFile(db: Database, viewId: Uuid, id: Uuid): Promise<z.output<typeof file> | null> {
  return one(
    db,
    file,
    sql`select name, media_type as "mediaType", content from contact.view_attachment where view_id = ${viewId} and id = ${id}`,
  );
}

export async function insertAnswer(
  tx: Transaction,
  viewId: Uuid,
  of: { id: Uuid; words: string; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into contact.view_answer (view_id, id, words, at, by) values (${viewId}, ${of.id}, ${of.words}, ${of.at}, ${of.by})`.execute(
    tx,
  );
}
