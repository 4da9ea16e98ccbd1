/** SQL for registrations that are being filled in. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Answers, type StepId, stepIds, storedAnswers } from '../registration/index.ts';

export const channels = ['web', 'in-person', 'phone'] as const;
export type Channel = (typeof channels)[number];

export const capacities = ['self', 'mandate', 'staff'] as const;
export type Capacity = (typeof capacities)[number];

const draft = z.object({
  personId: z.uuid().transform((id) => id as Uuid),
  id: z.uuid().transform((id) => id as Uuid),
  attemptId: z.uuid().transform((id) => id as Uuid),
  answers: storedAnswers,
  done: z.array(z.string()),
  /** Step → the version in which it was last saved. */
  savedIn: z.record(z.string(), z.number()),
  // A step that a newer version of the flow does not have: the person goes on from the beginning, with what is there.
  atStep: z.enum(stepIds).catch('protection'),
  language: z.string(),
  channel: z.enum(channels),
  phoneGround: z.string().nullable(),
  /** The least that someone has done alone: 'staff' once staff have saved a step. */
  capacity: z.enum(capacities),
  version: z.number(),
  startedAt: z.string().transform((at) => at as Instant),
  changedAt: z.string().transform((at) => at as Instant),
});
export type Draft = z.output<typeof draft>;

const columns = sql`
  person_id as "personId", id, attempt_id as "attemptId", answers, done, saved_in as "savedIn", at_step as "atStep", language,
  channel, phone_ground as "phoneGround", capacity, version, started_at as "startedAt", changed_at as "changedAt"`;

/** The person's open draft; null when there is none. */
export function findDraft(db: Database, personId: Uuid): Promise<Draft | null> {
  return one(db, draft, sql`select ${columns} from cases.draft where person_id = ${personId} and closed_at is null`);
}

/** As `findDraft`, held until the transaction ends, so that two devices take turns. */
export function lockDraft(tx: Transaction, personId: Uuid): Promise<Draft | null> {
  return one(tx, draft, sql`select ${columns} from cases.draft where person_id = ${personId} and closed_at is null for update`);
}

/** Two that begin at once take turns: whoever comes second finds the other's. */
export async function lockDrafts(tx: Transaction, personId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 13))`.execute(tx);
}

export async function insertDraft(
  tx: Transaction,
  row: Pick<Draft, 'personId' | 'id' | 'attemptId' | 'answers' | 'done' | 'language' | 'channel' | 'phoneGround' | 'capacity'> & {
    atStep: StepId;
    at: Instant;
  },
): Promise<void> {
  await sql`
    insert into cases.draft (person_id, id, attempt_id, answers, done, at_step, language, channel, phone_ground, capacity,
                             started_at, changed_at)
    values (${row.personId}, ${row.id}, ${row.attemptId}, ${JSON.stringify(row.answers)}::jsonb, ${[...row.done]}, ${row.atStep},
            ${row.language}, ${row.channel}, ${row.phoneGround}, ${row.capacity}, ${row.at}, ${row.at})`.execute(tx);
}

/** Where and by whom it is filled in from now on. */
export async function continueDraft(
  tx: Transaction,
  of: Pick<Draft, 'personId' | 'id'>,
  now: Pick<Draft, 'language' | 'channel' | 'phoneGround' | 'capacity'> & { at: Instant },
): Promise<void> {
  await sql`
    update cases.draft set language = ${now.language}, channel = ${now.channel}, phone_ground = ${now.phoneGround},
                           capacity = ${now.capacity}, changed_at = ${now.at}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** Saves the answers of one step; its version becomes the draft's. */
export async function saveDraftStep(
  tx: Transaction,
  of: Pick<Draft, 'personId' | 'id'>,
  saved: { step: StepId; answers: Answers; next: StepId; capacity: Capacity; at: Instant },
): Promise<void> {
  await sql`
    update cases.draft
    set answers = ${JSON.stringify(saved.answers)}::jsonb,
        done = array_remove(done, ${saved.step}) || ${saved.step}::text,
        saved_in = saved_in || jsonb_build_object(${saved.step}::text, version + 1),
        at_step = ${saved.next}, capacity = ${saved.capacity}, version = version + 1, changed_at = ${saved.at}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** Sent in or thrown away: nothing of what was answered is kept in it. */
export async function closeDraft(tx: Transaction, of: Pick<Draft, 'personId' | 'id'>, at: Instant): Promise<void> {
  await sql`
    update cases.draft set closed_at = ${at}, changed_at = ${at}, answers = '{}', version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}
