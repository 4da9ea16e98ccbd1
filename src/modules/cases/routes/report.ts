/** The person's own activity reports: which month, the steps of one, its receipt, and the paper form. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { addMonths, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { dutiesOf } from '../duties.ts';
import { type ListedReport, ReportListPage } from '../pages/report/list-page.tsx';
import { windowOfMonth } from '../report-days.ts';
import { month } from '../report-input.ts';
import { listReports, type Report } from '../store/report.ts';
import type { LiveRegister } from '../../network/index.ts';
import { enterOwn } from './own.ts';
import type { ReportHandler } from './report-frame.ts';
import { reportSteps } from './report-steps.ts';
import '../texts.ts';

const base = '/my/report';
const access = ['jobseeker'] as const;

export function reportPages(house: House, live: LiveRegister): Endpoint[] {
  const page = { kind: 'page', access } as const;
  const ofMonth = { ...page, params: z.object({ month }) } as const;

  const own =
    (handler: ReportHandler) =>
    async (request: FastifyRequest<{ Params: { month: PlainDate } }>, reply: FastifyReply): Promise<FastifyReply> => {
      const standing = await enterOwn(house, request, reply, 'activity-report');
      return standing === null ? reply : handler(request, reply, { standing, month: request.params.month, base, helped: null });
    };

  return [
    endpoint({
      ...page,
      method: 'GET',
      url: base,
      summary: 'My activity reports',
      async handle(request, reply) {
        const standing = await enterOwn(house, request, reply, 'activity-report');
        if (standing === null) return reply;
        const t = translator(request.language);
        const props = { ...(await reportsOf(house.db, standing.personId, today(house.clock))), path: base };
        const breadcrumbs = [{ href: href(request.language, '/my'), text: t('cases:my.title') }];
        return sendPage(
          reply,
          renderPage(request, { title: t('cases:report.list.title'), breadcrumbs, children: h(ReportListPage, props) }),
        );
      },
    }),
    ...reportSteps(house, live).map(([method, step, summary, handler]) =>
      endpoint({
        ...ofMonth,
        method,
        url: `${base}/:month${step}`,
        summary,
        ...(method === 'POST' ? { keepsForm: true as const } : {}),
        handle: own(handler),
      }),
    ),
  ];
}

/** What may be handed in now, what comes next, and what has been handed in. */
export async function reportsOf(db: Database, personId: Uuid, on: PlainDate) {
  const reports = await listReports(db, personId);
  const duties = await dutiesOf(db, personId, on);
  const monthsOf = (...keys: readonly string[]): PlainDate[] =>
    duties.flatMap((one) => (keys.includes(one.key) && one.month !== null ? [one.month] : []));
  // A month whose report was begun and never sent may still be handed in, as late.
  const begun = reports.filter((one) => one.state === 'draft' && addMonths(one.month, 1) <= on).map((one) => one.month);
  const [next] = monthsOf('report-next');
  return {
    now: [...new Set([...monthsOf('report-late', 'report'), ...begun])].map((one) => listed(one, reports)),
    next: next === undefined ? null : { month: next, ...windowOfMonth(next) },
    handedIn: reports.filter((one) => one.state !== 'draft').map((one) => listed(one.month, reports)),
    today: on,
  };
}

function listed(of: PlainDate, reports: readonly Report[]): ListedReport {
  const report = reports.find((one) => one.month === of);
  const { state = 'none', timely = null, arrivedAt = null, receiptNumber = null } = report ?? {};
  return { month: of, ...windowOfMonth(of), state, timely, arrivedAt, receiptNumber };
}
