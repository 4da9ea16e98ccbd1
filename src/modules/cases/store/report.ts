/** SQL for activity reports. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { activityKinds } from '../rules/report-content.ts';
import { uuid } from './open-case.ts';

const instant = z.string().transform((at) => at as Instant);

export const reportChannels = ['my-pages', 'paper', 'oral'] as const;

const report = z.object({
  personId: uuid,
  id: uuid,
  registrationId: uuid,
  /** The funnel's key; null when nothing of it was written on the web. */
  attemptId: uuid.nullable(),
  /** The first day of the month it is about. */
  month: day,
  state: z.enum(['draft', 'submitted', 'reviewed']),
  channel: z.enum(reportChannels).nullable(),
  /** BCP 47: what it is written in. */
  language: z.string(),
  activities: z.array(
    z.object({
      kind: z.enum(activityKinds),
      date: day.nullable(),
      what: z.string(),
      where: z.string(),
      inPeriod: z.boolean().nullable(),
    }),
  ),
  nothingDone: z.boolean(),
  message: z.string(),
  handedInOn: day.nullable(),
  /** Code of the place whose desk took it. */
  handedInAt: z.string().nullable(),
  arrivedAt: instant.nullable(),
  timely: z.enum(['in-time', 'late', 'undecided']).nullable(),
  lateReason: z.string().nullable(),
  outageId: uuid.nullable(),
  receiptNumber: z.string().nullable(),
  /** Account id of whoever wrote it, or took it down (FvL §27). */
  recordedBy: z.string(),
  reviewBy: day.nullable(),
  version: z.number(),
  changedAt: instant,
});
export type Report = z.output<typeof report>;

const columns = sql`
  r.person_id as "personId", r.id, r.registration_id as "registrationId", r.attempt_id as "attemptId", r.month, r.state, r.channel, r.language, r.activities,
  r.nothing_done as "nothingDone", r.message, r.handed_in_on as "handedInOn", r.handed_in_at as "handedInAt",
  r.arrived_at as "arrivedAt", r.timely, r.late_reason as "lateReason", r.outage_id as "outageId",
  r.receipt_number as "receiptNumber", r.recorded_by as "recordedBy", r.review_by as "reviewBy", r.version,
  r.changed_at as "changedAt"`;

interface Of {
  personId: Uuid;
  registrationId: Uuid;
  month: PlainDate;
}

/** The report of a month; null when nothing has been written. */
export function findReport(db: Database, of: Of): Promise<Report | null> {
  return one(
    db,
    report,
    sql`select ${columns} from cases.report r
        where person_id = ${of.personId} and registration_id = ${of.registrationId} and month = ${of.month}`,
  );
}

/** As `findReport`, held until the transaction ends. */
export function lockReport(tx: Transaction, of: Of): Promise<Report | null> {
  return one(
    tx,
    report,
    sql`select ${columns} from cases.report r
        where person_id = ${of.personId} and registration_id = ${of.registrationId} and month = ${of.month} for update`,
  );
}

/** Every report of a person, the latest month first. */
export function listReports(db: Database, personId: Uuid): Promise<Report[]> {
  return rows(db, report, sql`select ${columns} from cases.report r where person_id = ${personId} order by month desc, id desc`);
}

export type ReportRow = Omit<Report, 'version' | 'changedAt'> & { at: Instant };

/** Writes a report whose version was `version`, 0 for a new one; false when another wrote it meanwhile. */
export async function writeReport(tx: Transaction, row: ReportRow, version: number): Promise<boolean> {
  const written = await rows(
    tx,
    z.unknown(),
    sql`
      insert into cases.report as r (person_id, id, registration_id, attempt_id, month, state, channel, language, activities, nothing_done, message,
                                     handed_in_on, handed_in_at, arrived_at, timely, late_reason, outage_id, receipt_number,
                                     recorded_by, review_by, changed_at, municipality_code)
      values (${row.personId}, ${row.id}, ${row.registrationId}, ${row.attemptId}, ${row.month}, ${row.state}, ${row.channel}, ${row.language},
              ${JSON.stringify(row.activities)}::jsonb, ${row.nothingDone}, ${row.message}, ${row.handedInOn}, ${row.handedInAt},
              ${row.arrivedAt}, ${row.timely}, ${row.lateReason}, ${row.outageId}, ${row.receiptNumber}, ${row.recordedBy},
              ${row.reviewBy}, ${row.at},
              (select municipality_code from cases.registration where person_id = ${row.personId} and id = ${row.registrationId}))
      on conflict (person_id, registration_id, month) do update
        set state = excluded.state, channel = excluded.channel, language = excluded.language, activities = excluded.activities,
            nothing_done = excluded.nothing_done, message = excluded.message, handed_in_on = excluded.handed_in_on,
            handed_in_at = excluded.handed_in_at, arrived_at = excluded.arrived_at, timely = excluded.timely,
            late_reason = excluded.late_reason, outage_id = excluded.outage_id, receipt_number = excluded.receipt_number,
            recorded_by = excluded.recorded_by, review_by = excluded.review_by, changed_at = excluded.changed_at,
            version = r.version + 1
        where r.version = ${version}
      returning 1`,
  );
  return written.length > 0;
}

/** An officer has looked through it. */
export async function writeReviewed(
  tx: Transaction,
  of: Pick<Report, 'personId' | 'id'>,
  reviewed: { timely: 'in-time' | 'late'; by: string; at: Instant },
): Promise<void> {
  await sql`
    update cases.report
    set state = 'reviewed', timely = ${reviewed.timely}, reviewed_by = ${reviewed.by}, reviewed_at = ${reviewed.at},
        version = version + 1, changed_at = ${reviewed.at}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** What the service agreement says of a desk on a day; null while it is not settled. */
export async function deskAgreementOn(db: Database, on: PlainDate): Promise<boolean | null> {
  const found = await one(
    db,
    z.object({ counts: z.boolean() }),
    sql`select counts from cases.desk_agreement where valid_from <= ${on} order by valid_from desc limit 1`,
  );
  return found?.counts ?? null;
}

const agreement = z.object({ from: day, counts: z.boolean(), source: z.string() });

/** What is settled, from the first day on. */
export function listDeskAgreements(db: Database): Promise<z.output<typeof agreement>[]> {
  return rows(db, agreement, sql`select valid_from as "from", counts, source from cases.desk_agreement order by valid_from`);
}

/** Refused by desk_agreement_pkey when that day is settled already. */
export async function insertDeskAgreement(
  tx: Transaction,
  row: { from: PlainDate; counts: boolean; source: string; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into cases.desk_agreement (valid_from, counts, source, at, by)
    values (${row.from}, ${row.counts}, ${row.source}, ${row.at}, ${row.by})`.execute(tx);
}
