/** /reports: the calendar, one report live or frozen, its files, its check, and its forms. */
import { h } from 'preact';
import { z } from 'zod';
import { type Actor, type House, mayRun, type Role } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { formEndpoints, renderPage, sendPage } from '../../../ui/index.ts';
import { CheckPage } from '../pages/reports/check-page.tsx';
import { reportForms, reportWords } from '../pages/reports/forms.tsx';
import { ReportsPage } from '../pages/reports/list-page.tsx';
import { ReportPage } from '../pages/reports/report-page.tsx';
import { insightProblem } from '../problems.ts';
import { checkFrozen, documentOf } from '../reports/check-frozen.ts';
import type { Fault } from '../reports/directive.ts';
import type { ReportDocument } from '../reports/document.ts';
import { makeReport, templateFaults } from '../reports/make.ts';
import { formatFacts, formats, reportFile } from '../reports/render/index.ts';
import { factsOf } from '../reports/report-input.ts';
import { actsIn, reportStates } from '../reports/report-state.ts';
import { stepReport } from '../reports/step-report.ts';
import { findFrozen, findFrozenFile, type Frozen } from '../store/frozen.ts';
import { listAreas } from '../store/regions.ts';
import { findReport, listAssignments, listReports, listSteps, type Report } from '../store/reports.ts';
import '../texts.ts';

const readers = ['analyst', 'planner', 'administrator'] as const satisfies readonly Role[];
const one = z.object({ code: z.string().max(100) });
const dones = ['added', 'changed', ...reportStates] as const;

export function reportPages(house: House): Endpoint[] {
  return [listPage(house), ...reportForms.flatMap((form) => formEndpoints(house, form, reportWords)), ...onePages(house)];
}

const common = { method: 'GET', kind: 'page', access: readers } as const;
const crumb = (language: Language) => ({
  href: href(language, '/reports'),
  text: translator(language)('insight:staffReports.title'),
});
const mayWrite = (actor: Actor): boolean => mayRun(actor, stepReport);

function listPage(house: House): Endpoint {
  return endpoint({
    ...common,
    url: '/reports',
    summary: 'Reports to the government, by the day that they are due',
    query: z.object({ done: z.literal('assignment').nullable().catch(null).default(null) }),
    async handle(request, reply) {
      const [reports, assignments] = [await listReports(house.db), await listAssignments(house.db)];
      const shown = {
        reports,
        assignments,
        today: today(house.clock),
        mayWrite: mayWrite(request.actor),
        done: request.query.done,
      };
      const title = crumb(request.language).text;
      return sendPage(reply, renderPage(request, { title, wide: true, children: h(ReportsPage, shown) }));
    },
  });
}

async function requireReport({ db }: House, code: string): Promise<Report> {
  const report = await findReport(db, code);
  if (report === null) throw insightProblem('government-report-unknown', { params: { code } });
  return report;
}

/** The frozen document, or one made now; null where the text asks for what is no more. */
async function shownDocument(
  { db }: House,
  report: Report,
  frozen: Frozen | null,
): Promise<{ document: ReportDocument | null; faults: readonly Fault[] }> {
  if (frozen !== null) return { document: documentOf(frozen), faults: [] };
  const faults = await templateFaults(db, report.template, report.dueOn);
  return { document: faults.length > 0 ? null : await makeReport(db, factsOf(report), null), faults };
}

function onePages(house: House): Endpoint[] {
  return [
    endpoint({
      ...common,
      url: '/reports/:code',
      summary: 'One report with its figures: as they are now, or as they were frozen',
      params: one,
      query: z.object({ done: z.enum(dones).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const report = await requireReport(house, request.params.code);
        const frozen = await findFrozen(house.db, report.id);
        const children = h(ReportPage, {
          report,
          frozen,
          ...(await shownDocument(house, report, frozen)),
          steps: await listSteps(house.db, report.id),
          acts: mayWrite(request.actor) ? actsIn(report.state) : [],
          isOwn: report.authorIds.includes(request.actor.id),
          today: today(house.clock),
          done: request.query.done,
        });
        const breadcrumbs = [crumb(request.language)];
        return sendPage(reply, renderPage(request, { title: report.title, children, breadcrumbs, wide: true }));
      },
    }),
    endpoint({
      ...common,
      url: '/reports/:code/file/:format',
      summary: 'A report as a file: the frozen one when it is frozen',
      params: one.extend({ format: z.enum([...formats, 'json']) }),
      async handle(request, reply) {
        const { code, format } = request.params;
        const report = await requireReport(house, code);
        const frozen = await findFrozen(house.db, report.id);
        void reply.header('cache-control', 'no-store');
        const name = (extension: string) => `attachment; filename="${report.code}.${extension}"`;
        if (format === 'json') {
          if (frozen === null) throw insightProblem('government-report-not-frozen');
          return reply.type('application/json').header('content-disposition', name('json')).send(frozen.content);
        }
        const kept = frozen === null ? null : await findFrozenFile(house.db, report.id, format);
        const content = kept?.content ?? (await reportFile(await makeReport(house.db, factsOf(report), null), format));
        const { mediaType, extension } = formatFacts[format];
        return reply
          .type(kept?.mediaType ?? mediaType)
          .header('content-disposition', name(extension))
          .send(content);
      },
    }),
    endpoint({
      ...common,
      url: '/reports/:code/check',
      summary: 'A frozen report counted again, and what has become of its figures since',
      params: one,
      async handle(request, reply) {
        const report = await requireReport(house, request.params.code);
        const frozen = await findFrozen(house.db, report.id);
        if (frozen === null) throw insightProblem('government-report-not-frozen');
        const names = new Map((await listAreas(house.db)).map(({ code, name }) => [code, name]));
        const children = h(CheckPage, { report, frozen, checked: await checkFrozen(house.db, frozen), names });
        const above = { href: href(request.language, `/reports/${report.code}`), text: report.title };
        const title = translator(request.language)('insight:staffReports.checkTitle', { title: report.title });
        return sendPage(
          reply,
          renderPage(request, { title, children, breadcrumbs: [crumb(request.language), above], wide: true }),
        );
      },
    }),
  ];
}
