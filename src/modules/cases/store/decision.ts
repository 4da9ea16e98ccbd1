/** SQL for decisions. Nothing of a decision is changed afterwards but who looked at it and what replaced it. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { officerQuestions } from '../rules/registration-decision.ts';

const uuid = z.string().transform((text) => text as Uuid);
const date = z.string().transform((text) => text as PlainDate);
const instant = z.string().transform((text) => text as Instant);

export const outcomes = ['approve', 'reject', 'to-officer'] as const;
export type DecisionOutcome = (typeof outcomes)[number];

const decision = z.object({
  personId: uuid,
  id: uuid,
  registrationId: uuid,
  rule: z.string(),
  /** The first day of the rule's value that was used. */
  ruleValueFrom: date,
  outcome: z.enum(outcomes),
  automatic: z.boolean(),
  /** Codes and days. */
  facts: z.record(z.string(), z.unknown()),
  reasons: z.array(z.string()),
  reasonText: z.string(),
  question: z.enum(officerQuestions).nullable(),
  decidedAt: instant,
  /** An account's id, or `rule` for what no human decided. */
  decidedBy: z.string(),
  toldAt: instant.nullable(),
  sampled: z.boolean(),
  reviewedAt: instant.nullable(),
  review: z.enum(['agrees', 'disagrees']).nullable(),
  reviewNote: z.string().nullable(),
  objectedAt: instant.nullable(),
  /** What the person wrote against it, in their own words. */
  objection: z.string().nullable(),
  replacedBy: uuid.nullable(),
});
export type Decision = z.output<typeof decision>;

const columns = sql`
  person_id as "personId", id, registration_id as "registrationId", rule, rule_value_from as "ruleValueFrom", outcome, automatic, facts,
  reasons, reason_text as "reasonText", question, decided_at as "decidedAt", decided_by as "decidedBy", told_at as "toldAt", sampled,
  reviewed_at as "reviewedAt", review, review_note as "reviewNote", objected_at as "objectedAt", objection, replaced_by as "replacedBy"`;

export type NewDecision = Pick<
  Decision,
  | 'personId'
  | 'id'
  | 'registrationId'
  | 'rule'
  | 'ruleValueFrom'
  | 'outcome'
  | 'automatic'
  | 'reasons'
  | 'reasonText'
  | 'question'
  | 'decidedAt'
  | 'decidedBy'
  | 'toldAt'
  | 'sampled'
> & { facts: object; communicatedOn?: PlainDate | null };

export async function insertDecision(tx: Transaction, row: NewDecision): Promise<void> {
  await sql`
    insert into cases.decision (person_id, id, registration_id, rule, rule_value_from, outcome, automatic, facts, reasons, reason_text,
                                question, decided_at, decided_by, told_at, sampled, communicated_on)
    values (${row.personId}, ${row.id}, ${row.registrationId}, ${row.rule}, ${row.ruleValueFrom}, ${row.outcome}, ${row.automatic},
            ${JSON.stringify(row.facts)}::jsonb, ${row.reasons}, ${row.reasonText}, ${row.question}, ${row.decidedAt},
            ${row.decidedBy}, ${row.toldAt}, ${row.sampled}, ${row.communicatedOn ?? null})`.execute(tx);
}

export async function writeReplaced(tx: Transaction, of: Pick<Decision, 'personId' | 'id'>, by: Uuid): Promise<void> {
  await sql`update cases.decision set replaced_by = ${by} where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** The decision that holds: the one that nothing has replaced. */
export function currentDecision(db: Database, personId: Uuid, registrationId: Uuid): Promise<Decision | null> {
  return one(
    db,
    decision,
    sql`select ${columns} from cases.decision
        where person_id = ${personId} and registration_id = ${registrationId} and replaced_by is null order by decided_at desc, id desc limit 1`,
  );
}

/** Every decision about a registration, the latest first. */
export function listDecisions(db: Database, personId: Uuid, registrationId: Uuid): Promise<Decision[]> {
  return rows(
    db,
    decision,
    sql`select ${columns} from cases.decision where person_id = ${personId} and registration_id = ${registrationId}
        order by decided_at desc, id desc`,
  );
}

/**
 * One decision; null when the person has none with this id. Whoever changes one holds its registration first, and reads it
 * again then.
 */
export function findDecision(db: Database, personId: Uuid, id: string): Promise<Decision | null> {
  return one(db, decision, sql`select ${columns} from cases.decision where person_id = ${personId} and id = ${id}`);
}

export async function writeObjection(
  tx: Transaction,
  of: Pick<Decision, 'personId' | 'id'>,
  said: { at: Instant; text: string },
): Promise<void> {
  await sql`
    update cases.decision set objected_at = ${said.at}, objection = ${said.text}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** Automatic decisions drawn for a human to look at and not looked at yet, the oldest first. Protected persons are left out. */
export function listToReview(db: Database, limit: number): Promise<Decision[]> {
  return rows(
    db,
    decision,
    sql`select ${columns} from cases.decision d
        where sampled and reviewed_at is null
          and not exists (select from cases.registration r
                          where r.person_id = d.person_id and r.id = d.registration_id and r.protected)
        order by decided_at, id limit ${limit}`,
  );
}

/** Whom a decision is about that waits to be looked at; null when it does not wait, or there is none. */
export async function personToReview(db: Database, decisionId: string): Promise<Uuid | null> {
  const found = await one(
    db,
    z.object({ personId: uuid }),
    sql`select person_id as "personId" from cases.decision where id = ${decisionId} and sampled and reviewed_at is null`,
  );
  return found?.personId ?? null;
}

export async function writeReview(
  tx: Transaction,
  of: Pick<Decision, 'personId' | 'id'>,
  reviewed: { at: Instant; by: string; review: 'agrees' | 'disagrees'; note: string },
): Promise<void> {
  await sql`
    update cases.decision
    set reviewed_at = ${reviewed.at}, reviewed_by = ${reviewed.by}, review = ${reviewed.review}, review_note = ${reviewed.note}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}
