/**
 * Each metric as a table, and as one more for each group of persons that it is broken down by: groups are asked for one at a time. What a
 * table is called and which variables it has follows from the metric; nothing is written for a single one.
 */
import type { PlainDate } from '../../../platform/clock/index.ts';
import { groupKeys, type Key, type Metric, type Words } from '../metric.ts';
import { everyVersion, metrics } from '../metrics/index.ts';
import { monthsOf } from './periods.ts';
import { contentsWords, monthWords, partWords, regionWords } from './value-words.ts';
import { keyWords } from '../words.ts';

export const languages = ['sv', 'en'] as const satisfies readonly (keyof Words)[];
export type TableLanguage = (typeof languages)[number];

/** Keys that are areas: together one variable, as SCB has it. */
export const areaKeys = ['county', 'municipality', 'type'] as const satisfies readonly Key[];
export interface OpenTable {
  /** In addresses: the metric’s id, for a group with `_` and its key. */
  id: string;
  metric: Metric;
  group: Key | null;
  /** Keys besides areas, each a variable, in the metric’s order. */
  keys: readonly Key[];
  hasRegion: boolean;
}

const isGroup = (key: Key): boolean => (groupKeys as readonly Key[]).includes(key);
const isArea = (key: Key): boolean => (areaKeys as readonly Key[]).includes(key);

/** A metric’s tables: first the one without a group. `id` is what the first is called. */
export function tablesOf(metric: Metric, id: string = metric.id): OpenTable[] {
  const plain = metric.keys.filter((key) => !isArea(key) && !isGroup(key));
  const hasRegion = metric.keys.some(isArea);
  return [
    { id, metric, group: null, keys: plain, hasRegion },
    ...metric.keys.filter(isGroup).map((group) => ({ id: `${id}_${group}`, metric, group, keys: [...plain, group], hasRegion })),
  ];
}

/** Of every metric, and of the earlier definitions of one, which end where the next begins: `<id>.v1`. */
export const openTables = (): OpenTable[] =>
  everyVersion.flatMap((metric) => tablesOf(metric, metrics.includes(metric) ? metric.id : `${metric.id}.v${metric.version}`));
export const findTable = (id: string): OpenTable | undefined => openTables().find((one) => one.id === id.toLowerCase());

/** Codes of the variables that are no keys, as SCB has them. */
export const codes = { region: 'Region', contents: 'ContentsCode', time: 'Tid' } as const;

/** What the table gives: the figure, and for a share its parts. */
export function contentsOf({ metric }: OpenTable): { code: string; words: Words; of: 'value' | 'part' | 'whole' }[] {
  const value = { code: metric.id, words: metric.title, of: 'value' as const };
  if (metric.unit !== 'share') return [value];
  const parts = (['part', 'whole'] as const).map((of) => ({
    code: `${metric.id}_${of}`,
    words: { sv: `${metric.title.sv}, ${partWords[of].sv}`, en: `${metric.title.en}, ${partWords[of].en}` },
    of,
  }));
  return [value, ...parts];
}

/** The names of the variables, in the order of the table. */
export function variableNames(table: OpenTable, language: TableLanguage): string[] {
  const own = table.keys.map((key) => keyWords[key][language]);
  return [...(table.hasRegion ? [regionWords[language]] : []), ...own, contentsWords[language], monthWords[language]];
}

/** `uppdelat på region och läge` */
export function inWords(names: readonly string[], language: TableLanguage): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  return language === 'sv' ? `uppdelat på ${list}` : `broken down by ${list}`;
}

/** What is made up for a trial when anything is. */
export const isOfPersons = ({ metric }: OpenTable): boolean => metric.time !== 'day';

/** Stands after the name of what is made up for a trial. */
export const madeUpWords: Words = { sv: 'påhittat för prov', en: 'made up for the trial' };

/** As SCB titles tables: what, by what, which months. */
export function titleOf(
  table: OpenTable,
  language: TableLanguage,
  { today, isMadeUp }: { today: PlainDate; isMadeUp: boolean },
): string {
  const names = variableNames(table, language).slice(0, -2);
  const months = monthsOf(table.metric, today);
  const named = names.length === 0 ? '' : `, ${inWords(names, language)}`;
  const period = months.length === 0 ? '' : `. ${language === 'sv' ? 'Månad' : 'Month'} ${months[0]!}-${months.at(-1)!}`;
  const madeUp = isMadeUp && isOfPersons(table) ? ` (${madeUpWords[language]})` : '';
  return `${table.metric.title[language]}${madeUp}${named}${period}`;
}
