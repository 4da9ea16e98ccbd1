/** The codes that a metric is broken down by, in the order in which they are listed, and what they are called. */
import { type Key, type Metric, type Words } from './metric.ts';
import type { Area } from './store/regions.ts';
import { valueName, valueWords } from './words.ts';

export const geographicKeys: readonly Key[] = ['county', 'municipality', 'type'];

/** Every code that there is of a key. */
export function codesOf(areas: readonly Area[], metric: Metric, key: Key): readonly string[] {
  if (key === 'municipality') return areas.map(({ code }) => code);
  if (key === 'county') return [...new Set(areas.map(({ countyCode }) => countyCode))].toSorted();
  if (key === 'type') return Object.keys(valueWords.type!).filter((type) => areas.some((area) => area.type === type));
  return metric.values[key] ?? [];
}

/** What a code is called; a municipality and a county by their names. */
export function codeName(areas: readonly Area[], key: Key, code: string, language: keyof Words): string {
  const area = key === 'municipality' ? areas.find((one) => one.code === code) : areas.find((one) => one.countyCode === code);
  if (key === 'municipality' && area !== undefined) return area.name;
  if (key === 'county' && area !== undefined) return area.county;
  return valueName(key, code, language);
}

/** Every combination of codes, the last key the fastest. */
export const combinations = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((code) => [...row, code])), [[]]);
