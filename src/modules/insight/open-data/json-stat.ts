/** JSON-stat 2.0 (json-stat.org/full) as PxWebApi 2 writes it: what a table is, with or without its cells. */
import { z } from 'zod';
import { signs, type TableData } from './table-data.ts';
import { type Chosen } from './selection.ts';
import { codes, isOfPersons, type OpenTable, type TableLanguage, titleOf } from './tables.ts';
import type { Words } from '../metric.ts';
import type { Known, Variable } from './variables.ts';
import { unitOf } from './value-words.ts';

const link = z.object({ rel: z.string(), hreflang: z.string(), href: z.string() });
export type Link = z.output<typeof link>;
export const linkShape = link;

const dimension = z.object({
  label: z.string(),
  category: z.object({
    index: z.record(z.string(), z.number().int()),
    label: z.record(z.string(), z.string()),
    unit: z.record(z.string(), z.object({ base: z.string(), decimals: z.number().int() })).optional(),
  }),
  extension: z.record(z.string(), z.unknown()),
});

export const dataset = z.object({
  version: z.literal('2.0'),
  class: z.literal('dataset'),
  href: z.string(),
  label: z.string(),
  source: z.string(),
  updated: z.string(),
  note: z.array(z.string()),
  role: z.object({ geo: z.array(z.string()).optional(), time: z.array(z.string()), metric: z.array(z.string()) }),
  id: z.array(z.string()),
  size: z.array(z.number().int()),
  dimension: z.record(z.string(), dimension),
  extension: z.record(z.string(), z.unknown()),
  value: z.array(z.number().nullable()),
  status: z.record(z.string(), z.string()).optional(),
});
export type Dataset = z.output<typeof dataset>;

/** What a description needs to know besides the table. */
export interface Described {
  known: Known;
  language: TableLanguage;
  /** Who publishes it. */
  source: string;
  /** `…/v1/statistics`, where the tables are. */
  base: string;
  /** When its figures were last made. */
  updated: string;
}

/** The table with its values and no cells. */
export function metadata(of: Described, table: OpenTable, listed: readonly Chosen[]): Dataset {
  return { ...head(of, table, listed), value: [] };
}

/** The cells; those without a figure say why under `status`. */
export function cells(of: Described, { table, chosen, values, status }: TableData): Dataset {
  const answer = { ...head(of, table, chosen), value: [...values] };
  return status.size === 0
    ? answer
    : { ...answer, status: Object.fromEntries([...status].map(([at, sign]) => [String(at), sign])) };
}

function head(of: Described, table: OpenTable, chosen: readonly Chosen[]): Omit<Dataset, 'value' | 'status'> {
  const { language, base } = of;
  const variables = chosen.map(({ variable }) => variable);
  const ofRole = (role: Variable['role']): string[] => variables.filter((one) => one.role === role).map(({ code }) => code);
  const geo = ofRole('geo');
  return {
    version: '2.0',
    class: 'dataset',
    href: `${base}/tables/${table.id}/data?lang=${language}`,
    label: titleOf(table, language, of.known),
    source: of.source,
    updated: of.updated,
    note: notesOf(table, language, of.known.isMadeUp),
    role: { ...(geo.length === 0 ? {} : { geo }), time: ofRole('time'), metric: ofRole('metric') },
    id: variables.map(({ code }) => code),
    size: chosen.map(({ values }) => values.length),
    dimension: Object.fromEntries(chosen.map((one) => [one.variable.code, dimensionOf(of, table, one)])),
    extension: extensionOf(of, table, variables),
  };
}

