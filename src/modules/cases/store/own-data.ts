/** Everything that this module holds about a person, for the person's own export (GDPR art. 15 and 20; 2002:623 §16 a). */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const part = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

/** Each table with its rows as they are stored, oldest first; files by name, size and digest, not their content. */
export async function everythingAbout(db: Database, personId: Uuid): Promise<Record<string, Record<string, unknown>[]>> {
  const ask = async (statement: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> =>
    (await rows(db, part, sql`select coalesce(jsonb_agg(to_jsonb(r)), '[]') as items from (${statement}) r`))[0]!.items;
  return {
    drafts: await ask(sql`select * from cases.draft where person_id = ${personId} order by started_at`),
    registrations: await ask(sql`select * from cases.registration where person_id = ${personId} order by registered_on`),
    decisions: await ask(sql`select * from cases.decision where person_id = ${personId} order by decided_at, id`),
    plans: await ask(sql`select * from cases.plan where person_id = ${personId} order by changed_at, id`),
    activity_reports: await ask(sql`select * from cases.report where person_id = ${personId} order by month`),
    signals_to_control: await ask(sql`select * from cases.signal where person_id = ${personId} order by at, id`),
    // Another person's id is that person's.
    to_dos: await ask(sql`
      select id, kind, registration_id, due_on, details - 'otherPersonId' as details, municipality_code, created_at, done_at, done_by,
             outcome, outcome_note
      from cases.todo where person_id = ${personId} order by created_at, id`),
    help_received: await ask(
      sql`select service, step, why, how, autonomy, at from cases.assistance where person_id = ${personId} order by at, id`,
    ),
    files: await ask(sql`
      select id, belongs_to, name, media_type, size, encode(sha256, 'hex') as sha256, added_at, added_by
      from cases.attachment where person_id = ${personId} order by added_at`),
  };
}
