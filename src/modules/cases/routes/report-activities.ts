/** Step 1 of a report: its activities, each saved at once. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takeKeptForm } from '../../../platform/auth/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { emptyActivity, type TypedActivity } from '../pages/report/activity-form.tsx';
import { isOlder, isSame, put, typedAgain, viewOf, type Written } from '../pages/report/content.ts';
import { activityAsTyped, indexOf, readActivity } from '../pages/report/read-activity.ts';
import { type DoneWord, doneWords, ReportPage } from '../pages/report/report-page.tsx';
import type { Typed } from '../registration/index.ts';
import { reportInput } from '../report-input.ts';
import { placed } from './practice-report.ts';
import { go, placeOf, type ReportAt, type ReportFrame, send } from './report-frame.ts';

interface ListSaid {
  typed: TypedActivity;
  done?: DoneWord | null;
  refusal?: string | null;
  /** The form was kept while the session had ended. */
  kept?: boolean;
}

export function activitiesStep({ load, whileOpen, save, helped }: ReportFrame) {
  const list = whileOpen(async (request, reply, at, now) => {
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
  });

  const listSent = whileOpen(async (request, reply, at, now) => {
    const { values: typed, next } = readForm(request.body);
    const [action = '', which = ''] = next.split('-');
    if (action === 'add' || action === 'save') return addActivity(request, reply, at, now, typed);
    const index = indexOf(which);
    if (action === 'change' && index !== null) return go(request, reply, at, `?change=${index}#activity`);
    if (action === 'message') return go(request, reply, at, '/message');
    const { activities } = now.content;
    if (action !== 'remove' || index === null || activities[index] === undefined) return go(request, reply, at);
    if (isOlder(typed, now) || !(await save(request, at, put(now, { activities: activities.toSpliced(index, 1) })))) {
      return showElsewhere(request, reply, at, emptyActivity);
    }
    return go(request, reply, at, '?done=removed');
  });

  async function addActivity(request: FastifyRequest, reply: FastifyReply, at: ReportAt, now: Written, typed: Typed) {
    const t = translator(request.language);
    const { activity, again } = readActivity(typed, { today: now.so.today, month: at.month, t });
    if (activity === null) return showList(request, reply, at, now, { typed: again });
    const { activities } = now.content;
    const index = indexOf(valueOf(typed, 'index'));
    const done: DoneWord = index === null ? 'added' : 'changed';
    // The same button pressed twice: the first press has done it.
    if (isOlder(typed, now) && isSame(activities[index ?? activities.length - 1], activity)) {
      return go(request, reply, at, `?done=${done}`);
    }
    const changed = { activities: placed(activities, activity, index), nothingDone: false };
    if (!reportInput.shape.activities.safeParse(changed.activities).success) {
      return showList(request, reply, at, now, { typed: typedAgain(typed), refusal: t('cases:report.activities.full') });
    }
    if (isOlder(typed, now) || !(await save(request, at, put(now, changed)))) {
      return showElsewhere(request, reply, at, typedAgain(typed));
    }
    await helped(request, at, 'activities', typed);
    return go(request, reply, at, `?done=${done}`);
  }

  /** The list as someone else saved it meanwhile. */
  async function showElsewhere(request: FastifyRequest, reply: FastifyReply, at: ReportAt, typed: TypedActivity) {
    const refusal = translator(request.language)('cases:report.error.elsewhere');
    return showList(request, reply, at, await load(at), { typed, refusal });
  }

  return { list, listSent, showElsewhere };
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
