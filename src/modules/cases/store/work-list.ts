/** SQL for what is to be done in the cases, over every open one, in the order of last days. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { uuid } from './open-case.ts';
import { nextKinds } from './registration.ts';

/** Stands for "no day", last in the list; the indexes say the same (0004-cases.sql). */
const noDay = '2199-12-31' as PlainDate;
const nobody = '00000000-0000-0000-0000-000000000000';

const item = z.object({
  personId: uuid,
  /** Of the registration, or of the task. */
  id: uuid,
  /** A registration's next step, or a task's kind. */
  kind: z.string(),
  isTask: z.boolean(),
  due: day.transform((on) => (on === noDay ? null : on)),
  /** Should be earlier than that day. */
  early: z.boolean(),
  municipalityCode: z.string().nullable(),
  /** Of the report that it is about; null for all else. */
  month: day.nullable(),
});
export type WorkItem = z.output<typeof item>;

export interface WorkQuestion {
  kind: string | null;
  municipalityCode: string | null;
  /** Only cases of this officer. */
  officerId: Uuid | null;
  dueBefore: PlainDate | null;
}

/** Where the page before ended. */
export interface WorkCursor {
  due: PlainDate | null;
  early: boolean;
  personId: Uuid;
  id: Uuid;
}

/**
 * Open work after a cursor: the earliest day first, within a day those that should be earlier, then by key. Each kind is read in
 * the order of its own index and no further than the page is long. Protected persons are in none of these rows.
 */
export function listWork(db: Database, asked: WorkQuestion, after: WorkCursor | null, limit: number): Promise<WorkItem[]> {
  return rows(
    db,
    item,
    sql`
      select "personId", id, kind, "isTask", due, early, "municipalityCode", month
      from (${work(asked, after, limit)}) as work
      order by due, not early, "personId", id limit ${limit}`,
  );
}

/** The kind of work that is a report waiting to be looked through: hundreds of thousands, so only when it is asked for. */
const reviewKind = 'review-report';

/** The first `limit` of each source that the question is about. */
function work(asked: WorkQuestion, after: WorkCursor | null, limit: number): RawBuilder<unknown> {
  if (asked.kind === reviewKind) return waitingReports(asked, after, limit);
  const kinds = nextKinds.filter((kind) => asked.kind === null || asked.kind === kind);
  const parts = kinds.map((kind) => sql`(${dueOfKind(asked, kind, after, limit)})`);
  if (asked.kind === null || kinds.length === 0) parts.push(sql`(${tasks(asked, after, limit)})`);
  return sql.join(parts, sql` union all `);
}

function from(after: WorkCursor | null): { due: PlainDate; late: boolean; personId: string; id: string } {
  return after === null
    ? { due: '1900-01-01' as PlainDate, late: false, personId: nobody, id: nobody }
    : { due: after.due ?? noDay, late: !after.early, personId: after.personId, id: after.id };
}

function dueOfKind(asked: WorkQuestion, kind: string, after: WorkCursor | null, limit: number): RawBuilder<unknown> {
  const start = from(after);
  return sql`
    select person_id as "personId", id, next_kind as kind, false as "isTask", next_due as due, due_early as early,
           municipality_code as "municipalityCode", null::date as month
    from cases.registration
    where next_due is not null and not protected and next_kind = ${kind}
      and (next_due, not due_early, person_id, id) > (${start.due}::date, ${start.late}::boolean, ${start.personId}::uuid, ${start.id}::uuid)
      ${asked.municipalityCode === null ? sql`` : sql`and municipality_code = ${asked.municipalityCode}`}
      ${asked.officerId === null ? sql`` : sql`and officer_id = ${asked.officerId}`}
      ${asked.dueBefore === null ? sql`` : sql`and next_due < ${asked.dueBefore}`}
    order by next_due, not due_early, person_id, id limit ${limit}`;
}

