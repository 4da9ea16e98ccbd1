/** The variables of a table with their values: areas from the register, those of keys from the metric. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { codeName, codesOf } from '../codes.ts';
import type { Key, Words } from '../metric.ts';
import { type Area, listAreas } from '../store/regions.ts';
import { monthsOf } from './periods.ts';
import { type areaKeys, codes, contentsOf, isOfPersons, madeUpWords, type OpenTable } from './tables.ts';
import { contentsWords, countryWords, monthWords, regionWords } from './value-words.ts';
import { keyWords } from '../words.ts';

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

export type AreaKey = (typeof areaKeys)[number];

export const country = '00';
/** Which key of the metric an area’s code is a value of; null: the country. */
export function areaKeyOf(code: string): AreaKey | null {
  if (code === country) return null;
  if (/^\d{2}$/.test(code)) return 'county';
  return /^\d{4}$/.test(code) ? 'municipality' : 'type';
}

/** What every request about a table needs. */
export interface Known {
  db: Database;
  today: PlainDate;
  /** What is counted of persons is made up for a trial. */
  isMadeUp: boolean;
  /** Waits until it may ask the records: all requests together ask a few things at a time, and leave the rest to others. */
  turn: <T>(ask: () => Promise<T>) => Promise<T>;
  /** Nobody waits for the answer any more. */
  isGone: () => boolean;
}

export async function variablesOf({ db, today, isMadeUp }: Known, table: OpenTable): Promise<Variable[]> {
  const { metric } = table;
  const areas = await listAreas(db);
  const own = table.keys.map((key): Variable => ({
    code: key,
    words: keyWords[key],
    role: null,
    key,
    values: codesOf(areas, metric, key).map((code) => named(areas, key, code)),
    elimination: true,
    eliminationCode: metric.usual[key] ?? null,
    codelists: [],
  }));
  const plain = { key: null, elimination: false, eliminationCode: null, codelists: [] };
  return [
    ...(table.hasRegion ? [regionOf(areas, table)] : []),
    ...own,
    {
      ...plain,
      code: codes.contents,
      words: contentsWords,
      role: 'metric',
      values: contentsOf(table).map((one) => ({
        ...one,
        words: isMadeUp && isOfPersons(table) ? saidMadeUp(one.words) : one.words,
      })),
    },
    { ...plain, code: codes.time, words: monthWords, role: 'time', values: monthsOf(metric, today).map(periodValue) },
  ];
}

const saidMadeUp = ({ sv, en }: Words): Words => ({ sv: `${sv} (${madeUpWords.sv})`, en: `${en} (${madeUpWords.en})` });

export const periodValue = (code: string): Value => ({ code, words: { sv: code, en: code } });

const named = (areas: readonly Area[], key: Key, code: string): Value => ({
  code,
  words: { sv: codeName(areas, key, code, 'sv'), en: codeName(areas, key, code, 'en') },
});

function regionOf(areas: readonly Area[], { metric }: OpenTable): Variable {
  const values = areaValues(areas).filter(({ code }) => {
    const key = areaKeyOf(code);
    return key === null || metric.keys.includes(key);
  });
  const of = (key: AreaKey | null) => values.filter(({ code }) => areaKeyOf(code) === key).map(({ code }) => code);
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
export function areaValues(areas: readonly Area[]): Value[] {
  const counties = [...new Set(areas.map(({ countyCode }) => countyCode))].toSorted();
  const types = new Set(areas.flatMap(({ type }) => (type === null ? [] : [type])));
  return [
    { code: country, words: countryWords },
    ...counties.flatMap((county) => [
      named(areas, 'county', county),
      ...areas.filter(({ countyCode }) => countyCode === county).map(({ code }) => named(areas, 'municipality', code)),
    ]),
    ...[...types].toSorted().map((code) => named(areas, 'type', code)),
  ];
}
