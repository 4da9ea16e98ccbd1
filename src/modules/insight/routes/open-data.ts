/** Open tables of every metric, shaped like SCB's PxWebApi 2, so that its clients work. docs/statistics-api.md tells how to ask. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { instantAt, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { csvOf, mediaTypes, parquetOf, xlsxOf } from '../open-data/files.ts';
import { cells, dataset, type Described, metadata } from '../open-data/json-stat.ts';
import {
  codelist,
  codelistAnswer,
  config,
  configAnswer,
  defaultSelection,
  oneTableAnswer,
  requireTable,
  selectionAnswer,
  tableOf,
  tables,
  tablesAnswer,
} from '../open-data/listing.ts';
import {
  choicesOfBody,
  choicesOfQuery,
  dataBody,
  dataQuery,
  formatOf,
  languageOf,
  listQuery,
  metadataAsked,
  metadataQuery,
  styleOf,
  tableQuery,
} from '../open-data/request.ts';
import { type Choice, listed, select } from '../open-data/selection.ts';
import type { OpenDataSettings } from '../open-data/settings.ts';
import { tableData } from '../open-data/table-data.ts';
import { isOfPersons } from '../open-data/tables.ts';
import { turns } from '../open-data/turns.ts';
import { type Known, variablesOf } from '../open-data/variables.ts';
import { isMadeUp } from '../store/cube-generated.ts';
import '../texts.ts';

/** Where the tables are. The second is the same for clients that find an API by `/api/v2` in its address, as pxweb for R does. */
export const statisticsBase = '/v1/statistics';
const bases = [statisticsBase, `${statisticsBase}/api/v2`] as const;

const makers = { csv: csvOf, xlsx: xlsxOf, parquet: parquetOf } as const;
const alsoAs = [mediaTypes.csv, mediaTypes.xlsx, mediaTypes.parquet, 'application/octet-stream'];

const id = z.object({ id: z.string().max(200) });

/** Questions to the records at a time, of all requests together: a large table leaves connections for others. */
const questionsAtOnce = 3;

interface Served {
  house: House;
  settings: OpenDataSettings;
  release: string;
  publicUrl: () => string;
}

export function statisticsApi(served: Served): Endpoint[] {
  const turn = turns(questionsAtOnce);
  return bases.flatMap((base) => tableEndpoints(served, turn, base).map((one) => ({ ...one, isAlias: base !== statisticsBase })));
}

function tableEndpoints({ house, settings, release, publicUrl }: Served, turn: Known['turn'], base: string): Endpoint[] {
  const describe = async (request: FastifyRequest, reply: FastifyReply): Promise<Described> => {
    const day = today(house.clock);
    return {
      known: { db: house.db, today: day, isMadeUp: await isMadeUp(house.db), turn, isGone: () => reply.raw.destroyed },
      language: languageOf(request.query as Record<string, unknown>, request.language),
      source: settings.publisher?.name ?? 'Närvaro',
      base: `${publicUrl()}${base}`,
      updated: `${instantAt(day, '00:00')!.slice(0, 19)}Z`,
    };
  };
  const get = { method: 'GET', kind: 'api', access: 'everyone', tag: 'statistics', otherSites: true } as const;

  const answerData = async (request: FastifyRequest, reply: FastifyReply, choices: readonly Choice[]): Promise<unknown> => {
    const of = await describe(request, reply);
    const query = request.query as Record<string, unknown>;
    const table = requireTable((request.params as { id: string }).id);
    const format = formatOf(query, request.headers.accept);
    const style = styleOf(query, (request.body as z.output<typeof dataBody> | undefined)?.placement);
    const chosen = select(of.known, table, await variablesOf(of.known, table), choices);
    const data = await tableData(of.known, table, chosen);
    if (format === 'json-stat2') return cells(of, data);
    const type = format === 'csv' ? `${mediaTypes.csv}; charset=utf-8` : mediaTypes[format];
    const name = of.known.isMadeUp && isOfPersons(table) ? `${table.id}-made-up` : table.id;
    void reply.type(type).header('content-disposition', `attachment; filename="${name}.${format}"`).header('vary', 'accept');
    return reply.send(await makers[format](of, data, style));
  };

  return [
    endpoint({
      ...get,
      url: `${base}/config`,
      summary: 'Configuration of the statistics API: limits, formats, languages, licence',
      query: tableQuery,
      answer: configAnswer,
      handle: () => config(release, settings),
    }),
    endpoint({
      ...get,
      url: `${base}/tables`,
      summary: 'The tables: one for each metric, and one more for each group of persons it is broken down by',
      query: listQuery,
      answer: tablesAnswer,
      async handle(request, reply) {
        const { query, pastDays = null, includeDiscontinued, pageNumber, pageSize } = request.query;
        return tables(await describe(request, reply), { query, pastDays, includeDiscontinued, pageNumber, pageSize });
      },
    }),
    endpoint({
      ...get,
      url: `${base}/tables/:id`,
      summary: 'One table',
      params: id,
      query: tableQuery,
      answer: oneTableAnswer,
      async handle(request, reply) {
        const of = await describe(request, reply);
        return { language: of.language, ...tableOf(of, requireTable(request.params.id)) };
      },
    }),
    endpoint({
      ...get,
      url: `${base}/tables/:id/metadata`,
      summary: 'The variables and values of a table, as JSON-stat 2 without cells',
      params: id,
      query: metadataQuery,
      answer: dataset,
      async handle(request, reply) {
        const of = await describe(request, reply);
        const table = requireTable(request.params.id);
        const variables = await variablesOf(of.known, table);
        return metadata(of, table, listed(of.known, table, variables, metadataAsked(request.query)));
      },
    }),
    endpoint({
      ...get,
      url: `${base}/tables/:id/defaultselection`,
      summary: 'What a table gives when nothing is chosen',
      params: id,
      query: tableQuery,
      answer: selectionAnswer,
      async handle(request, reply) {
        const of = await describe(request, reply);
        const table = requireTable(request.params.id);
        return defaultSelection(of, table, await variablesOf(of.known, table));
      },
    }),
    endpoint({
      ...get,
      url: `${base}/tables/:id/data`,
      alsoAs,
      summary: 'Cells of a table, chosen by valueCodes[variable]; as JSON-stat 2, CSV, XLSX or Parquet',
      params: id,
      query: dataQuery,
      answer: dataset,
      handle: (request, reply) => answerData(request, reply, choicesOfQuery(request.query)),
    }),
    endpoint({
      ...get,
      method: 'POST',
      url: `${base}/tables/:id/data`,
      alsoAs,
      summary: 'Cells of a table, chosen by a selection; as JSON-stat 2, CSV, XLSX or Parquet',
      params: id,
      query: dataQuery,
      body: dataBody,
      answer: dataset,
      handle: (request, reply) => answerData(request, reply, choicesOfBody(request.body, request.query)),
    }),
    endpoint({
      ...get,
      url: `${base}/codelists/:id`,
      summary: 'The values of a code list',
      params: id,
      query: tableQuery,
      answer: codelistAnswer,
      handle: async (request, reply) => codelist(await describe(request, reply), request.params.id),
    }),
  ];
}
