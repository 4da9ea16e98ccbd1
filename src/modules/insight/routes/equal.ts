/** Equal service, open to everyone: the page, its map and its figures as a file. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { parsePlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage, sendSvg } from '../../../ui/index.ts';
import { codeName } from '../codes.ts';
import { compare } from '../equal-service/compare.ts';
import { equalKeys, metricOf, subjects } from '../equal-service/subjects.ts';
import { drawVerdicts } from '../pages/equal/equal-map.tsx';
import { EqualPage, type EqualProps } from '../pages/equal/equal-page.tsx';
import { monthEnd, newest } from '../pages/metrics/asked.ts';
import { wordsLanguage } from '../pages/metrics/words.tsx';
import { listAreas } from '../store/regions.ts';
import { equalGroupPages } from './equal-groups.ts';
import '../texts.ts';

type Asked = Pick<EqualProps, 'subject' | 'by' | 'metric' | 'hasError'> & { on: ReturnType<typeof monthEnd> };

export function equalServicePages(house: House): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: 'everyone' } as const;
  const answer = async (asked: Asked): Promise<EqualProps> => {
    const { subject: id, metric, by, on } = asked;
    const subject = subjects.find((one) => one.id === id)!;
    const comparison = await compare({ db: house.db, subject, metric, by, on });
    return { ...asked, areas: await listAreas(house.db), comparison };
  };
  /** A file is only of what was asked for. */
  const strictly = async (request: FastifyRequest): Promise<EqualProps> => {
    const asked = readAsked(house, request.query);
    if (asked.hasError) throw problem('not-found');
    return await answer(asked);
  };

  return [
    endpoint({
      ...page,
      url: '/equal-service',
      summary: 'Equal service: reach, waiting, channel and outcome by place and group, and which gaps are larger than chance',
      async handle(request, reply) {
        const props = await answer(readAsked(house, request.query));
        const title = translator(request.language)('insight:equal.title');
        const html = renderPage(request, { title, wide: true, hasErrors: props.hasError, children: h(EqualPage, props) });
        return sendPage(reply, html, props.hasError ? 422 : 200);
      },
    }),
    endpoint({
      ...page,
      url: '/equal-service/map.svg',
      summary: 'Map of how municipalities or counties differ from the rest of the country',
      async handle(request, reply) {
        const { subject, by, areas, comparison } = await strictly(request);
        if (by !== 'municipality' && by !== 'county') throw problem('not-found');
        const t = translator(request.language);
        const words = (key: string): string => t(`insight:equal.${key}`);
        const nameOf = (code: string): string => codeName(areas, by, code, wordsLanguage(request.language));
        return sendSvg(
          reply,
          drawVerdicts(comparison, by, words(`subject.${subject}`), nameOf, (one) => words(`verdicts.${one}`)),
          300,
        );
      },
    }),
    endpoint({
      ...page,
      url: '/equal-service/figures.csv',
      summary: 'Equal service by place or group, as a file',
      async handle(request, reply) {
        const { subject, metric, by, on, areas, comparison } = await strictly(request);
        const rows = comparison.rows.map(({ code, value, whole, verdict }) => ({
          subject,
          metric: metric.id,
          version: metric.version,
          on,
          by,
          code,
          name: codeName(areas, by, code, wordsLanguage(request.language)),
          value,
          whole,
          country: comparison.country,
          verdict,
          evidence: comparison.isMadeUp
            ? 'made up for the trial'
            : comparison.isReconstructed
              ? 'partly reconstructed'
              : 'recorded',
        }));
        const columns = [
          'subject',
          'metric',
          'version',
          'on',
          'by',
          'code',
          'name',
          'value',
          'whole',
          'country',
          'verdict',
          'evidence',
        ];
        void reply.header('content-disposition', `attachment; filename="equal-service-${subject}-${by}-${on}.csv"`);
        return csvStream(reply, columns, rows);
      },
    }),
    ...equalGroupPages(house),
  ];
}

/** From the address: what, by what, which day. What cannot be used is replaced and said. */
function readAsked(house: House, query: unknown): Asked {
  const given = (name: string): string => {
    const value: unknown = (query as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? value.trim().slice(0, 40) : '';
  };
  const chosen = subjects.find(({ id }) => id === given('subject'));
  const subject = chosen ?? subjects[0]!;
  const metric = metricOf(subject);
  const key = equalKeys.find((one) => one === given('by'));
  const mayBy = key !== undefined && metric.keys.includes(key);
  const now = today(house.clock);
  const typed = given('on');
  const day = typed === '' ? newest(metric, now) : parsePlainDate(typed);
  const isCovered = day !== null && day >= metric.from && (metric.to === null || day <= metric.to) && day <= now;
  const shown = day !== null && isCovered ? day : newest(metric, now);
  return {
    subject: subject.id,
    metric,
    by: mayBy ? key : 'municipality',
    on: metric.time === 'day' ? shown : monthEnd(shown),
    hasError: (given('subject') !== '' && chosen === undefined) || (given('by') !== '' && !mayBy) || !isCovered,
  };
}
