/** Practice of the activity report, open to everyone. What was typed travels in the form; these routes know no database. */
import { type FunctionComponent, h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { practiceNotice } from '../pages/practice/notice.ts';
import { PracticeReportSent } from '../pages/practice/practice-report.tsx';
import { emptyActivity, type TypedActivity } from '../pages/report/activity-form.tsx';
import { CheckPage } from '../pages/report/check-page.tsx';
import { activityAsTyped, indexOf, readActivity } from '../pages/report/read-activity.ts';
import { type DoneWord, MessagePage, ReportPage } from '../pages/report/report-page.tsx';
import type { ReportPlace, ReportView } from '../pages/report/view.ts';
import type { Typed } from '../registration/index.ts';
import { windowOfMonth } from '../report-days.ts';
import { reportInput } from '../report-input.ts';
import { monthToReport } from '../rules/report-period.ts';
import '../texts.ts';

const tried = reportInput.pick({ activities: true, nothingDone: true, message: true });
type Tried = z.output<typeof tried>;

const untouched: Tried = { activities: [], nothingDone: false, message: '' };

export function practiceReportPages(house: House): Endpoint[] {
  const url = '/practice/report';
  const common = { url, kind: 'page', access: 'everyone' } as const;

  const viewOf = (so: Tried): ReportView => {
    const month = monthToReport(today(house.clock));
    const { opens, closes } = windowOfMonth(month);
    // Practised as on the first day: no one practises being late.
    return { ...so, month, opens, closes, today: opens, notOwed: false, lateReason: '', writtenIn: 'sv', outage: null };
  };
  const placeOf = (so: Tried): ReportPlace => ({ path: url, practice: true, hidden: { tried: JSON.stringify(so) } });

  const send = <Props extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    page: FunctionComponent<Props>,
    props: Props,
    hasErrors = false,
  ): FastifyReply => {
    const t = translator(request.language);
    const title = t('cases:report.practice.title');
    const notice = practiceNotice(request);
    return sendPage(reply, renderPage(request, { title, notice, hasErrors, children: h(page, props) }), hasErrors ? 422 : 200);
  };

  const showList = (
    request: FastifyRequest,
    reply: FastifyReply,
    so: Tried,
    { typed = emptyActivity, done = null }: { typed?: TypedActivity; done?: DoneWord | null } = {},
  ): FastifyReply => {
    const props = { report: viewOf(so), place: placeOf(so), typed, done, refusal: null };
    return send(request, reply, ReportPage, props, Object.keys(typed.wrong).length > 0);
  };

  const showMessage = (request: FastifyRequest, reply: FastifyReply, so: Tried, wrong = {}): FastifyReply =>
    send(request, reply, MessagePage, { report: viewOf(so), place: placeOf(so), wrong }, Object.keys(wrong).length > 0);

  const showCheck = (request: FastifyRequest, reply: FastifyReply, so: Tried, refusal: string | null = null): FastifyReply => {
    const props = { report: viewOf(so), place: placeOf(so), requestId: house.newId(), refusal };
    return send(request, reply, CheckPage, props, refusal !== null);
  };

  const addOrSave = (request: FastifyRequest, reply: FastifyReply, so: Tried, typed: Typed): FastifyReply => {
    const t = translator(request.language);
    const { activity, again } = readActivity(typed, { today: today(house.clock), month: viewOf(so).month, t });
    if (activity === null) return showList(request, reply, so, { typed: again });
    const index = indexOf(valueOf(typed, 'index'));
    const kept = tried.safeParse({ ...so, nothingDone: false, activities: placed(so.activities, activity, index) });
    if (!kept.success) return showList(request, reply, so);
    return showList(request, reply, kept.data, { done: index === null ? 'added' : 'changed' });
  };

  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Practise the activity report',
      handle: (request, reply) => showList(request, reply, untouched),
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Go on in the practice of the activity report; nothing is stored',
      handle(request, reply) {
        const { values: typed, next } = readForm(request.body);
        const so = carried(typed);
        const [action, at] = next.split('-') as [string, string | undefined];
        const index = indexOf(at ?? '') ?? -1;
        const chosen = so.activities[index];
        if (action === 'add' || action === 'save') return addOrSave(request, reply, so, typed);
        if (action === 'change' && chosen !== undefined)
          return showList(request, reply, so, { typed: activityAsTyped(chosen, index) });
        if (action === 'remove' && chosen !== undefined) {
          return showList(request, reply, { ...so, activities: so.activities.toSpliced(index, 1) }, { done: 'removed' });
        }
        if (action === 'message') return showMessage(request, reply, so);
        if (action === 'check') return checked(request, reply, so, typed);
        if (action === 'send')
          return isEmpty(so) ? refuseEmpty(request, reply, so) : send(request, reply, PracticeReportSent, {});
        return showList(request, reply, so);
      },
    }),
  ];

  function checked(request: FastifyRequest, reply: FastifyReply, so: Tried, typed: Typed): FastifyReply {
    const said = { ...so, message: valueOf(typed, 'message').trim(), nothingDone: valueOf(typed, 'nothingDone') === 'yes' };
    const kept = tried.safeParse(said);
    if (kept.success) return showCheck(request, reply, kept.data);
    return showMessage(request, reply, so, { message: translator(request.language)('cases:report.error.message') });
  }

  function refuseEmpty(request: FastifyRequest, reply: FastifyReply, so: Tried): FastifyReply {
    return showCheck(request, reply, so, translator(request.language)('cases:report.check.empty'));
  }
}

const isEmpty = (so: Tried): boolean => so.activities.length === 0 && !so.nothingDone;

/** What the form carries; nothing when it was meddled with. */
function carried(typed: Typed): Tried {
  try {
    const read = tried.safeParse(JSON.parse(valueOf(typed, 'tried')));
    return read.success ? read.data : untouched;
  } catch {
    return untouched;
  }
}

/** The list with an activity put last, or in the place of the one that was changed. */
export function placed<One>(list: readonly One[], one: One, index: number | null): One[] {
  return index === null || index >= list.length ? [...list, one] : list.with(index, one);
}
