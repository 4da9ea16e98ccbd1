/** Metrics over tables of made-up records, for tests of the cube: any records can be put there. */
import { sql } from 'kysely';
import { plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type EventMetric, type Key, metric, type StockMetric } from '../metric.ts';

export interface Happened {
  day: string;
  municipality: string | null;
  age: string;
  language: string;
  need: readonly string[];
  part: string;
  amount: number | null;
}

export interface Spell {
  from_day: string;
  until_day: string | null;
  municipality: string | null;
  age: string;
  language: string;
  need: readonly string[];
}

const words = { sv: 'Prov', en: 'Test' };
const common = {
  version: 1,
  from: plainDate('2015-01-01'),
  to: null,
  title: words,
  says: words,
  source: 'setting',
  disclosure: 'persons',
  values: {},
  usual: {},
  mayBeReconstructed: true,
  time: 'month',
} as const;
const places = ['county', 'municipality', 'type'] as const;
const groups = ['age', 'language', 'need'] as const;
const happened = () => sql`select * from test_happened`;

const events = (id: string, unit: EventMetric['unit'], partKey: Key | null): EventMetric =>
  metric({
    ...common,
    id,
    unit,
    partKey,
    counts: 'events',
    keys: [...places, ...groups, ...(partKey === null ? [] : [partKey]), ...(unit === 'days' ? (['percentile'] as const) : [])],
    events: happened,
  });

export const testCount = events('test-count', 'count', 'channel');
export const testShare = events('test-share', 'share', null);
export const testChannelShare = events('test-channel-share', 'share', 'channel');
export const testDays = events('test-days', 'days', 'channel');
export const testStock: StockMetric = metric({
  ...common,
  id: 'test-stock',
  unit: 'count',
  counts: 'stock',
  keys: [...places, ...groups],
  spells: () => sql`select * from test_spell`,
});
export const testMetrics = [testCount, testShare, testChannelShare, testDays, testStock];

export async function makeTestTables(db: Database): Promise<void> {
  await sql`create table test_happened (day date, municipality text, age text, language text, need text[], part text, amount integer)`.execute(
    db,
  );
  await sql`create table test_spell (from_day date, until_day date, municipality text, age text, language text, need text[])`.execute(
    db,
  );
}

export async function putHappened(db: Database, rows: readonly Happened[]): Promise<void> {
  await sql`insert into test_happened select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r(day date, municipality text, age text, language text, need text[], part text, amount integer)`.execute(db);
}

export async function putSpells(db: Database, rows: readonly Spell[]): Promise<void> {
  await sql`insert into test_spell select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r(from_day date, until_day date, municipality text, age text, language text, need text[])`.execute(db);
}
