/** SQL that finds what a person asks to have translated. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { uuid } from './open-case.ts';

export const translatable = ['decision', 'plan', 'report'] as const;
export type Translatable = (typeof translatable)[number];

const instant = z.string().transform((text) => text as Instant);
const asked = z.object({ language: z.string(), askedAt: instant, doneAt: instant.nullable() });
/** A translation into a language that was asked for; `doneAt` null while it waits. */
export type AskedTranslation = z.output<typeof asked>;

/** What has been told, put in force or handed in; null when the person has none with this id. */
export function isThere(db: Database, personId: Uuid, what: Translatable, id: string): Promise<{ registrationId: Uuid } | null> {
  return one(
    db,
    z.object({ registrationId: uuid }),
    sql`
      select registration_id as "registrationId" from cases.decision
      where ${what} = 'decision' and person_id = ${personId} and id = ${id} and told_at is not null
      union all
      select registration_id from cases.plan where ${what} = 'plan' and person_id = ${personId} and id = ${id} and state <> 'draft'
      union all
      select registration_id from cases.report where ${what} = 'report' and person_id = ${personId} and id = ${id} and state <> 'draft'`,
  );
}

/** What was asked for of one thing, oldest first. What the authority translates for its own officers has a last day and is left out. */
export function askedTranslations(db: Database, personId: Uuid, id: Uuid): Promise<AskedTranslation[]> {
  return rows(
    db,
    asked,
    sql`select details->>'language' as language, created_at as "askedAt", done_at as "doneAt"
        from cases.todo
        where person_id = ${personId} and kind = 'translate' and details->>'id' = ${id} and due_on is null
          and coalesce(outcome, 'done') = 'done'
        order by created_at, id`,
  );
}
