/** Step 2 of a report: nothing done, a message, why it is late. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { takeKeptForm } from '../../../platform/auth/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { readForm } from '../../../ui/index.ts';
import { emptyActivity } from '../pages/report/activity-form.tsx';
import { put, viewOf, withTyped, type Written } from '../pages/report/content.ts';
import { MessagePage } from '../pages/report/report-page.tsx';
import { reportInput } from '../report-input.ts';
import type { activitiesStep } from './report-activities.ts';
import { go, placeOf, type ReportAt, type ReportFrame, send } from './report-frame.ts';

type Elsewhere = Pick<ReturnType<typeof activitiesStep>, 'showElsewhere'>;

export function messageStep({ whileOpen, save, helped }: ReportFrame, { showElsewhere }: Elsewhere) {
  const message = whileOpen(async (request, reply, at, now) => {
    const kept = await takeKeptForm(request);
    if (kept === null) return showMessage(request, reply, at, now, {});
    return showMessage(request, reply, at, put(now, withTyped(now.content, readForm(kept).values)), {}, true);
  });

  const messageSent = whileOpen(async (request, reply, at, now) => {
    const { values: typed } = readForm(request.body);
    const said = put(now, withTyped(now.content, typed));
    const t = translator(request.language);
    const tooLong = (part: 'message' | 'lateReason') =>
      reportInput.shape[part].safeParse(said.content[part]).success ? {} : { [part]: t('cases:report.error.message') };
    const wrong = { ...tooLong('message'), ...tooLong('lateReason') };
    if (Object.keys(wrong).length > 0) return showMessage(request, reply, at, said, wrong);
    if (!(await save(request, at, said, 'message'))) return showElsewhere(request, reply, at, emptyActivity);
    await helped(request, at, 'message', typed);
    return go(request, reply, at, '/check');
  });

  return { message, messageSent };
}

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
