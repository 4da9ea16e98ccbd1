/** SQL for need: what a forecast says, and what of it is booked already. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './meetings.ts';

export interface ForecastRow {
  typeCode: string;
  /** Null: not of a place. */
  placeId: Uuid | null;
  start: Instant;
  end: Instant;
  /** How many meetings are to be held in that time. */
  need: number;
  source: string;
}

/** Rows in one statement. */
const batchSize = 5000;

/** Takes the rows in; what was forecast before for the same type, place and time goes. Gives how many rows that were. */
export async function replaceForecast(tx: Transaction, forecast: readonly ForecastRow[], at: Instant): Promise<number> {
  let replaced = 0;
  const batches = Array.from({ length: Math.ceil(forecast.length / batchSize) }, (_, index) =>
    JSON.stringify(forecast.slice(index * batchSize, (index + 1) * batchSize)),
  );
  const given = (batch: string) => sql`
    jsonb_to_recordset(${batch}::jsonb)
      as g ("typeCode" text, "placeId" uuid, start timestamptz, "end" timestamptz, need numeric, source text)`;
  for (const batch of batches) {
    const gone = await one(
      tx,
      z.object({ count: z.number() }),
      sql`
        with gone as (
          delete from meetings.forecast f using ${given(batch)}
          where f.type_code = g."typeCode" and f.place_id is not distinct from g."placeId" and f.during && tstzrange(g.start, g."end")
          returning f.ctid)
        select count(distinct ctid) as count from gone`,
    );
    replaced += gone!.count;
  }
  for (const batch of batches) {
    await sql`
      insert into meetings.forecast (type_code, place_id, during, need, source, loaded_at)
      select g."typeCode", g."placeId", tstzrange(g.start, g."end"), g.need, g.source, ${at}::timestamptz from ${given(batch)}`.execute(
      tx,
    );
  }
  return replaced;
}

const counted = z.object({ placeId: uuid.nullable(), on: day, count: z.coerce.number() });
export type CountedDay = z.output<typeof counted>;

interface Asked {
  typeCode: string;
  /** Both days count. */
  first: PlainDate;
  last: PlainDate;
}

const from = (on: PlainDate) => sql`(${on}::date)::timestamp at time zone 'Europe/Stockholm'`;
const until = (on: PlainDate) => sql`(${on}::date + 1)::timestamp at time zone 'Europe/Stockholm'`;

/** The need by place and day. */
export function needByDay(db: Database, { typeCode, first, last }: Asked): Promise<CountedDay[]> {
  return rows(
    db,
    counted,
    sql`
      select place_id as "placeId", (lower(during) at time zone 'Europe/Stockholm')::date as on, sum(need)::float8 as count
      from meetings.forecast
      where type_code = ${typeCode} and lower(during) >= ${from(first)} and lower(during) < ${until(last)}
      group by 1, 2`,
  );
}

/** Meetings that are booked, by place and day; at a distance the place is null. */
export function bookedByDay(db: Database, { typeCode, first, last }: Asked): Promise<CountedDay[]> {
  return rows(
    db,
    counted,
    sql`
      select place_id as "placeId", (lower(during) at time zone 'Europe/Stockholm')::date as on, count(*) as count
      from meetings.meeting
      where type_code = ${typeCode} and state = 'booked' and during && tstzrange(${from(first)}, ${until(last)})
      group by 1, 2`,
  );
}

const needed = z.object({ placeId: uuid.nullable(), start: moment, end: moment, need: z.coerce.number() });
export type Needed = z.output<typeof needed>;

/** What is forecast for a day, period by period. */
export function needOn(db: Database, typeCode: string, on: PlainDate): Promise<Needed[]> {
  return rows(
    db,
    needed,
    sql`
      select place_id as "placeId", lower(during) as start, upper(during) as end, need::float8 as need
      from meetings.forecast
      where type_code = ${typeCode} and lower(during) >= ${from(on)} and lower(during) < ${until(on)} order by lower(during)`,
  );
}

const source = z.object({ source: z.string(), loadedAt: moment });

/** Where the forecast of a type comes from, the latest first. */
export function forecastSources(db: Database, typeCode: string): Promise<z.output<typeof source>[]> {
  return rows(
    db,
    source,
    sql`
      select source, max(loaded_at) as "loadedAt" from meetings.forecast where type_code = ${typeCode}
      group by 1 order by 2 desc, 1 limit 5`,
  );
}

/** The types by what is forecast to be needed from a day on, those with most need first. */
export async function typesByNeed(db: Database, since: PlainDate): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ code: z.string() }),
    sql`
      select type_code as code from meetings.forecast where lower(during) >= ${from(since)}
      group by type_code having sum(need) > 0 order by sum(need) desc, type_code`,
  );
  return found.map(({ code }) => code);
}