function dimensionOf(of: Described, table: OpenTable, { variable, values }: Chosen): Dataset['dimension'][string] {
  const { language, base } = of;
  const { unit } = table.metric;
  const { words, decimals } = unitOf(unit);
  // The parts of a share are counts.
  const ofContents = (code: string) =>
    code === table.metric.id ? { base: words[language], decimals } : { base: unitOf('count').words[language], decimals: 0 };
  const measuring = table.metric.time === 'month' && table.metric.counts === 'events' ? 'Flow' : 'Stock';
  const contents = variable.role === 'metric';
  return {
    label: variable.words[language],
    category: {
      index: Object.fromEntries(values.map(({ code }, at) => [code, at])),
      label: Object.fromEntries(values.map((one) => [one.code, one.words[language]])),
      ...(contents ? { unit: Object.fromEntries(values.map(({ code }) => [code, ofContents(code)])) } : {}),
    },
    extension: {
      elimination: variable.elimination,
      ...(variable.eliminationCode === null ? {} : { eliminationValueCode: variable.eliminationCode }),
      show: variable.role === 'geo' ? 'code_value' : variable.role === 'time' ? 'code' : 'value',
      codelists: variable.codelists.map((list) => ({
        id: list.id,
        label: list.words[language],
        type: 'Valueset',
        links: [{ rel: 'metadata', hreflang: language, href: `${base}/codelists/${list.id}?lang=${language}` }],
      })),
      ...(contents ? { measuringType: Object.fromEntries(values.map(({ code }) => [code, measuring])) } : {}),
    },
  };
}

/** What whoever uses the figures must know: the definition, where it is from, what is made up, what the signs mean. */
export function notesOf(table: OpenTable, language: TableLanguage, isMadeUp: boolean): string[] {
  const sv = language === 'sv';
  const { metric } = table;
  return [
    ...(isMadeUp && isOfPersons(table)
      ? [
          sv
            ? 'Siffrorna är påhittade för provet. De handlar inte om några människor.'
            : 'The figures are made up for the trial. They are about no real people.',
        ]
      : []),
    metric.says[language],
    `${sv ? 'Definition' : 'Definition'}: ${metric.id}, version ${metric.version}. ${sv ? 'Källa' : 'Source'}: ${metric.source}.`,
    ...(metric.mayBeReconstructed
      ? [
          sv
            ? 'En del av uppgifterna bakom siffrorna är rekonstruerade eller påhittade.'
            : 'Some of the records behind the figures are reconstructed or made up.',
        ]
      : []),
    ...(metric.disclosure === 'persons'
      ? [
          sv
            ? `${signs.hidden} = visas inte, för att ingen person ska kunna pekas ut. Tal om personer är avrundade; be om summor i stället för att räkna ihop dem.`
            : `${signs.hidden} = not shown, so that no person can be singled out. Numbers of people are rounded; ask for totals instead of adding up.`,
        ]
      : []),
    sv ? `${signs.none} = det finns ingen uppgift.` : `${signs.none} = there is no figure.`,
  ];
}

function extensionOf({ language, known }: Described, table: OpenTable, variables: readonly Variable[]): Record<string, unknown> {
  const { metric } = table;
  const heading = variables.filter(({ role }) => role === 'metric' || role === 'time').map(({ code }) => code);
  return {
    noteMandatory: Object.fromEntries(notesOf(table, language, known.isMadeUp).map((_, at) => [String(at), true])),
    px: {
      tableid: table.id,
      decimals: unitOf(metric.unit).decimals,
      'official-statistics': false,
      aggregallowed: false,
      copyright: false,
      language,
      contents: metric.title[language],
      descriptiondefault: false,
      heading,
      stub: variables.filter(({ code }) => !heading.includes(code)).map(({ code }) => code),
      matrix: table.id,
      'subject-code': subjectOf(table).id,
      'subject-area': subjectOf(table).words[language],
    },
    definition: { id: metric.id, version: metric.version, source: metric.source },
  };
}

/** The subject that a table is listed under. */
export const subjectOf = ({ metric }: OpenTable): { id: 'network' | 'persons'; words: Words } =>
  metric.disclosure === 'open'
    ? { id: 'network', words: { sv: 'Lokal närvaro', en: 'Local presence' } }
    : { id: 'persons', words: { sv: 'Arbetssökande och deras ärenden', en: 'Jobseekers and their cases' } };

/** Heading and stub as they are when a request does not say. */
export const usualHeading: readonly string[] = [codes.contents, codes.time];
