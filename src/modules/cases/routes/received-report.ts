/** A report under a person's file: staff take it in and look it through; a helper with a mandate writes it step by step. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { byName } from '../../../platform/text/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import type { Entered } from '../../people/index.ts';
import { noteReportHandedIn } from '../note-report-handed-in.ts';
import { Kept } from '../pages/kept.tsx';
import { Helped } from '../pages/report/helped.tsx';
import { ReceivedReportPage } from '../pages/person/received-report.tsx';
import { ReviewedReportPage } from '../pages/person/reviewed-report.tsx';
import { readReceived, rowsOf } from '../pages/person/typed-received.ts';
import { ReportListPage } from '../pages/report/list-page.tsx';
import { readDay } from '../pages/report/read-activity.ts';
import { receiptView } from '../pages/report/receipt-page.tsx';
import { monthName } from '../pages/words.tsx';
import { receiveReport } from '../receive-report.ts';
import type { Typed } from '../registration/index.ts';
import { month } from '../report-input.ts';
import { canWithReport } from '../report-state.ts';
import { reviewReport } from '../review-report.ts';
import { monthsReport } from '../written-report.ts';
import { enterCaseFile, sendInFile } from './file.ts';
import { personParams, staff } from './person.ts';
import { reportsOf } from './report.ts';
import type { ReportHandler } from './report-frame.ts';
import { placeNames } from './report-receipt.ts';
import { reportSteps } from './report-steps.ts';
import '../texts.ts';

type OfMonth = FastifyRequest<{ Params: { person: string; month: PlainDate } }>;
const params = personParams.extend({ month });
const url = '/people/:person/report';

export function fileReportPages(house: House, live: LiveRegister): Endpoint[] {
  const desk = staffSide(house, live);
  const page = { kind: 'page', access: [...staff, 'helper', 'jobseeker'] } as const;
  const forStaff = { kind: 'page', access: staff, method: 'POST', params } as const;

  /** A helper goes through the person's own steps; staff have pages of their own where there is one. */
  const either = (handler: ReportHandler, ofStaff: StaffHandler | undefined) => async (request: OfMonth, reply: FastifyReply) => {
    const entered = await enterCaseFile(house, request, reply, 'activity-report');
    if (entered === null) return reply;
    const { standing, frame } = entered;
    const base = `/people/${standing.personId}/report`;
    if (standing.capacity === 'mandate') {
      return handler(request, reply, { standing, month: request.params.month, base, helped: frame.name });
    }
    return ofStaff === undefined
      ? reply.redirect(href(request.language, `${base}/${request.params.month.slice(0, 7)}`), 303)
      : ofStaff(request, reply, entered);
  };
  const ofStaff: Readonly<Record<string, StaffHandler>> = { GET: desk.show, POST: desk.receive };

  return [
    endpoint({
      ...page,
      method: 'GET',
      url,
      summary: 'A person’s activity reports',
      params: personParams,
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, 'activity-report');
        if (entered === null) return reply;
        const { personId } = entered.standing;
        if (entered.standing.capacity === 'staff') return reply.redirect(href(request.language, `/people/${personId}`), 303);
        const list = { ...(await reportsOf(house.db, personId, today(house.clock))), path: `/people/${personId}/report` };
        const title = translator(request.language)('cases:report.list.title');
        const children = h(Helped, { name: entered.frame.name, children: h(ReportListPage, list) });
        return sendPage(reply, renderPage(request, { title, children }));
      },
    }),
    ...reportSteps(house, live).map(([method, step, summary, handler]) =>
      endpoint({
        ...page,
        params,
        method,
        url: `${url}/:month${step}`,
        summary,
        ...(method === 'POST' ? { keepsForm: true as const } : {}),
        handle: either(handler, step === '' ? ofStaff[method] : undefined),
      }),
    ),
    endpoint({
      ...forStaff,
      url: `${url}/:month/review`,
      summary: 'A report has been looked through',
      handle: desk.entering(desk.review),
    }),
    endpoint({
      ...forStaff,
      url: `${url}/:month/on-its-way`,
      summary: 'A paper report is on its way',
      handle: desk.entering(desk.onItsWay),
    }),
  ];
}

/** When and where it was handed in, as the desk's own record of the paper says it in the address. */
function handedIn(query: unknown): Typed {
  const { values } = readForm(query);
  const { handedInOn, handedInAt } = values;
  return handedInOn === undefined || handedInAt === undefined ? {} : { handedInOn, handedInAt };
}

/** What was typed and what is wrong with it. */
interface Said {
  typed: Typed;
  wrong: Readonly<Record<string, string>>;
  refusal: string | null;
  /** The form was kept while the session had ended. */
  kept?: boolean;
}

type StaffHandler = (request: OfMonth, reply: FastifyReply, entered: Entered) => Promise<FastifyReply>;

