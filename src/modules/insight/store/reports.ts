/** SQL for assignments, reports to the government, their wordings and steps. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { reportStates, type ReportState } from '../reports/report-state.ts';

const assignment = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  givenIn: z.string(),
  paragraph: z.string().nullable(),
  asks: z.string(),
  source: z.string().nullable(),
});
export type Assignment = z.output<typeof assignment>;

const assignmentColumns = sql`a.id, a.code, a.title, a.given_in as "givenIn", a.paragraph, a.asks, a.source`;

export function listAssignments(db: Database): Promise<Assignment[]> {
  return rows(db, assignment, sql`select ${assignmentColumns} from insight.assignment a order by a.code`);
}

export function findAssignment(db: Database, code: string): Promise<Assignment | null> {
  return one(db, assignment, sql`select ${assignmentColumns} from insight.assignment a where a.code = ${code}`);
}

/** Throws assignment_code_key (violated constraint) when the code is taken. */
export async function insertAssignment(tx: Transaction, row: Assignment & { at: Instant; by: string }): Promise<void> {
  await sql`
    insert into insight.assignment (id, code, title, given_in, paragraph, asks, source, recorded_at, recorded_by)
    values (${row.id}, ${row.code}, ${row.title}, ${row.givenIn}, ${row.paragraph}, ${row.asks}, ${row.source}, ${row.at}, ${row.by})
  `.execute(tx);
}

const report = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  dueOn: day,
  language: z.enum(['sv', 'en']),
  state: z.enum(reportStates),
  version: z.number(),
  /** Of the newest wording. */
  number: z.number(),
  template: z.string(),
  author: z.string(),
  authorIds: z.array(z.string()),
  assignmentId: z.string(),
  assignmentCode: z.string(),
  assignmentTitle: z.string(),
  givenIn: z.string(),
  paragraph: z.string().nullable(),
  asks: z.string(),
  source: z.string().nullable(),
  /** The newest reminder: so many days before; null: none yet. */
  remindedDays: z.number().nullable(),
});
export type Report = z.output<typeof report>;

const reportRows = sql`
  select r.id, r.code, r.title, r.due_on as "dueOn", r.language, r.state, r.version, t.number, t.template, t.author,
         (select array_agg(distinct x.author_id) from insight.report_text x where x.report_id = r.id) as "authorIds",
         a.id as "assignmentId", a.code as "assignmentCode", a.title as "assignmentTitle", a.given_in as "givenIn", a.paragraph, a.asks, a.source,
         (select min(m.days_before) from insight.report_reminder m where m.report_id = r.id and m.due_on = r.due_on) as "remindedDays"
  from insight.report r
  join insight.assignment a on a.id = r.assignment_id
  join lateral (select * from insight.report_text x where x.report_id = r.id order by x.number desc limit 1) t on true`;

/** By the day that they are due. */
export function listReports(db: Database): Promise<Report[]> {
  return rows(db, report, sql`${reportRows} order by r.due_on, r.code`);
}

export function findReport(db: Database, code: string): Promise<Report | null> {
  return one(db, report, sql`${reportRows} where r.code = ${code}`);
}

/** The report, locked: two acts on it take turns. */
export async function lockReport(tx: Transaction, code: string): Promise<Report | null> {
  await sql`select from insight.report where code = ${code} for update`.execute(tx);
  return findReport(tx, code);
}

export interface Wording {
  reportId: string;
  number: number;
  template: string;
  authorId: string;
  author: string;
  at: Instant;
}

/** Throws report_code_key (violated constraint) when the code is taken. */
export async function insertReport(
  tx: Transaction,
  row: { id: Uuid; code: string; assignmentId: string; title: string; dueOn: PlainDate; language: string },
): Promise<void> {
  await sql`
    insert into insight.report (id, code, assignment_id, title, due_on, language, state)
    values (${row.id}, ${row.code}, ${row.assignmentId}, ${row.title}, ${row.dueOn}, ${row.language}, 'draft')`.execute(tx);
}

export async function insertWording(tx: Transaction, row: Wording): Promise<void> {
  await sql`
    insert into insight.report_text (report_id, number, template, author_id, author, recorded_at)
    values (${row.reportId}, ${row.number}, ${row.template}, ${row.authorId}, ${row.author}, ${row.at})`.execute(tx);
}

export async function updateReport(
  tx: Transaction,
  row: { id: string; title: string; dueOn: PlainDate; state: ReportState },
): Promise<void> {
  await sql`
    update insight.report set title = ${row.title}, due_on = ${row.dueOn}, state = ${row.state}, version = version + 1
    where id = ${row.id}`.execute(tx);
}

const step = z.object({
  state: z.enum(reportStates),
  number: z.number(),
  actor: z.string(),
  note: z.string(),
  at: z.string(),
});
export type ReportStep = z.output<typeof step>;

export async function insertStep(
  tx: Transaction,
  row: {
    id: Uuid;
    reportId: string;
    state: ReportState;
    number: number;
    actorId: string;
    actor: string;
    note: string;
    at: Instant;
  },
): Promise<void> {
  await sql`
    insert into insight.report_step (report_id, id, state, number, actor_id, actor, note, recorded_at)
    values (${row.reportId}, ${row.id}, ${row.state}, ${row.number}, ${row.actorId}, ${row.actor}, ${row.note}, ${row.at})`.execute(
    tx,
  );
}

/** In the order in which they were taken. */
export function listSteps(db: Database, reportId: string): Promise<ReportStep[]> {
  return rows(
    db,
    step,
    sql`
      select state, number, actor, note, recorded_at as at
      from insight.report_step where report_id = ${reportId} order by id`,
  );
}

/** Notes a reminder; false when it was noted before. */
export async function insertReminder(
  db: Database,
  row: { reportId: string; dueOn: PlainDate; days: number; at: Instant },
): Promise<boolean> {
  const found = await rows(
    db,
    z.object({ days: z.number() }),
    sql`
      insert into insight.report_reminder (report_id, due_on, days_before, recorded_at)
      values (${row.reportId}, ${row.dueOn}, ${row.days}, ${row.at}) on conflict do nothing returning days_before as days`,
  );
  return found.length > 0;
}
