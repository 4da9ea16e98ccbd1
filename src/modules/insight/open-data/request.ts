/** What clients of PxWebApi 2 send: in the address (`valueCodes[Tid]=top(3)`) or as a body; names in any case. */
import { z } from 'zod';
import { splitChoices } from './expressions.ts';
import type { FileStyle } from './files.ts';
import { statisticsProblem } from './problems.ts';
import type { Choice, MetadataAsked } from './selection.ts';
import { languages, type TableLanguage } from './tables.ts';

const text = z.union([z.string().max(20_000), z.array(z.string().max(20_000)).max(100)]);

type Query = Readonly<Record<string, unknown>>;

/** Clients send what they send everywhere, such as an output format to /config: what is not asked about is let be. */
export const tableQuery = z.looseObject({ lang: z.string().max(20).optional() });

/** Names in any case, and what is empty left out. */
const anyCase = (names: readonly string[]) => (query: unknown) =>
  Object.fromEntries(
    Object.entries(query as Query).flatMap(([given, value]) =>
      value === '' ? [] : [[names.find((name) => name.toLowerCase() === given.toLowerCase()) ?? given, value]],
    ),
  );

const listParameters = tableQuery.extend({
  query: z.string().max(200).default(''),
  pastDays: z.coerce.number().int().min(1).max(100_000).nullish(),
  includeDiscontinued: z.stringbool().default(false),
  pageNumber: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).default(100),
});
export const listQuery = z.preprocess(anyCase(Object.keys(listParameters.shape)), listParameters);

export const metadataQuery = tableQuery
  .extend({ defaultSelection: text.optional() })
  .catchall(text)
  .describe('and codelist[<variable>]');

export const formats = ['json-stat2', 'csv', 'xlsx', 'parquet'] as const;
export type Format = (typeof formats)[number];

export const dataQuery = z
  .looseObject({
    lang: z.string().max(20).optional(),
    outputFormat: z
      .string()
      .max(50)
      .optional()
      .describe(`one of ${formats.join(', ')}`),
    outputFormatParams: text.optional(),
    heading: text.optional(),
    stub: text.optional(),
  })
  .catchall(text)
  .describe('and valueCodes[<variable>], codelist[<variable>]');

const codeList = z.array(z.string().max(200)).max(50);
export const dataBody = z.looseObject({
  selection: z
    .array(
      z.looseObject({
        variableCode: z.string().max(200),
        valueCodes: z.array(z.string().max(20_000)).max(20_000).nullish(),
        codelist: z.string().max(200).nullish(),
        codeList: z.string().max(200).nullish(),
      }),
    )
    .max(50)
    .nullish(),
  placement: z.looseObject({ heading: codeList.nullish(), stub: codeList.nullish() }).nullish(),
  query: z.undefined('selection, as in version 2: query is of version 1').optional(),
});

/** The parameter of a name in any case; more than one of it together. */
function parameter(query: Query, name: string): string[] {
  return Object.entries(query)
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .flatMap(([, value]) => value as string | string[]);
}

/** `name[Variable]`: by variable. Throws selection-unreadable when a name of that kind has no variable. */
function byVariable(query: Query, name: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(query)) {
    if (!key.toLowerCase().startsWith(name)) continue;
    const variable = /^\[(.+)\]$/s.exec(key.slice(name.length))?.[1];
    if (variable === undefined) throw statisticsProblem('selection-unreadable', { params: { parameter: key.slice(0, 100) } });
    found.set(variable, [...(found.get(variable) ?? []), ...[value as string | string[]].flat()]);
  }
  return found;
}

/** What an address chooses. */
export function choicesOfQuery(query: Query): Choice[] {
  const codelists = byVariable(query, 'codelist');
  return [...byVariable(query, 'valuecodes')].map(([variable, values]) => ({
    variable,
    choices: values.flatMap(splitChoices),
    codelist: codelists.get(variable)?.[0] ?? null,
  }));
}

/** Which values metadata is to list. */
export function metadataAsked(query: Query): MetadataAsked {
  return {
    codelists: [...byVariable(query, 'codelist')].map(([variable, [codelist = '']]) => ({ variable, choices: ['*'], codelist })),
    byDefault: parameter(query, 'defaultSelection').some((one) => one.toLowerCase() === 'true'),
  };
}

/** What a body chooses; a codelist may also stand in the address. */
export function choicesOfBody(body: z.output<typeof dataBody>, query: Query): Choice[] {
  const codelists = byVariable(query, 'codelist');
  return (body.selection ?? []).map((one) => ({
    variable: one.variableCode,
    choices: (one.valueCodes ?? []).map((choice) => choice.trim()).filter((choice) => choice !== ''),
    codelist: one.codelist ?? one.codeList ?? codelists.get(one.variableCode)?.[0] ?? null,
  }));
}

/** Throws statistics-language-unknown. Without any: that of the address. */
export function languageOf(query: Query, ofAddress: string): TableLanguage {
  const [asked = ''] = parameter(query, 'lang');
  if (asked === '') return ofAddress === 'en' ? 'en' : 'sv';
  const found = languages.find((one) => one === asked.toLowerCase());
  if (found === undefined)
    throw statisticsProblem('statistics-language-unknown', { params: { language: asked, languages: languages.join(', ') } });
  return found;
}

/** Throws format-unknown. */
export function formatOf(query: Query, accepted: string | undefined): Format {
  const [asked = ''] = parameter(query, 'outputFormat');
  if (asked === '') return accepted?.startsWith('text/csv') === true ? 'csv' : 'json-stat2';
  const found = formats.find((one) => one === asked.toLowerCase());
  if (found === undefined) throw statisticsProblem('format-unknown', { params: { format: asked, formats: formats.join(', ') } });
  return found;
}

const listed = (values: readonly string[]): string[] =>
  values
    .flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** How CSV and XLSX are written. Throws format-unknown for a parameter that is none, or that contradicts another. */
export function styleOf(
  query: Query,
  placement?: { heading?: string[] | null | undefined; stub?: string[] | null | undefined } | null,
): FileStyle {
  const asked = listed(parameter(query, 'outputFormatParams')).map((one) => one.toLowerCase());
  const known = { usecodes: 'codes', usetexts: 'texts', usecodesandtexts: 'both' } as const;
  const separators = { separatortab: '\t', separatorspace: ' ', separatorsemicolon: ';' } as const;
  const strange = asked.find((one) => !(one in known) && !(one in separators) && one !== 'includetitle');
  const shows = asked.flatMap((one) => (one in known ? [known[one as keyof typeof known]] : []));
  const separated = asked.flatMap((one) => (one in separators ? [separators[one as keyof typeof separators]] : []));
  if (strange !== undefined || shows.length > 1 || separated.length > 1)
    throw statisticsProblem('format-unknown', { params: { format: strange ?? asked.join(','), formats: formats.join(', ') } });
  const [heading, stub] = [
    placement?.heading ?? listed(parameter(query, 'heading')),
    placement?.stub ?? listed(parameter(query, 'stub')),
  ];
  return {
    placement: { ...(heading.length === 0 ? {} : { heading }), ...(stub.length === 0 ? {} : { stub }) },
    show: shows[0] ?? 'texts',
    withTitle: asked.includes('includetitle'),
    separator: separated[0] ?? ',',
  };
}
