/**
 * SQL for the funnel: how people came through a service, step by step, without who and without anything typed. Times are cut to ten
 * seconds and keys are random, so that none equals one of the audit; what leads to a person still, 0004-cases.sql says.
 */
import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

export const services = ['registration', 'activity-report'] as const;
export type Service = (typeof services)[number];
export type AttemptOutcome = 'submitted' | 'thrown-away' | 'own-channel';

export interface AttemptEvent {
  step: string;
  kind: 'shown' | 'finished' | 'error' | 'assistance' | 'came-back' | 'help-asked';
  /** The field and what was wrong with it (`phone:not-a-phone`), or the reason. Never what was typed. */
  what?: string;
}

/** To the ten seconds: enough for how long a step takes, too coarse to find the same moment elsewhere. */
const cut = (at: Instant) => sql`date_bin(interval '10 seconds', ${at}::timestamptz, timestamptz '2000-01-01')`;

export async function insertAttempt(
  tx: Transaction,
  row: { attemptId: Uuid; service: Service; language: string; capacity: string; protected: boolean; at: Instant },
): Promise<void> {
  await sql`
    insert into cases.attempt (attempt_id, service, language, capacity, protected, started_at)
    values (${row.attemptId}, ${row.service}, ${row.language}, ${row.capacity}, ${row.protected}, ${cut(row.at)})`.execute(tx);
}

/** The language and capacity in which it goes on. */
export async function continueAttempt(
  tx: Transaction,
  attemptId: Uuid,
  now: { language: string; capacity: string },
): Promise<void> {
  await sql`update cases.attempt set language = ${now.language}, capacity = ${now.capacity} where attempt_id = ${attemptId}`.execute(
    tx,
  );
}

/** Someone has helped: the least that was done alone counts. */
export async function helpAttempt(tx: Transaction, attemptId: Uuid, capacity: 'mandate' | 'staff'): Promise<void> {
  await sql`
    update cases.attempt set capacity = case when capacity = 'staff' then capacity else ${capacity} end
    where attempt_id = ${attemptId}`.execute(tx);
}

export async function insertAttemptEvents(
  tx: Transaction,
  attemptId: Uuid,
  events: readonly AttemptEvent[],
  at: Instant,
): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into cases.attempt_event (attempt_id, id, at, step, kind, what)
    select ${attemptId}, gen_random_uuid(), ${cut(at)}, step, kind, what
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (step text, kind text, what text)`.execute(tx);
}

export async function endAttempt(tx: Transaction, attemptId: Uuid, outcome: AttemptOutcome, at: Instant): Promise<void> {
  await sql`update cases.attempt set ended_at = ${cut(at)}, outcome = ${outcome} where attempt_id = ${attemptId}`.execute(tx);
}

/** The ways through of someone with protected identity are in no figure, for as long as that lasts. */
export async function writeAttemptsProtected(tx: Transaction, personId: Uuid, isProtected: boolean): Promise<void> {
  await sql`
    update cases.attempt set protected = ${isProtected}
    where protected <> ${isProtected} and attempt_id in (
      select attempt_id from cases.draft where person_id = ${personId}
      union all select attempt_id from cases.report where person_id = ${personId})`.execute(tx);
}

export async function insertAssistance(
  tx: Transaction,
  row: {
    personId: Uuid;
    id: Uuid;
    attemptId: Uuid;
    service: Service;
    step: string;
    why: string;
    how: 'in-person' | 'phone' | 'mandate';
    autonomy: 'together' | 'for-the-person';
    by: string;
    at: Instant;
  },
): Promise<void> {
  await sql`
    insert into cases.assistance (person_id, id, attempt_id, service, step, why, how, autonomy, by, at)
    values (${row.personId}, ${row.id}, ${row.attemptId}, ${row.service}, ${row.step}, ${row.why}, ${row.how}, ${row.autonomy},
            ${row.by}, ${row.at})`.execute(tx);
}