function staffSide(house: House, live: LiveRegister) {
  const pathOf = ({ standing }: Entered, { params }: OfMonth): string =>
    `/people/${standing.personId}/report/${params.month.slice(0, 7)}`;
  const loadMonth = ({ standing }: Entered, { params }: OfMonth) =>
    monthsReport(house.db, standing.personId, params.month, today(house.clock));

  const entering = (handler: StaffHandler) => async (request: OfMonth, reply: FastifyReply) => {
    const entered = await enterCaseFile(house, request, reply, 'activity-report');
    return entered === null ? reply : handler(request, reply, entered);
  };

  const show: StaffHandler = async (request, reply, entered) => {
    const kept = await takeKeptForm(request);
    return showMonth(request, reply, entered, {
      typed: kept === null ? { arrivedOn: [today(house.clock)], ...handedIn(request.query) } : readForm(kept).values,
      wrong: {},
      refusal: null,
      kept: kept !== null,
    });
  };

  async function showMonth(
    request: OfMonth,
    reply: FastifyReply,
    entered: Entered,
    { typed, wrong, refusal, kept = false }: Said,
  ): Promise<FastifyReply> {
    const { report, window, version, month: of } = await loadMonth(entered, request);
    const t = translator(request.language);
    const title = `${t('cases:report.name', { month: monthName(request.language, of) })} – ${entered.frame.name}`;
    const path = pathOf(entered, request);
    const requestId = house.newId();
    const receipt = report === null ? null : receiptView(report, placeNames(live));
    const { roles } = request.actor;
    if (report !== null && receipt !== null) {
      const props = {
        path,
        receipt,
        version,
        mayReview: canWithReport(roles, 'review', report.state),
        isReviewed: report.state === 'reviewed',
        wrong: wrong['timely'] ?? null,
        just: (request.query as { done?: string } | undefined)?.done === 'received',
        requestId,
      };
      const hasErrors = props.wrong !== null;
      return sendInFile(request, reply, entered, { title, hasErrors, children: h(ReviewedReportPage, props) });
    }
    const places = live
      .current()
      .places.map(({ place: { code, name } }) => ({ code, name }))
      .toSorted(byName);
    const rows = rowsOf(typed);
    const hasErrors = refusal !== null || Object.keys(wrong).length > 0;
    const props = {
      path,
      month: of,
      closes: window.closes,
      today: today(house.clock),
      typed,
      rows,
      places,
      version,
      wrong,
      refusal,
    };
    const children = h(Kept, { kept, children: h(ReceivedReportPage, { ...props, requestId }) });
    return sendInFile(request, reply, entered, { title, hasErrors, children });
  }

  const receive: StaffHandler = async (request, reply, entered) => {
    const { values: typed, next, requestId } = readForm(request.body);
    if (next === 'more') {
      const more = { ...typed, rows: [String(rowsOf(typed) + 5)] };
      return showMonth(request, reply, entered, { typed: more, wrong: {}, refusal: null });
    }
    const t = translator(request.language);
    const { input, wrong } = readReceived(typed, { personId: entered.standing.personId, month: request.params.month, t });
    if (Object.keys(wrong).length > 0) return showMonth(request, reply, entered, { typed, wrong, refusal: null });
    try {
      await execute(house, request.actor, receiveReport, input, requestId);
    } catch (error) {
      if (!(error instanceof Problem) || !(error.code in refusals)) throw error;
      const code = refusals[error.code]!;
      const aboutDay = error.code === 'arrival-to-come' || error.code === 'report-window-closed';
      const text = t(`cases:${code}`, error.details.params);
      const said = aboutDay ? { wrong: { arrivedOn: text }, refusal: null } : { wrong: {}, refusal: text };
      return showMonth(request, reply, entered, { typed, ...said });
    }
    return reply.redirect(href(request.language, `${pathOf(entered, request)}?done=received`), 303);
  };

  const review: StaffHandler = async (request, reply, entered) => {
    const { values: typed, requestId } = readForm(request.body);
    const t = translator(request.language);
    const said = valueOf(typed, 'timely');
    const input = {
      personId: entered.standing.personId,
      month: request.params.month,
      version: Number(valueOf(typed, 'version')),
      timely: said === '' ? null : said,
    };
    try {
      await execute(house, request.actor, reviewReport, input, requestId);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'timely-to-decide') throw error;
      const wrong = { timely: t('cases:problem.timely-to-decide.title') };
      return showMonth(request, reply, entered, { typed, wrong, refusal: null });
    }
    return reply.redirect(href(request.language, `/people/${entered.standing.personId}?done=reviewed`), 303);
  };

  const onItsWay: StaffHandler = async (request, reply, entered) => {
    const { values: typed, requestId } = readForm(request.body);
    const { personId } = entered.standing;
    const on = readDay(valueOf(typed, 'on'));
    const input = { personId, month: request.params.month, on, at: valueOf(typed, 'at') };
    await execute(house, request.actor, noteReportHandedIn, input, requestId);
    return reply.redirect(href(request.language, `/people/${personId}?done=noted`), 303);
  };

  return { show, receive, review, onItsWay, entering };
}

/** Refusals that the page says itself, each with its text. */
const refusals: Readonly<Record<string, string>> = {
  'changed-meanwhile': 'staff.wrong.elsewhere',
  'report-empty': 'problem.report-empty.text',
  'arrival-to-come': 'problem.arrival-to-come.text',
  'report-window-closed': 'problem.report-window-closed.text',
};
