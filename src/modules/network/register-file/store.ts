/** SQL of the register file. The rows of a file lie in a temporary table, and are compared and written as a set. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { placePart, type PresenceName, presencePart, presenceRow, type PresenceRow } from './row.ts';

/** Makes the temporary tables; they go with the transaction, whichever way it ends. */
export async function openStaging(tx: Transaction): Promise<void> {
  // One statement on 100,000 rows may take longer than a page's statement may.
  await sql`set local statement_timeout = '15min'`.execute(tx);
  // All joins here are of whole sets. Where the database does not yet know that a table has grown (the import before was
  // a minute ago), it would choose to look up row by row, which takes an hour.
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`set local work_mem = '64MB'`.execute(tx);
  await sql`
    create temporary table incoming (
      line integer primary key, place_code text not null, kind text not null, valid daterange not null, row jsonb not null,
      -- Keys for what the row may become.
      id uuid not null, new_place_id uuid not null, place_record_id uuid not null,
      -- The verdict: what the row does to the register.
      place_id uuid, presence_id uuid, presence_change text, place_change text
    ) on commit drop`.execute(tx);
  await sql`
    create temporary table verdict (line integer, place_id uuid, presence_id uuid, presence_change text, place_change text)
    on commit drop`.execute(tx);
  // Rows with errors are not in incoming, but still name their presence: it is not missing from the file.
  await sql`create temporary table named (place_code text, kind text, valid_from date) on commit drop`.execute(tx);
}

export interface Staged {
  line: number;
  row: PresenceRow;
  id: Uuid;
  newPlaceId: Uuid;
  placeRecordId: Uuid;
}

export async function stage(tx: Transaction, batch: readonly Staged[]): Promise<void> {
  await sql`
    insert into incoming (line, place_code, kind, valid, row, id, new_place_id, place_record_id)
    select line, row ->> 'placeCode', row ->> 'kind', daterange((row ->> 'validFrom')::date, (row ->> 'validTo')::date, '[]'), row,
           id, "newPlaceId", "placeRecordId"
    from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
      as given (line integer, row jsonb, id uuid, "newPlaceId" uuid, "placeRecordId" uuid)`.execute(tx);
}

export async function stageNamed(tx: Transaction, names: readonly PresenceName[]): Promise<void> {
  await sql`
    insert into named
    select * from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as given ("placeCode" text, kind text, "validFrom" date)`.execute(
    tx,
  );
}

/** To be called when all rows are staged: tells the database how many they are, for its choice of plans. */
export async function closeStaging(tx: Transaction): Promise<void> {
  await sql`insert into named select place_code, kind, lower(valid) from incoming`.execute(tx);
  await sql`analyze incoming`.execute(tx);
  await sql`analyze named`.execute(tx);
}

/** A question's rows in batches, through a cursor: memory for one batch, whatever their number. */
async function* each<Schema extends z.ZodType>(
  tx: Database,
  shape: Schema,
  question: RawBuilder<unknown>,
): AsyncGenerator<z.output<Schema>[]> {
  await sql`declare each_row no scroll cursor for ${question}`.execute(tx);
  const next = () => rows(tx, shape, sql`fetch 250 from each_row`);
  for (let batch = await next(); batch.length > 0; batch = await next()) yield batch;
  await sql`close each_row`.execute(tx);
}

const periodConflict = z.object({ line: z.number(), otherLine: z.number(), same: z.boolean(), validFrom: z.string() });

/** Rows whose period meets an earlier row's, of the same kind and place; `same`: they begin on the same day. */
export function periodConflicts(tx: Transaction): AsyncGenerator<z.output<typeof periodConflict>[]> {
  return each(
    tx,
    periodConflict,
    // `reach` is the last day, and the line, of the period that reaches furthest among those that begin before.
    sql`
      select line, case when same then previous else reach[2] end as "otherLine", same, valid_from as "validFrom"
      from (
        select line, lower(valid) as valid_from, lag(line) over before as previous,
               coalesce(lag(lower(valid)) over before = lower(valid), false) as same,
               max(array[coalesce(upper(valid), '9999-12-31') - date '1900-01-01', line])
                 over (before rows between unbounded preceding and 1 preceding) as reach
        from incoming window before as (partition by place_code, kind order by lower(valid), line)
      ) period
      where same or valid_from - date '1900-01-01' < reach[1]
      order by line`,
  );
}

const placeConflict = z.object({ line: z.number(), row: presenceRow, otherLine: z.number(), other: placePart });

const ofPresence = Object.keys(presencePart.shape);

/** Rows that say something else of a place than the file's first row of that place. */
export function placeConflicts(tx: Transaction): AsyncGenerator<z.output<typeof placeConflict>[]> {
  return each(
    tx,
    placeConflict,
    sql`
      select i.line, i.row, first.line as "otherLine", first.row as other
      from incoming i join (select distinct on (place_code) * from incoming order by place_code, line) first using (place_code)
      where i.row - ${ofPresence}::text[] <> first.row - ${ofPresence}::text[]
      order by i.line`,
  );
}

/** The file names no presence `p` of place `l`. */
const notNamed = sql`
  not exists (select from named n where n.place_code = l.code and n.kind = p.kind and n.valid_from = lower(p.valid))`;

const registerConflict = z.object({ line: z.number(), validFrom: z.string(), from: z.string(), to: z.string().nullable() });