function tasks(asked: WorkQuestion, after: WorkCursor | null, limit: number): RawBuilder<unknown> {
  const start = from(after);
  // A task has no early mark: within its day it comes after those that do.
  return sql`
    select person_id as "personId", id, kind, true as "isTask", coalesce(due_on, date '2199-12-31') as due, false as early,
           municipality_code as "municipalityCode", (details->>'month')::date as month
    from ${asked.officerId === null ? sql`cases.todo` : tasksOf(asked.officerId)} as todo
    where done_at is null and not protected
      and (coalesce(due_on, date '2199-12-31'), person_id, id) > (${start.due}::date,
        ${start.late ? start.personId : nobody}::uuid, ${start.late ? start.id : nobody}::uuid)
      ${asked.kind === null ? sql`` : sql`and kind = ${asked.kind}`}
      ${asked.municipalityCode === null ? sql`` : sql`and municipality_code = ${asked.municipalityCode}`}
      ${asked.dueBefore === null ? sql`` : sql`and coalesce(due_on, date '2199-12-31') < ${asked.dueBefore}`}
    order by coalesce(due_on, date '2199-12-31'), person_id, id limit ${limit}`;
}

/** Reports handed in and not yet looked through, by the day on which they should have been. */
function waitingReports(asked: WorkQuestion, after: WorkCursor | null, limit: number): RawBuilder<unknown> {
  const start = from(after);
  return sql`
    select person_id as "personId", id, ${reviewKind} as kind, false as "isTask", review_by as due, false as early,
           municipality_code as "municipalityCode", month
    from ${asked.officerId === null ? sql`cases.report` : reportsOf(asked.officerId)} as report
    where state = 'submitted' and (review_by, person_id, id) > (${start.due}::date, ${start.personId}::uuid, ${start.id}::uuid)
      and not exists (select from cases.registration c where c.person_id = report.person_id and c.protected)
      ${asked.municipalityCode === null ? sql`` : sql`and municipality_code = ${asked.municipalityCode}`}
      ${asked.dueBefore === null ? sql`` : sql`and review_by < ${asked.dueBefore}`}
    order by review_by, person_id, id limit ${limit}`;
}

function reportsOf(officerId: Uuid): RawBuilder<unknown> {
  return sql`(
    select p.* from cases.registration r
      cross join lateral (select * from cases.report where person_id = r.person_id and registration_id = r.id offset 0) p
    where r.officer_id = ${officerId})`;
}

/** The open tasks of one officer's cases: from the cases, which are few, to their tasks ("offset 0" keeps it in that order). */
function tasksOf(officerId: Uuid): RawBuilder<unknown> {
  return sql`(
    select t.* from cases.registration r
      cross join lateral (
        select * from cases.todo where person_id = r.person_id and registration_id = r.id and done_at is null offset 0) t
    where r.officer_id = ${officerId})`;
}

/** What is open about protected persons: few, and shown only to the officers who are named for them. */
export function listProtectedWork(db: Database): Promise<(WorkItem & { otherPersonId: Uuid | null })[]> {
  return rows(
    db,
    // A conflict of numbers names another person too.
    item.extend({ otherPersonId: uuid.nullable() }),
    sql`
      select person_id as "personId", id, next_kind as kind, false as "isTask", next_due as due, due_early as early,
             municipality_code as "municipalityCode", null::date as month, null as "otherPersonId"
      from cases.registration where next_due is not null and protected
      union all
      select person_id, id, kind, true, coalesce(due_on, date '2199-12-31'), false, municipality_code, (details->>'month')::date,
             details->>'otherPersonId'
      from cases.todo where done_at is null and protected
      order by due, early desc, "personId", id`,
  );
}

/** How many there are of a kind, or of all, due before a day; counting stops one above `most`. */
export async function countWork(db: Database, asked: WorkQuestion, most: number): Promise<number> {
  const found = await one(
    db,
    z.object({ n: z.number() }),
    sql`select count(*) as n from (select 1 from (${work(asked, null, most + 1)}) as work limit ${most + 1}) as counted`,
  );
  return found!.n;
}
