/** The pages of metrics, open to everyone: the list, one metric with its figures, the same as files and its map. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { formats, href, translator } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage, sendSvg } from '../../../ui/index.ts';
import { codeName } from '../codes.ts';
import { type Figures, figures } from '../figures.ts';
import type { Metric } from '../metric.ts';
import { keptAreas } from '../kept.ts';
import { findMetric, metrics } from '../metrics/index.ts';
import { type Asked, readAsked } from '../pages/metrics/asked.ts';
import { drawFigures } from '../pages/metrics/figure-map.tsx';
import { MetricList } from '../pages/metrics/list.tsx';
import { MetricPage } from '../pages/metrics/metric-page.tsx';
import { readLine, readMetric } from '../pages/metrics/picture.ts';
import { wordsLanguage } from '../pages/metrics/words.tsx';
import { insightProblem } from '../problems.ts';
import type { Area } from '../store/regions.ts';
import '../texts.ts';

function metricOf(request: FastifyRequest): Metric {
  const { metric: id } = request.params as { metric: string };
  const found = findMetric(id);
  if (found === undefined) throw insightProblem('metric-unknown');
  return found;
}

export function metricPages(house: House): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: 'everyone' } as const;
  const askedOf = (request: FastifyRequest): Asked => readAsked(metricOf(request), request.query, today(house.clock));
  /** A file is only of what was asked for. */
  const strictly = (request: FastifyRequest): Asked => {
    const asked = askedOf(request);
    if (asked.error !== null) throw problem('not-found');
    return asked;
  };

  return [
    endpoint({
      ...page,
      url: '/metrics',
      summary: 'The metrics: what is counted, how, and by whose definition',
      handle(request, reply) {
        const title = translator(request.language)('insight:metrics.title');
        return sendPage(reply, renderPage(request, { title, wide: true, children: h(MetricList, { metrics }) }));
      },
    }),
    endpoint({
      ...page,
      url: '/metrics/:metric',
      summary: 'A metric: its figures on a day or in a month, over time, and its definition',
      async handle(request, reply) {
        const asked = askedOf(request);
        const picture = await readMetric(house.db, asked);
        const html = renderPage(request, {
          title: asked.metric.title[wordsLanguage(request.language)],
          wide: true,
          hasErrors: asked.error !== null,
          breadcrumbs: [
            { href: href(request.language, '/metrics'), text: translator(request.language)('insight:metrics.title') },
          ],
          children: h(MetricPage, { picture }),
        });
        return sendPage(reply, html, asked.error === null ? 200 : 422);
      },
    }),
    endpoint({
      ...page,
      url: '/metrics/:metric/map.svg',
      summary: 'Map of a metric by municipality or county',
      async handle(request, reply) {
        const { metric, by, where, on } = strictly(request);
        const key = by[0] ?? 'municipality';
        if ((key !== 'municipality' && key !== 'county') || !metric.keys.includes(key)) throw problem('not-found');
        const areas = await keptAreas(house.db);
        const found = await figures(house.db, { metric, by: [key], where, on });
        const language = wordsLanguage(request.language);
        const svg = drawFigures(found, key, {
          title: metric.title[language],
          figure: (value) => figureText(metric, value, request),
          nameOf: (code) => codeName(areas, key, code, language),
          t: translator(request.language),
        });
        return sendSvg(reply, svg, 300);
      },
    }),
    endpoint({
      ...page,
      url: '/metrics/:metric/figures.csv',
      summary: 'The figures of a metric, as a file',
      async handle(request, reply) {
        const asked = strictly(request);
        const { metric, by, where, on } = asked;
        const found = await figures(house.db, { metric, by, where, on });
        return file(reply, metric, await keptAreas(house.db), [found], request);
      },
    }),
    endpoint({
      ...page,
      url: '/metrics/:metric/trend.csv',
      summary: 'A metric month by month, as a file',
      async handle(request, reply) {
        const asked = strictly(request);
        return file(reply, asked.metric, await keptAreas(house.db), await readLine(house.db, asked), request);
      },
    }),
  ];
}

function figureText({ unit }: Metric, value: number, request: FastifyRequest): string {
  const { number, decimal } = formats(request.language);
  if (unit === 'share') return `${decimal(100 * value)} %`;
  return number(unit === 'index' ? Math.round(value * 1000) / 1000 : value);
}

type Reply = Parameters<typeof csvStream>[0];

function file(reply: Reply, metric: Metric, areas: readonly Area[], found: readonly Figures[], request: FastifyRequest) {
  const by = found[0]?.by ?? [];
  const language = wordsLanguage(request.language);
  const rows = found.flatMap(({ on, rows: list, isReconstructed, isMadeUp, metric: { version } }) =>
    list.map((row) => ({
      metric: metric.id,
      version,
      on,
      ...Object.fromEntries(
        by.flatMap((key, at) => [
          [key, row.keys[at]],
          [`${key}_name`, codeName(areas, key, row.keys[at]!, language)],
        ]),
      ),
      value: row.value,
      part: row.part,
      whole: row.whole,
      hidden: row.hidden ? 'yes' : 'no',
      evidence: isMadeUp ? 'made up for the trial' : isReconstructed ? 'partly reconstructed' : 'recorded',
    })),
  );
  const columns = [
    'metric',
    'version',
    'on',
    ...by.flatMap((key) => [key, `${key}_name`]),
    'value',
    'part',
    'whole',
    'hidden',
    'evidence',
  ];
  void reply.header('content-disposition', `attachment; filename="${metric.id}-${found.at(-1)?.on ?? ''}.csv"`);
  return csvStream(reply, columns, rows);
}
