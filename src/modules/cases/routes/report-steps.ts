/** The steps of writing a report, the same for the person and for a helper under a mandate: each saves at once. */
import { type FunctionComponent, h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import type { Standing } from '../../people/index.ts';
import { Kept } from '../pages/kept.tsx';
import { emptyActivity, type TypedActivity } from '../pages/report/activity-form.tsx';
import { CheckPage } from '../pages/report/check-page.tsx';
import {
  contentOf,
  isHandedIn,
  isOlder,
  isSame,
  put,
  typedAgain,
  viewOf,
  withTyped,
  type Written,
} from '../pages/report/content.ts';
import { PaperPage } from '../pages/report/paper-page.tsx';
import { activityAsTyped, indexOf, readActivity } from '../pages/report/read-activity.ts';
import { Helped } from '../pages/report/helped.tsx';
import { ReceiptPage, receiptView } from '../pages/report/receipt-page.tsx';
import { type DoneWord, doneWords, MessagePage, ReportPage } from '../pages/report/report-page.tsx';
import type { ReportPlace } from '../pages/report/view.ts';
import { monthName } from '../pages/words.tsx';
import { HelpPart, helpOf } from '../pages/registration/help-part.tsx';
import { recordAssistance } from '../record-assistance.ts';
import type { Typed } from '../registration/index.ts';
import type { ReportStep } from '../report-funnel.ts';
import { reportInput } from '../report-input.ts';
import { saveReport } from '../save-report.ts';
import { submitReport } from '../submit-report.ts';
import { monthsReport } from '../written-report.ts';
import { askedTranslations } from '../store/translation.ts';
import { askTranslation } from './ask-translation.ts';
import { placed } from './practice-report.ts';
import '../texts.ts';

/** Whose report, of which month, and where its pages stand (without language). */
export interface ReportAt {
  standing: Standing;
  month: PlainDate;
  base: string;
  /** With a mandate: the name of the person it is done for. */
  helped: string | null;
}

/** Refusals that the check page says itself. */
const refusalText: Readonly<Record<string, string>> = {
  'report-empty': 'cases:report.check.empty',
  'changed-meanwhile': 'cases:report.error.elsewhere',
  'report-not-now': 'cases:report.error.elsewhere',
};

interface ListSaid {
  typed: TypedActivity;
  done?: DoneWord | null;
  refusal?: string | null;
  /** The form was kept while the session had ended. */
  kept?: boolean;
}

/** The name of a place by its code; null for one that is not in the register. */
export function placeNames(live: LiveRegister): (code: string) => string | null {
  return (code) => live.current().places.find(({ place }) => place.code === code)?.place.name ?? null;
}

export type ReportHandler = (request: FastifyRequest, reply: FastifyReply, at: ReportAt) => Promise<FastifyReply>;

export function reportSteps(house: House, live: LiveRegister) {
  const load = async (at: ReportAt): Promise<Written> => {
    const so = await monthsReport(house.db, at.standing.personId, at.month, today(house.clock));
    return { so, content: contentOf(so, at.standing.writtenLanguage) };
  };
  const pathOf = (at: ReportAt): string => `${at.base}/${at.month.slice(0, 7)}`;
  const go = (request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply =>
    reply.redirect(href(request.language, path), 303);

  /** Saves what is written. False when someone else saved meanwhile. */
  async function save(
    request: FastifyRequest,
    at: ReportAt,
    { so, content }: Written,
    step: 'activities' | 'message' = 'activities',
  ): Promise<boolean> {
    const input = { personId: at.standing.personId, month: at.month, version: so.version, content, step };
    try {
      await execute(house, request.actor, saveReport, input);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'changed-meanwhile') return false;
      throw error;
    }
  }

  const list: ReportHandler = async (request, reply, at) => {
    const now = await load(at);
    if (isHandedIn(now)) return go(request, reply, `${pathOf(at)}/receipt`);
    const kept = await takeKeptForm(request);
    if (kept !== null) {
      return showList(request, reply, at, now, { typed: typedAgain(readForm(kept).values), kept: true });
    }
    const { change, done } = request.query as { change?: string; done?: string };
    const index = indexOf(change ?? '');
    const chosen = index === null ? undefined : now.content.activities[index];
    return showList(request, reply, at, now, {
      typed: chosen === undefined || index === null ? emptyActivity : activityAsTyped(chosen, index),
      done: doneWords.find((one) => one === done) ?? null,
    });
  };

  const listSent: ReportHandler = async (request, reply, at) => {
    const { values: typed, next } = readForm(request.body);
    const now = await load(at);
    if (isHandedIn(now)) return go(request, reply, `${pathOf(at)}/receipt`);
    const [action = '', which = ''] = next.split('-');
    if (action === 'add' || action === 'save') return addActivity(request, reply, at, now, typed);
    const index = indexOf(which);
    if (action === 'change' && index !== null) return go(request, reply, `${pathOf(at)}?change=${index}#activity`);
    if (action === 'message') return go(request, reply, `${pathOf(at)}/message`);
    const { activities } = now.content;
    if (action !== 'remove' || index === null || activities[index] === undefined) return go(request, reply, pathOf(at));
    if (isOlder(typed, now) || !(await save(request, at, put(now, { activities: activities.toSpliced(index, 1) })))) {
      return showElsewhere(request, reply, at, emptyActivity);
    }
    return go(request, reply, `${pathOf(at)}?done=removed`);
  };

  async function addActivity(request: FastifyRequest, reply: FastifyReply, at: ReportAt, now: Written, typed: Typed) {
    const t = translator(request.language);
    const { activity, again } = readActivity(typed, { today: now.so.today, month: at.month, t });
    if (activity === null) return showList(request, reply, at, now, { typed: again });
    const { activities } = now.content;
    const index = indexOf(valueOf(typed, 'index'));
    const done: DoneWord = index === null ? 'added' : 'changed';
    // The same button pressed twice: the first press has done it.
    if (isOlder(typed, now) && isSame(activities[index ?? activities.length - 1], activity)) {
      return go(request, reply, `${pathOf(at)}?done=${done}`);
    }
    const changed = { activities: placed(activities, activity, index), nothingDone: false };
    if (!reportInput.shape.activities.safeParse(changed.activities).success) {
      return showList(request, reply, at, now, { typed: typedAgain(typed), refusal: t('cases:report.activities.full') });
    }
    if (isOlder(typed, now) || !(await save(request, at, put(now, changed)))) {
      return showElsewhere(request, reply, at, typedAgain(typed));
    }
    await helped(request, at, 'activities', typed);
    return go(request, reply, `${pathOf(at)}?done=${done}`);
  }

  async function showElsewhere(request: FastifyRequest, reply: FastifyReply, at: ReportAt, typed: TypedActivity) {
    const refusal = translator(request.language)('cases:report.error.elsewhere');
    return showList(request, reply, at, await load(at), { typed, refusal });
  }

  function showList(
    request: FastifyRequest,
    reply: FastifyReply,
    at: ReportAt,
    now: Written,
    { typed, done = null, refusal = null, kept = false }: ListSaid,
  ): FastifyReply {
    const hasErrors = refusal !== null || Object.keys(typed.wrong).length > 0;
    const props = { report: viewOf(request.language, now), place: placeOf(request, at, now), typed, done, refusal };
    return send(request, reply, at, ReportPage, props, { hasErrors, kept });
  }

  const message: ReportHandler = async (request, reply, at) => {
    const now = await load(at);
    if (isHandedIn(now)) return go(request, reply, `${pathOf(at)}/receipt`);
    const kept = await takeKeptForm(request);
    if (kept === null) return showMessage(request, reply, at, now, {});
    return showMessage(request, reply, at, put(now, withTyped(now.content, readForm(kept).values)), {}, true);
  };

  const messageSent: ReportHandler = async (request, reply, at) => {
    const { values: typed } = readForm(request.body);
    const now = await load(at);
    if (isHandedIn(now)) return go(request, reply, `${pathOf(at)}/receipt`);
    const said = put(now, withTyped(now.content, typed));
    const t = translator(request.language);
    const tooLong = (part: 'message' | 'lateReason') =>
      reportInput.shape[part].safeParse(said.content[part]).success ? {} : { [part]: t('cases:report.error.message') };
    const wrong = { ...tooLong('message'), ...tooLong('lateReason') };
    if (Object.keys(wrong).length > 0) return showMessage(request, reply, at, said, wrong);
    if (!(await save(request, at, said, 'message'))) return showElsewhere(request, reply, at, emptyActivity);
    await helped(request, at, 'message', typed);
    return go(request, reply, `${pathOf(at)}/check`);
  };

  function showMessage(
    request: FastifyRequest,
    reply: FastifyReply,
    at: ReportAt,
    now: Written,
    wrong: Partial<Record<'message' | 'lateReason', string>>,
    kept = false,
  ): FastifyReply {
    const props = { report: viewOf(request.language, now), place: placeOf(request, at, now), wrong };
    return send(request, reply, at, MessagePage, props, { hasErrors: Object.keys(wrong).length > 0, kept });
  }

  const check: ReportHandler = async (request, reply, at) => {
    const now = await load(at);
    if (isHandedIn(now)) return go(request, reply, `${pathOf(at)}/receipt`);
    const kept = (await takeKeptForm(request)) !== null;
    return showCheck(request, reply, at, now, null, kept);
  };

  const checkSent: ReportHandler = async (request, reply, at) => {
    const { values: typed, requestId } = readForm(request.body);
    const version = Number(valueOf(typed, 'version'));
    const input = { personId: at.standing.personId, month: at.month, version };
    try {
      await helped(request, at, 'check', typed);
      await execute(house, request.actor, submitReport, input, requestId);
    } catch (error) {
      const refusal = error instanceof Problem ? refusalText[error.code] : undefined;
      if (refusal === undefined) throw error;
      const now = await load(at);
      if (isHandedIn(now)) return go(request, reply, `${pathOf(at)}/receipt`);
      return showCheck(request, reply, at, now, translator(request.language)(refusal));
    }
    return go(request, reply, `${pathOf(at)}/receipt?done=sent`);
  };

  /** What help was needed with a step, when the helper says so. */
  async function helped({ actor }: FastifyRequest, at: ReportAt, step: ReportStep, typed: Typed): Promise<void> {
    const help = helpOf(typed);
    if (at.helped === null || help === null) return;
    const of = { personId: at.standing.personId, service: 'activity-report', month: at.month, step } as const;
    await execute(house, actor, recordAssistance, { ...of, ...help });
  }

  function showCheck(
    request: FastifyRequest,
    reply: FastifyReply,
    at: ReportAt,
    now: Written,
    refusal: string | null,
    kept = false,
  ) {
    const props = { report: viewOf(request.language, now), place: placeOf(request, at, now), requestId: house.newId(), refusal };
    return send(request, reply, at, CheckPage, props, { hasErrors: refusal !== null, kept });
  }

  const receipt: ReportHandler = async (request, reply, at) => {
    const { report } = (await load(at)).so;
    const view = report === null ? null : receiptView(report, placeNames(live));
    if (report === null || view === null) return go(request, reply, pathOf(at));
    const just = (request.query as { done?: string }).done === 'sent';
    const translation = {
      id: report.id,
      action: `${pathOf(at)}/receipt`,
      asked: await askedTranslations(house.db, at.standing.personId, report.id),
      writtenIn: report.language,
      requestId: house.newId(),
    };
    return send(request, reply, at, ReceiptPage, { receipt: view, just, back: at.base, translation });
  };

  const receiptSent: ReportHandler = async (request, reply, at) => {
    await askTranslation(house, request, at.standing.personId, 'report');
    return go(request, reply, `${pathOf(at)}/receipt`);
  };

  const paper: ReportHandler = async (request, reply, at) => {
    const now = await load(at);
    return send(request, reply, at, PaperPage, { report: viewOf(request.language, now), back: pathOf(at) });
  };

  return { list, listSent, message, messageSent, check, checkSent, receipt, receiptSent, paper };

  function placeOf({ body }: FastifyRequest, at: ReportAt, { so }: Written): ReportPlace {
    const help = at.helped === null ? null : h(HelpPart, { typed: readForm(body).values });
    return { path: pathOf(at), practice: false, hidden: { version: String(so.version) }, help };
  }

  function send<Props extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    at: ReportAt,
    page: FunctionComponent<Props>,
    props: Props,
    { hasErrors = false, kept = false }: { hasErrors?: boolean; kept?: boolean } = {},
  ): FastifyReply {
    const t = translator(request.language);
    const title = t('cases:report.name', { month: monthName(request.language, at.month) });
    const breadcrumbs = [
      ...(at.helped === null ? [{ href: href(request.language, '/my'), text: t('cases:my.title') }] : []),
      { href: href(request.language, at.base), text: t('cases:report.list.title') },
    ];
    const child = h(Kept, { kept, children: h(page, props) });
    const children = at.helped === null ? child : h(Helped, { name: at.helped, children: child });
    const html = renderPage(request, { title, hasErrors, breadcrumbs, children });
    return sendPage(reply, html, hasErrors ? 422 : 200);
  }
}
