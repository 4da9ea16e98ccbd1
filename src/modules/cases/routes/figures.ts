/** Statistics of registration: the page and the same as a file. */
import { h } from 'preact';
import { z } from 'zod';
import type { House, Role } from '../../../platform/auth/index.ts';
import { addMonths, type PlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { languages, translator } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { beginsOn } from '../../../platform/rule/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { funnelOf, type Period, registrationFigures } from '../figures.ts';
import { FiguresPage } from '../pages/figures/figures-page.tsx';
import { smallCells } from '../rules/small-cells.ts';
import { services } from '../store/attempt.ts';
import { dimensions } from '../store/figures.ts';
import '../texts.ts';

const month = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/);
const question = z.object({
  by: z.enum(dimensions).catch('month'),
  from: z.string().catch(''),
  to: z.string().catch(''),
  language: z.enum(languages).nullable().catch(null),
  /** Whose steps are shown. */
  service: z.enum(services).catch('registration').default('registration'),
});

const readers = ['analyst', 'planner', 'administrator'] as const satisfies readonly Role[];

export function figureEndpoints(house: House, live: LiveRegister): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: readers, query: question } as const;
  return [
    endpoint({
      ...page,
      url: '/figures/registration',
      summary: 'Who registers by themselves, and where people get stuck',
      async handle(request, reply) {
        const { by, language, service } = request.query;
        const t = translator(request.language);
        const { period, wrong, latest } = periodOf(request.query, today(house.clock));
        const municipalities = live.current().municipalities;
        const html = renderPage(request, {
          title: t('cases:figures.title'),
          wide: true,
          children: h(FiguresPage, {
            figures: await registrationFigures(house.db, by, period),
            funnel: await funnelOf(house.db, service, period, language),
            language,
            nameOfMunicipality: (code: string) => municipalities.get(code)?.name ?? code,
            error: wrong === null ? null : t(`cases:figures.${wrong}`, { first: firstMonth, latest }),
          }),
        });
        return sendPage(reply, html);
      },
    }),
    endpoint({
      ...page,
      url: '/figures/registration.csv',
      summary: 'Who registers by themselves, as a file',
      async handle(request, reply) {
        const { by } = request.query;
        const { period, wrong, latest } = periodOf(request.query, today(house.clock));
        if (wrong !== null) {
          const fields = [{ field: 'to', expected: `months as 2026-03, the first one first, from ${firstMonth} to ${latest}` }];
          throw problem('invalid-input', { rule: smallCells, fields });
        }
        const { rows, all } = await registrationFigures(house.db, by, period);
        void reply.header('content-disposition', `attachment; filename="registration-by-${by}-${period.from}-${period.to}.csv"`);
        return csvStream(reply, ['key', 'registered', 'byThemselves', 'share', 'automated'], [...rows, all]);
      },
    }),
  ];
}

/** Figures are shown by the rule of small counts: none for months before it, nor for months to come. */
const firstMonth = beginsOn(smallCells).slice(0, 7);

/** The months asked for; the twelve up to this one when they are none, the wrong way round, or have no figures. */
function periodOf(
  asked: { from: string; to: string },
  now: PlainDate,
): { period: Period; wrong: 'wrongPeriod' | 'outsidePeriod' | null; latest: string } {
  const latest = now.slice(0, 7);
  const yearBefore = addMonths(now, -11).slice(0, 7);
  const given = { from: asked.from === '' ? yearBefore : asked.from, to: asked.to === '' ? latest : asked.to };
  const read = month.safeParse(given.from).success && month.safeParse(given.to).success && given.from <= given.to;
  const wrong = !read ? 'wrongPeriod' : given.to < firstMonth || given.to > latest ? 'outsidePeriod' : null;
  return { period: wrong === null ? given : { from: yearBefore, to: latest }, wrong, latest };
}
