/** The page of open data, and the catalogue for data portals. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { instant, localTime, type PlainDate, today } from '../../../platform/clock/index.ts';
import { acceptedType, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { catalogue } from '../open-data/catalogue.ts';
import { subjectOf } from '../open-data/json-stat.ts';
import { monthsOf } from '../open-data/periods.ts';
import { rdfXml, turtle } from '../open-data/rdf.ts';
import { formats } from '../open-data/request.ts';
import { mostCells, mostPeriods } from '../open-data/selection.ts';
import type { OpenDataSettings } from '../open-data/settings.ts';
import { openTables, type OpenTable, type TableLanguage, variableNames } from '../open-data/tables.ts';
import { isMadeUp } from '../store/cube-generated.ts';
import { usedDefinitions } from '../store/definitions.ts';
import { type ListedTable, StatisticsPage } from '../pages/open-data/statistics-page.tsx';
import { statisticsBase } from './open-data.ts';
import '../texts.ts';

const writers = { 'text/turtle': turtle, 'application/rdf+xml': rdfXml } as const;
const rdfTypes = ['text/turtle', 'application/rdf+xml'] as const;

interface Served {
  house: House;
  settings: OpenDataSettings;
  publicUrl: () => string;
}

export function statisticsPages({ house, settings, publicUrl }: Served): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: 'everyone' } as const;

  const sendCatalogue = async (reply: FastifyReply, type: (typeof rdfTypes)[number]): Promise<FastifyReply> => {
    const used = await usedDefinitions(house.db);
    const issued = new Map(used.map(({ metric, version, since }) => [`${metric} ${version}`, localTime(instant(since)).date]));
    const of = {
      settings,
      origin: publicUrl(),
      base: statisticsBase,
      tables: openTables(),
      today: today(house.clock),
      isMadeUp: await isMadeUp(house.db),
      issued,
    };
    void reply.headers({ 'cache-control': 'public, max-age=3600', vary: 'accept' });
    return reply.type(`${type}; charset=utf-8`).send(await writers[type](catalogue(of)));
  };

  return [
    endpoint({
      ...page,
      url: '/statistics',
      summary: 'Statistics as open data: the tables and how to fetch them',
      async handle(request, reply) {
        const language: TableLanguage = request.language === 'sv' || request.language === 'sv-easy' ? 'sv' : 'en';
        const children = h(StatisticsPage, {
          tables: listed(language, today(house.clock)),
          formats,
          address: publicUrl() + statisticsBase,
          base: statisticsBase,
          isMadeUp: await isMadeUp(house.db),
          language,
          limits: { cells: mostCells, periods: mostPeriods },
          settings,
        });
        const title = translator(request.language)('insight:openData.title');
        return sendPage(reply, renderPage(request, { title, wide: true, children }));
      },
    }),
    endpoint({
      ...page,
      url: '/catalog',
      otherSites: true,
      summary: 'The catalogue of open data (DCAT-AP-SE 3), as Turtle or RDF/XML',
      handle(request: FastifyRequest, reply) {
        const type = acceptedType(request.headers.accept, [...rdfTypes, 'text/html']);
        if (type === null) throw problem('not-acceptable');
        if (type === 'text/html') return reply.redirect(`${href(request.language, '/statistics')}#catalogue`, 303);
        return sendCatalogue(reply, type as (typeof rdfTypes)[number]);
      },
    }),
    endpoint({
      ...page,
      url: '/catalog.ttl',
      otherSites: true,
      summary: 'The catalogue of open data as Turtle',
      handle: (_request, reply) => sendCatalogue(reply, 'text/turtle'),
    }),
    endpoint({
      ...page,
      url: '/catalog.rdf',
      otherSites: true,
      summary: 'The catalogue of open data as RDF/XML',
      handle: (_request, reply) => sendCatalogue(reply, 'application/rdf+xml'),
    }),
  ];
}

/** The metrics in their order, each with its tables. */
function listed(language: TableLanguage, on: PlainDate): ListedTable[] {
  return [...Map.groupBy(openTables(), ({ metric }) => metric).entries()].map(([metric, tables]) => {
    const [table] = tables as [OpenTable, ...OpenTable[]];
    const months = monthsOf(metric, on);
    const [first, last] = [months[0], months.at(-1)];
    return {
      metric: metric.id,
      title: metric.title[language],
      tables: tables.map(({ id }) => ({ id })),
      variables: variableNames(table, language).slice(0, -2),
      months: first === undefined || last === undefined ? null : [first, last],
      subject: subjectOf(table).id,
    };
  });
}