/** Rows whose period meets a presence of the same kind and place that is in the register and that the file does not name. */
export function registerConflicts(tx: Transaction): AsyncGenerator<z.output<typeof registerConflict>[]> {
  return each(
    tx,
    registerConflict,
    sql`
      select i.line, lower(i.valid) as "validFrom", lower(p.valid) as from, upper(p.valid) - 1 as to
      from incoming i
      join network.place l on l.code = i.place_code
      join network.presence p on p.place_id = l.id and p.kind = i.kind and p.valid && i.valid and upper_inf(p.recorded)
      where ${notNamed}
      order by i.line`,
  );
}

/**
 * Keeps the register still until the transaction ends: others read on, and whoever writes waits. All locks or none, so
 * that this never holds one while it waits for another. Writers that come meanwhile also write their events after ours.
 */
export async function lockRegister(tx: Transaction): Promise<void> {
  await sql`
    do $$
    begin
      for attempt in 1..1200 loop
        begin
          lock table network.place, network.place_record, network.presence in exclusive mode nowait;
          return;
        exception when lock_not_available then
          perform pg_sleep(0.05);
        end;
      end loop;
      raise exception 'the register was being changed by others for a whole minute: try again' using errcode = 'lock_not_available';
    end $$`.execute(tx);
}

const placeJson = sql`jsonb_build_object(
  'placeCode', l.code, 'placeName', r.name, 'municipalityCode', r.municipality_code, 'localityCode', r.locality_code,
  'street', r.street, 'postalCode', r.postal_code, 'latitude', r.latitude, 'longitude', r.longitude, 'accessibility', r.accessibility)`;

const presenceJson = sql`jsonb_build_object(
  'kind', p.kind, 'validFrom', lower(p.valid), 'validTo', upper(p.valid) - 1, 'services', p.services, 'languages', p.languages,
  'hours', p.hours, 'exceptions', p.exceptions, 'evidence', p.evidence, 'source', p.source, 'method', p.method, 'assumed', p.assumed)`;

const comparison = z.object({
  line: z.number(),
  row: presenceRow,
  place: placePart.nullable(),
  presence: presencePart.nullable(),
  placeId: z.string().nullable(),
  presenceId: z.string().nullable(),
});

/** Every row beside what the register says now of its place and of its presence. */
export function comparisons(tx: Transaction): AsyncGenerator<z.output<typeof comparison>[]> {
  return each(
    tx,
    comparison,
    sql`
      select i.line, i.row, l.id as "placeId", p.presence_id as "presenceId",
             case when l.id is not null then ${placeJson} end as place, case when p.id is not null then ${presenceJson} end as presence
      from incoming i
      left join (network.place l join network.place_record r on r.place_id = l.id and upper_inf(r.recorded)) on l.code = i.place_code
      left join network.presence p on p.place_id = l.id and p.kind = i.kind and lower(p.valid) = lower(i.valid) and upper_inf(p.recorded)
      order by i.line`,
  );
}

export interface Verdict {
  line: number;
  placeId: string | null;
  presenceId: string | null;
  presenceChange: 'new' | 'changed' | 'same';
  placeChange: 'new' | 'moved' | 'changed' | 'same';
}

export async function noteVerdicts(tx: Transaction, verdicts: readonly Verdict[]): Promise<void> {
  await sql`
    insert into verdict
    select * from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb)
      as v (line integer, "placeId" uuid, "presenceId" uuid, "presenceChange" text, "placeChange" text)`.execute(tx);
}

/** All verdicts are noted: they are put beside their rows. */
export async function closeVerdicts(tx: Transaction): Promise<void> {
  await sql`
    update incoming i set place_id = v.place_id, presence_id = v.presence_id, presence_change = v.presence_change, place_change = v.place_change
    from verdict v where v.line = i.line`.execute(tx);
}

const counts = z.object({ missing: z.number(), newPlaces: z.number(), changedPlaces: z.number() });

/** `missing`: presences that the register holds and the file does not name. */
export async function countAfterwards(tx: Transaction): Promise<z.output<typeof counts>> {
  const counted = await one(
    tx,
    counts,
    sql`
      select (select count(*) from network.presence p join network.place l on l.id = p.place_id
              where upper_inf(p.recorded) and ${notNamed}) as missing,
             count(distinct place_code) filter (where place_change = 'new') as "newPlaces",
             count(distinct place_code) filter (where place_change in ('moved', 'changed')) as "changedPlaces"
      from incoming`,
  );
  return counted!;
}

/** The current register in the order of the file; `knownAt`: as it was known then; `on`: only what was valid that day. */
export async function* registerRows(
  db: Database,
  filter: { on?: PlainDate | undefined; knownAt?: Instant | undefined },
): AsyncGenerator<PresenceRow[]> {
  const { on = null, knownAt = null } = filter;
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    const question = sql`
      select ${placeJson} || ${presenceJson} as row
      from network.presence p
      join network.place l on l.id = p.place_id
      join network.place_record r on r.place_id = l.id
      where case when ${knownAt}::timestamptz is null then upper_inf(p.recorded) and upper_inf(r.recorded)
                 else p.recorded @> ${knownAt}::timestamptz and r.recorded @> ${knownAt}::timestamptz end
        and (${on}::date is null or p.valid @> ${on}::date)
      order by l.code collate "C", p.kind collate "C", lower(p.valid)`;
    for await (const batch of each(snapshot, z.object({ row: presenceRow }), question)) yield batch.map(({ row }) => row);
  } finally {
    await snapshot.rollback().execute();
  }
}
