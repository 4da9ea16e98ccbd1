/** SQL for support needs. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Ground, grounds } from '../kinds.ts';

export interface SupportNeed {
  personId: Uuid;
  id: Uuid;
  ground: Ground;
  needs: readonly string[];
  /** Only with the ground `disability`, and the only health data that may be searched (2002:546 §14). */
  disabilityCode?: string | null;
  note: string;
  since: PlainDate;
  by: string;
  at: Instant;
  /** An officer's word stands in place of all that was there; without it what someone else recorded is kept and added to. */
  replaces?: boolean;
}

/** Writes a need; the one in force for the same ground, if any, is changed instead. Gives its id. */
export async function putSupportNeed(tx: Transaction, need: SupportNeed): Promise<Uuid> {
  const alone = sql`(${need.replaces ?? false}::boolean or support_need.recorded_by = excluded.recorded_by)`;
  const written = await one(
    tx,
    z.object({ id: z.string().transform((text) => text as Uuid) }),
    sql`
      insert into people.support_need (person_id, id, ground, needs, disability_code, note, since, recorded_by, recorded_at)
      values (${need.personId}, ${need.id}, ${need.ground}, ${[...need.needs]}, ${need.disabilityCode ?? null}, ${need.note},
              ${need.since}, ${need.by}, ${need.at})
      on conflict (person_id, ground) where until is null do update
        set needs = case when ${alone} then excluded.needs else array(
              select distinct needed from unnest(support_need.needs || excluded.needs) as needed order by needed) end,
            disability_code = case when ${alone} then excluded.disability_code
              else coalesce(excluded.disability_code, support_need.disability_code) end,
            note = case when ${alone} then excluded.note
              when position(excluded.note in support_need.note) > 0 then support_need.note
              else trim(support_need.note || E'\\n' || excluded.note) end,
            recorded_by = case when ${alone} then excluded.recorded_by else support_need.recorded_by end,
            recorded_at = excluded.recorded_at
      returning id`,
  );
  return written!.id;
}

/** Ends a need in force; false when there is none with this id. */
export async function endSupportNeed(tx: Transaction, personId: Uuid, id: string, until: PlainDate): Promise<boolean> {
  const ended = await one(
    tx,
    z.unknown(),
    sql`update people.support_need set until = greatest(${until}::date, since)
        where person_id = ${personId} and id = ${id} and until is null returning id`,
  );
  return ended !== null;
}

const needRow = z.object({
  id: z.string(),
  ground: z.enum(grounds),
  needs: z.array(z.string()),
  disabilityCode: z.string().nullable(),
  note: z.string(),
  since: z.string().transform((text) => text as PlainDate),
  until: z
    .string()
    .nullable()
    .transform((text) => text as PlainDate | null),
});
export type ShownNeed = z.output<typeof needRow>;

/** Every need of a person, those in force first. */
export function listSupportNeeds(db: Database, personId: Uuid): Promise<ShownNeed[]> {
  return rows(
    db,
    needRow,
    sql`select id, ground, needs, disability_code as "disabilityCode", note, since, until
        from people.support_need where person_id = ${personId} order by until nulls first, since desc, ground`,
  );
}
