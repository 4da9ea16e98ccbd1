/** Step 3 of a report: read through, and handed in. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { CheckPage } from '../pages/report/check-page.tsx';
import { isHandedIn, viewOf, type Written } from '../pages/report/content.ts';
import { submitReport } from '../submit-report.ts';
import { go, placeOf, type ReportAt, type ReportFrame, type ReportHandler, send } from './report-frame.ts';

/** Refusals that the check page says itself. */
const refusalText: Readonly<Record<string, string>> = {
  'report-empty': 'cases:report.check.empty',
  'changed-meanwhile': 'cases:report.error.elsewhere',
  'report-not-now': 'cases:report.error.elsewhere',
};

export function handInStep(house: House, { load, whileOpen, helped }: ReportFrame) {
  const check = whileOpen(async (request, reply, at, now) => {
    const kept = (await takeKeptForm(request)) !== null;
    return showCheck(request, reply, at, now, null, kept);
  });

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
      if (isHandedIn(now)) return go(request, reply, at, '/receipt');
      return showCheck(request, reply, at, now, translator(request.language)(refusal));
    }
    return go(request, reply, at, '/receipt?done=sent');
  };

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

  return { check, checkSent };
}
