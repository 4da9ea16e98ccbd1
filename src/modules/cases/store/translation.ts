/** SQL that finds what a person asks to have translated. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { uuid } from './open-case.ts';

export const translatable = ['decision', 'plan', 'report'] as const;

/** What has been told, put in force or handed in; null when the person has none with this id. */
export function isThere(
  db: Database,
  personId: Uuid,
  what: (typeof translatable)[number],
  id: string,
): Promise<{ registrationId: Uuid } | null> {
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
