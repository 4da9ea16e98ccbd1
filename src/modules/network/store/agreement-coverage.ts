/** SQL for what agreements in force cover, and for what they give desks. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { agreementOffers } from '../kinds.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);

const coverage = z.object({
  placeId: uuid,
  agreementId: uuid,
  offers: z.array(z.enum(agreementOffers)),
  from: z.string(),
  /** Last day; null = no end is known. */
  to: z.string().nullable(),
});
export type PlaceCoverage = z.output<typeof coverage>;

/** What one authority's agreements cover, at a place or everywhere: one row for each agreement and place. */
export function listCoverage(
  db: Database,
  { agency, placeId }: { agency: string; placeId?: string | undefined },
): Promise<PlaceCoverage[]> {
  return rows(
    db,
    coverage,
    sql`
      select place_id as "placeId", agreement_id as "agreementId", offers, min(lower(valid)) as "from",
             case when bool_or(upper_inf(valid)) then null else max(upper(valid)) - 1 end as "to"
      from network.agreement_coverage
      where agency = ${agency} and (${placeId ?? null}::uuid is null or place_id = ${placeId ?? null})
      group by place_id, agreement_id, offers order by place_id, min(lower(valid))`,
  );
}

const other = z.object({ id: uuid, from: z.string(), to: z.string().nullable() });

/**
 * The other agreements that cover, or are agreed to cover, one of its places for the same authority and offer, from a day on.
 * The one that it replaces is left out.
 */
export function coveredByOthers(db: Database, agreementId: string): Promise<z.output<typeof other>[]> {
  return rows(
    db,
    other,
    sql`
      with mine as (select a.id, a.agency, a.replaces, p.place_id, p.offers from network.agreement a
                    join network.agreement_place p on p.agreement_id = a.id where a.id = ${agreementId}),
      theirs as (
        select agreement_id, place_id, agency, offers, valid from network.agreement_coverage
        union all
        select a.id, p.place_id, a.agency, p.offers, a.valid
        from network.agreement a join network.agreement_place p on p.agreement_id = a.id
        join lateral (select state from network.agreement_step s where s.agreement_id = a.id order by s.id desc limit 1) s on true
        where s.state = 'agreed'
      )
      select t.agreement_id as id, min(lower(t.valid)) as "from",
             case when bool_or(upper_inf(t.valid)) then null else max(upper(t.valid)) - 1 end as "to"
      from mine m join theirs t on t.place_id = m.place_id and t.agency = m.agency and t.offers && m.offers
      where t.agreement_id <> m.id and t.agreement_id is distinct from m.replaces
      group by t.agreement_id order by 2, 1`,
  );
}

/**
 * Writes what agreements give their places' desks, day for day as they cover them: rows that are not covered any more go, the others get the days
 * that are. In the order of the ids, for the database refuses two of one authority at one place on the same day.
 */
export async function writeDesks(tx: Transaction, agreementIds: readonly string[], at: Instant, by: string): Promise<void> {
  const ids = [...agreementIds];
  await sql`
    create temporary table if not exists agreement_desk (agreement_id uuid, place_id uuid, valid daterange) on commit delete rows`.execute(
    tx,
  );
  await sql`delete from pg_temp.agreement_desk`.execute(tx);
  await sql`
    insert into pg_temp.agreement_desk
    select agreement_id, place_id, daterange(min(lower(valid)), case when bool_or(upper_inf(valid)) then null else max(upper(valid)) end)
    from network.agreement_coverage where agreement_id = any(${ids}::uuid[]) and 'desk' = any(offers) group by agreement_id, place_id`.execute(
    tx,
  );
  for (const [table, id] of [
    ['agreement_task', 'agreement_id'],
    ['service_agreement', 'id'],
  ] as const) {
    await sql`
      delete from ${sql.table(`network.${table}`)} s where s.${sql.ref(id)} = any(${ids}::uuid[])
        and not exists (select from pg_temp.agreement_desk d where d.agreement_id = s.${sql.ref(id)} and d.place_id = s.place_id)`.execute(
      tx,
    );
  }
  await sql`
    update network.service_agreement s set valid = d.valid from pg_temp.agreement_desk d
    where s.id = d.agreement_id and s.place_id = d.place_id and s.valid <> d.valid`.execute(tx);
  await sql`
    insert into network.service_agreement (place_id, id, agency, valid, reference, arrival_counts, noted_at, noted_by)
    select d.place_id, a.id, a.agency, d.valid, coalesce(a.reference, a.title), a.arrival_counts, ${at}, ${by}
    from pg_temp.agreement_desk d join network.agreement a on a.id = d.agreement_id
    where not exists (select from network.service_agreement s where s.id = a.id and s.place_id = d.place_id)`.execute(tx);
  await sql`
    insert into network.agreement_task (place_id, agreement_id, task, category, words, access)
    select s.place_id, s.agreement_id, d.task, d.category, d.words, d.access
    from pg_temp.agreement_desk s join network.agreement_duty d on d.agreement_id = s.agreement_id
    on conflict do nothing`.execute(tx);
}

/** A place leaves an agreement with a last day; false when the agreement does not cover it that day. */
export async function leaveAt(
  tx: Transaction,
  of: { agreementId: string; placeId: string; lastDay: PlainDate },
  at: Instant,
): Promise<boolean> {
  const done = await sql`
    update network.agreement_place set until = ${of.lastDay}, until_said_at = ${at}
    where agreement_id = ${of.agreementId} and place_id = ${of.placeId}
      and exists (select from network.agreement_coverage c
                  where c.agreement_id = ${of.agreementId} and c.place_id = ${of.placeId} and c.valid @> ${of.lastDay}::date)`.execute(
    tx,
  );
  return done.numAffectedRows === 1n;
}
