/** The lists of the API: configuration, tables, one table, code lists, the default selection. Shapes: PxWebApi 2. */
import { z } from 'zod';
import { addDays } from '../../../platform/clock/index.ts';
import { type Described, type Link, linkShape, subjectOf } from './json-stat.ts';
import { listAreas } from '../store/regions.ts';
import { monthsOf } from './periods.ts';
import { statisticsProblem } from './problems.ts';
import { formats } from './request.ts';
import { defaultChoices, mostCells } from './selection.ts';
import type { OpenDataSettings } from './settings.ts';
import { codes, findTable, languages, openTables, type OpenTable, titleOf, variableNames } from './tables.ts';
import { areaKeyOf, areaLists, areaValues, type Variable } from './variables.ts';

const named = z.object({ id: z.string(), label: z.string() });
const language = z.string();

export const configAnswer = z.object({
  apiVersion: z.string(),
  appVersion: z.string(),
  languages: z.array(named),
  defaultLanguage: language,
  maxDataCells: z.number().int(),
  maxCallsPerTimeWindow: z.number().int(),
  timeWindow: z.number().int(),
  license: z.string(),
  sourceReferences: z.array(z.object({ language, text: z.string() })),
  defaultDataFormat: z.string(),
  dataFormats: z.array(z.string()),
  features: z.array(z.object({ id: z.string(), params: z.array(z.object({ key: z.string(), value: z.string() })) })),
});

/** The version of PxWebApi whose shapes these are. */
const apiVersion = '2.2.0';
// Nobody is turned away for asking often; clients pace themselves by these.
const [callsPerWindow, windowSeconds] = [30, 1];

export function config(release: string, { publisher, licence }: OpenDataSettings): z.output<typeof configAnswer> {
  const source = publisher?.name ?? 'Närvaro';
  return {
    apiVersion,
    appVersion: release,
    languages: [
      { id: 'sv', label: 'Svenska' },
      { id: 'en', label: 'English' },
    ],
    defaultLanguage: languages[0],
    maxDataCells: mostCells,
    maxCallsPerTimeWindow: callsPerWindow,
    timeWindow: windowSeconds,
    license: licence ?? '',
    sourceReferences: [
      { language: 'sv', text: `Källa: ${source}` },
      { language: 'en', text: `Source: ${source}` },
    ],
    defaultDataFormat: formats[0],
    dataFormats: [...formats],
    features: [{ id: 'CORS', params: [{ key: 'enabled', value: 'True' }] }],
  };
}

export const tableAnswer = z.object({
  type: z.literal('Table'),
  id: z.string(),
  label: z.string(),
  description: z.string(),
  sortCode: z.string(),
  updated: z.string(),
  firstPeriod: z.string().nullable(),
  lastPeriod: z.string().nullable(),
  category: z.literal('public'),
  variableNames: z.array(z.string()),
  discontinued: z.boolean(),
  source: z.string(),
  subjectCode: z.string(),
  timeUnit: z.literal('Monthly'),
  paths: z.array(z.array(named)),
  links: z.array(linkShape),
});
export const oneTableAnswer = tableAnswer.extend({ language });
export type TableAnswer = z.output<typeof tableAnswer>;

export function tableOf(of: Described, table: OpenTable): TableAnswer {
  const { known, language: lang, source, updated } = of;
  const months = monthsOf(table.metric, known.today);
  const subject = subjectOf(table);
  const { to } = table.metric;
  return {
    type: 'Table',
    id: table.id,
    label: titleOf(table, lang, known),
    description: table.metric.says[lang],
    sortCode: String(openTables().findIndex(({ id }) => id === table.id)).padStart(3, '0'),
    updated: isDiscontinued(of, table) ? `${to!}T00:00:00Z` : updated,
    firstPeriod: months[0] ?? null,
    lastPeriod: months.at(-1) ?? null,
    category: 'public',
    variableNames: variableNames(table, lang),
    discontinued: isDiscontinued(of, table),
    source,
    subjectCode: subject.id,
    timeUnit: 'Monthly',
    paths: [[{ id: subject.id, label: subject.words[lang] }]],
    links: linksOf(of, table),
  };
}

const isDiscontinued = ({ known }: Described, { metric }: OpenTable): boolean => metric.to !== null && metric.to < known.today;

function linksOf({ base, language: lang }: Described, { id }: OpenTable): Link[] {
  const other = languages.find((one) => one !== lang)!;
  const at = `${base}/tables/${id}`;
  return [
    { rel: 'self', hreflang: lang, href: `${at}?lang=${lang}` },
    { rel: 'alternate', hreflang: other, href: `${at}?lang=${other}` },
    { rel: 'metadata', hreflang: lang, href: `${at}/metadata?lang=${lang}` },
    { rel: 'data', hreflang: lang, href: `${at}/data?lang=${lang}&outputFormat=${formats[0]}` },
  ];
}

