/** Statistics of registration: the page and the same as a file. */
import { h } from 'preact';
import { z } from 'zod';
import type { House, Role } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { languages, translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { type Period, registrationFigures, registrationFunnel } from '../figures.ts';
import { FiguresPage } from '../pages/figures/figures-page.tsx';
import { dimensions } from '../store/figures.ts';
import '../texts.ts';

const month = z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/);
const question = z.object({
  by: z.enum(dimensions).catch('month'),
  from: z.string().catch(''),
  to: z.string().catch(''),
  language: z.enum(languages).nullable().catch(null),
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
        const { by, language } = request.query;
        const t = translator(request.language);
        const { period, wrong } = periodOf(request.query, today(house.clock));
        const municipalities = live.current().municipalities;
        const html = renderPage(request, {
          title: t('cases:figures.title'),
          wide: true,
          children: h(FiguresPage, {
            figures: await registrationFigures(house.db, by, period),
            funnel: await registrationFunnel(house.db, period, language),
            language,
            nameOfMunicipality: (code: string) => municipalities.get(code)?.name ?? code,
            error: wrong ? t('cases:figures.wrongPeriod') : null,
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
        const { period } = periodOf(request.query, today(house.clock));
        const { rows, all } = await registrationFigures(house.db, by, period);
        void reply.header('content-disposition', `attachment; filename="registration-by-${by}-${period.from}-${period.to}.csv"`);
        return csvStream(reply, ['key', 'registered', 'byThemselves', 'share', 'automated'], [...rows, all]);
      },
    }),
  ];
}

/** The months asked for; the twelve up to this one when they are none, or the wrong way round. */
function periodOf(asked: { from: string; to: string }, now: PlainDate): { period: Period; wrong: boolean } {
  const to = now.slice(0, 7);
  const from = to.endsWith('-12')
    ? `${to.slice(0, 4)}-01`
    : `${Number(to.slice(0, 4)) - 1}-${String(Number(to.slice(5)) + 1).padStart(2, '0')}`;
  const given = { from: asked.from === '' ? from : asked.from, to: asked.to === '' ? to : asked.to };
  const right = month.safeParse(given.from).success && month.safeParse(given.to).success && given.from <= given.to;
  return right ? { period: given, wrong: false } : { period: { from, to }, wrong: true };
}
