/** The variables of a table with their values: areas from the register, values of keys as they are found in the figures. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { figures } from '../figures.ts';
import type { Key, Words } from '../metric.ts';
import { listAreas } from '../store/regions.ts';
import { dayOf, monthsOf } from './periods.ts';
import { codes, contentsOf, type OpenTable } from './tables.ts';
import { contentsWords, countryWords, monthWords, ordered, regionWords, variableWords, wordsOf } from './value-words.ts';

export interface Value {
  code: string;
  words: Words;
}

/** A choice of a variable’s values that has a name. */
export interface Codelist {
  id: string;
  words: Words;
  codes: readonly string[];
}

export interface Variable {
  code: string;
  words: Words;
  role: 'geo' | 'metric' | 'time' | null;
  /** The key of the metric; null: areas, contents, time. */
  key: Key | null;
  values: readonly Value[];
  /** Whether the table can be had without it; then it is as with this value, or of all its values together when there is none. */
  elimination: boolean;
  eliminationCode: string | null;
  codelists: readonly Codelist[];
}

export const country = '00';
/** Which key of the metric an area’s code is a value of; null: the country. */
export function areaKeyOf(code: string): 'county' | 'municipality' | 'type' | null {
  if (code === country) return null;
  if (/^\d{2}$/.test(code)) return 'county';
  return /^\d{4}$/.test(code) ? 'municipality' : 'type';
}

/** What a table of today needs to know: kept for the day, since values are looked for in the figures of many days. */
export interface Known {
  db: Database;
  today: PlainDate;
  kept: Map<string, Promise<readonly Value[]>>;
  /** Waits until it may ask the records: all requests together ask a few things at a time, and leave the rest to others. */
  turn: <T>(ask: () => Promise<T>) => Promise<T>;
  /** Nobody waits for the answer any more. */
  isGone: () => boolean;
}

export async function variablesOf(known: Known, table: OpenTable): Promise<Variable[]> {
  const region = table.hasRegion ? [await regionOf(known, table)] : [];
  const own = await Promise.all(
    table.keys.map(async (key): Promise<Variable> => ({
      code: key,
      words: variableWords(key),
      role: null,
      key,
      values: await keyValues(known, table, key),
      elimination: true,
      eliminationCode: table.metric.usual[key] ?? null,
      codelists: [],
    })),
  );
  const plain = { key: null, elimination: false, eliminationCode: null, codelists: [] };
  return [
    ...region,
    ...own,
    { ...plain, code: codes.contents, words: contentsWords, role: 'metric', values: contentsOf(table) },
    { ...plain, code: codes.time, words: monthWords, role: 'time', values: periodsOf(known, table) },
  ];
}

const periodsOf = ({ today }: Known, { metric }: OpenTable): Value[] => monthsOf(metric, today).map(periodValue);
export const periodValue = (code: string): Value => ({ code, words: { sv: code, en: code } });

async function regionOf(known: Known, { metric }: OpenTable): Promise<Variable> {
  const values = (await once(known, 'areas', () => areaValues(known))).filter(({ code }) => {
    const key = areaKeyOf(code);
    return key === null || metric.keys.includes(key);
  });
  const of = (key: ReturnType<typeof areaKeyOf>) => values.filter(({ code }) => areaKeyOf(code) === key).map(({ code }) => code);
  return {
    code: codes.region,
    words: regionWords,
    role: 'geo',
    key: null,
    values,
    elimination: true,
    eliminationCode: country,
    codelists: areaLists.map(({ id, key, words }) => ({ id, words, codes: of(key) })).filter((list) => list.codes.length > 0),
  };
}

/** Named choices of areas, by the kind of area. */
export const areaLists = [
  { id: 'vs_country', key: null, words: { sv: 'riket', en: 'country' } },
  { id: 'vs_county', key: 'county', words: { sv: 'län', en: 'counties' } },
  { id: 'vs_municipality', key: 'municipality', words: { sv: 'kommuner', en: 'municipalities' } },
  { id: 'vs_type', key: 'type', words: { sv: 'kommungrupper (SKR 2017)', en: 'kinds of municipality (SKR 2017)' } },
] as const;

/** The country, each county followed by its municipalities, then the kinds of municipality. */
export async function areaValues({ db }: Known): Promise<Value[]> {
  const areas = await listAreas(db);
  const named = (code: string, name: string): Value => ({ code, words: { sv: name, en: name } });
  const counties = [...new Map(areas.map((one) => [one.countyCode, one.county]))].toSorted(([a], [b]) => a.localeCompare(b));
  const types = new Set(areas.flatMap(({ type }) => (type === null ? [] : [type])));
  return [
    { code: country, words: countryWords },
    ...counties.flatMap(([code, name]) => [
      named(code, name),
      ...areas.filter(({ countyCode }) => countyCode === code).map((one) => named(one.code, one.name)),
    ]),
    ...[...types].toSorted().map((code) => ({ code, words: wordsOf('type', code) })),
  ];
}

/** The values that the metric says that the key has, or those that it has had. */
function keyValues(known: Known, table: OpenTable, key: Key): Promise<readonly Value[]> {
  const { id, version, values } = table.metric;
  const said = values[key];
  if (said !== undefined) return Promise.resolve(said.map((code) => ({ code, words: wordsOf(key, code) })));
  return once(known, `${id} ${version} ${key}`, () => valuesFound(known, table, key));
}

/** The values that a key has had: on the last days of each half-year and of the last month. */
async function valuesFound({ db, today }: Known, { metric }: OpenTable, key: Key): Promise<Value[]> {
  const months = monthsOf(metric, today);
  const asked = months.filter((month, at) => at === 0 || at === months.length - 1 || /M(06|12)$/.test(month));
  const found = new Set<string>();
  for (const month of asked) {
    const { rows } = await figures(db, { metric, by: [key], on: dayOf(metric, month, today)! });
    for (const { keys } of rows) found.add(keys[0]!);
  }
  return ordered(key, found).map((code) => ({ code, words: wordsOf(key, code) }));
}

function once(known: Known, what: string, make: () => Promise<Value[]>): Promise<readonly Value[]> {
  const id = `${known.today} ${what}`;
  const kept = known.kept.get(id);
  if (kept !== undefined) return kept;
  for (const old of known.kept.keys()) if (!old.startsWith(known.today)) known.kept.delete(old);
  const made = make();
  known.kept.set(id, made);
  // What failed is asked again.
  made.catch(() => known.kept.delete(id));
  return made;
}