export const tablesAnswer = z.object({
  language,
  tables: z.array(tableAnswer),
  page: z.object({
    pageNumber: z.number().int(),
    pageSize: z.number().int(),
    totalElements: z.number().int(),
    totalPages: z.number().int(),
    links: z.array(linkShape),
  }),
  links: z.array(linkShape),
});

export interface Search {
  query: string;
  pastDays: number | null;
  includeDiscontinued: boolean;
  pageNumber: number;
  pageSize: number;
}

/** The tables with all words of the query. Throws table-page-unknown. */
export function tables(of: Described, search: Search): z.output<typeof tablesAnswer> {
  const { language: lang, base } = of;
  const words = search.query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = openTables()
    .filter((table) => search.includeDiscontinued || !isDiscontinued(of, table))
    .filter(({ metric: { to } }) => search.pastDays === null || to === null || to >= addDays(of.known.today, -search.pastDays))
    .map((table) => tableOf(of, table))
    .filter((table) => words.every((word) => [table.id, table.label, table.description].join(' ').toLowerCase().includes(word)));
  const { pageNumber, pageSize } = search;
  const totalPages = Math.max(1, Math.ceil(found.length / pageSize));
  if (pageNumber > totalPages) throw statisticsProblem('table-page-unknown', { params: { page: pageNumber, pages: totalPages } });
  const address = (page: number): string => {
    const query = new URLSearchParams({ lang, pageNumber: String(page), pageSize: String(pageSize) });
    if (search.query !== '') query.set('query', search.query);
    if (search.includeDiscontinued) query.set('includeDiscontinued', 'true');
    return `${base}/tables?${query}`;
  };
  const link = (rel: string, page: number): Link => ({ rel, hreflang: lang, href: address(page) });
  return {
    language: lang,
    tables: found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    page: {
      pageNumber,
      pageSize,
      totalElements: found.length,
      totalPages,
      links: [
        ...(pageNumber > 1 ? [link('previous', pageNumber - 1)] : []),
        ...(pageNumber < totalPages ? [link('next', pageNumber + 1)] : []),
        link('last', totalPages),
      ],
    },
    links: [link('self', pageNumber)],
  };
}

/** Throws table-unknown. */
export function requireTable(id: string): OpenTable {
  const found = findTable(id);
  if (found === undefined) throw statisticsProblem('table-unknown', { params: { table: id } });
  return found;
}

export const codelistAnswer = z.object({
  id: z.string(),
  label: z.string(),
  language,
  languages: z.array(z.string()),
  type: z.literal('Valueset'),
  elimination: z.boolean(),
  values: z.array(z.object({ code: z.string(), label: z.string(), valueMap: z.array(z.string()) })),
  links: z.array(linkShape),
});

/** Throws codelist-unknown. */
export async function codelist(of: Described, id: string): Promise<z.output<typeof codelistAnswer>> {
  const { language: lang, base } = of;
  const list = areaLists.find((one) => one.id === id);
  if (list === undefined) throw statisticsProblem('codelist-unknown', { params: { codelist: id } });
  const values = areaValues(await listAreas(of.known.db)).filter(({ code }) => areaKeyOf(code) === list.key);
  return {
    id,
    label: list.words[lang],
    language: lang,
    languages: [...languages],
    type: 'Valueset',
    elimination: false,
    values: values.map(({ code, words }) => ({ code, label: words[lang], valueMap: [code] })),
    links: [{ rel: 'self', hreflang: lang, href: `${base}/codelists/${id}?lang=${lang}` }],
  };
}

export const selectionAnswer = z.object({
  selection: z.array(z.object({ variableCode: z.string(), valueCodes: z.array(z.string()) })),
  placement: z.object({ heading: z.array(z.string()), stub: z.array(z.string()) }),
  language,
  links: z.array(linkShape),
});

/** What is given when nothing is chosen. */
export function defaultSelection(
  of: Described,
  table: OpenTable,
  variables: readonly Variable[],
): z.output<typeof selectionAnswer> {
  const { base, language: lang } = of;
  const heading: string[] = [codes.contents, codes.time];
  return {
    selection: defaultChoices(variables).map(({ variable, choices }) => ({ variableCode: variable, valueCodes: [...choices] })),
    placement: { heading, stub: variables.map(({ code }) => code).filter((code) => !heading.includes(code)) },
    language: lang,
    links: [{ rel: 'self', hreflang: lang, href: `${base}/tables/${table.id}/defaultselection?lang=${lang}` }],
  };
}
