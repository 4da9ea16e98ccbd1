/** Everything that this module holds about a person, for the person's own export (GDPR art. 15 and 20; 2002:623 §16 a). */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../../platform/db/index.ts';
import { rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const record = z.record(z.string(), z.unknown());
const part = z.object({ items: z.array(record) });

/** Each table with its rows as they are stored, oldest first; the names of the columns are the names of the fields. */
export async function everythingAbout(db: Database, personId: Uuid): Promise<Record<string, Record<string, unknown>[]>> {
  const ask = async (statement: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> =>
    (await rows(db, part, sql`select coalesce(jsonb_agg(to_jsonb(r)), '[]') as items from (${statement}) r`))[0]!.items;
  return {
    person: await ask(sql`select * from people.person where person_id = ${personId}`),
    identity_numbers: await ask(
      sql`select number, kind, since, replaced_by, replaced_at from people.identity_number where person_id = ${personId} order by since`,
    ),
    support_needs: await ask(sql`select * from people.support_need where person_id = ${personId} order by recorded_at`),
    mandates: await ask(sql`
      select m.id, o.name as organisation, o.kind as organisation_kind, m.tasks, lower(m.valid) as valid_from, upper(m.valid) - 1 as valid_to,
             m.given_how, m.given_at, m.revoked_at
      from people.mandate m join people.organisation o using (organisation_id) where m.person_id = ${personId} order by m.given_at`),
    acts_of_others: await ask(
      sql`select at, actor_name, capacity, what, details from people.act where person_id = ${personId} order by at, id`,
    ),
    openings_of_the_file: await ask(sql`
      select at, until, actor_name, roles, reason, reason_text, identification
      from people.file_opening where person_id = ${personId} order by at, id`),
  };
}
