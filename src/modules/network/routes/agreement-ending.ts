/** What falls with an agreement, before it is decided: /agreements/:id/ending with the form that ends it, and /leave-place for one of its places. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House, mayRun, takeKeptForm } from '../../../platform/auth/index.ts';
import { addDays, day, parsePlainDate, plainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { type Filled, readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { canAgreement, coveringStates } from '../agreement-state.ts';
import { agreementImpact } from '../agreements/agreement-impact.ts';
import { stepAgreement } from '../agreements/step-agreement.ts';
import { EndAgreementPage } from '../pages/agreements/end.tsx';
import { type Falling, losingMeetings, type MeetingsAt } from '../pages/agreements/impact.tsx';
import { leavePlacePage } from '../pages/agreements/leave-form.tsx';
import { networkProblem } from '../problems.ts';
import type { LiveRegister } from '../register.ts';
import { earliestEnd } from '../rules/agreement-notice.ts';
import { type AgreementRecord, agreementRecord } from '../store/agreement-record.ts';
import { agreementReaders } from './agreement-views.ts';
import { asked } from './asked.ts';
import { plannerForms } from './planner-forms.ts';

const covers = ({ state, next }: AgreementRecord): boolean => coveringStates.some((one) => one === state || one === next?.state);

const common = { url: '/agreements/:id/ending', kind: 'page', params: z.object({ id: z.uuid() }) } as const;

export function agreementEnding(house: House, live: LiveRegister, meetingsAt: MeetingsAt): Endpoint[] {
  const found = async (id: string): Promise<AgreementRecord> => {
    const record = await agreementRecord(house.db, id, today(house.clock));
    if (record === null) throw networkProblem('agreement-unknown');
    return record;
  };

  const falling = async (record: AgreementRecord, lastDay: PlainDate): Promise<Falling | null> => {
    if (!covers(record)) return null;
    const impact = await agreementImpact(house.db, live.current(), record.id, lastDay);
    return { impact, meetings: await meetingsAt(house.db, losingMeetings(impact), impact.from) };
  };

  /** With its period of notice kept, or as it is decided already. */
  const usualDay = (record: AgreementRecord): PlainDate =>
    record.lastDay === null
      ? addDays(earliestEnd(today(house.clock), record.noticeMonths), record.noticeMonths === null ? 0 : -1)
      : plainDate(record.lastDay);

  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    {
      record,
      lastDay,
      form,
      shownNow = false,
    }: { record: AgreementRecord; lastDay: PlainDate; form: Filled; shownNow?: boolean },
  ) => {
    const t = translator(request.language);
    const mayEnd = mayRun(request.actor, stepAgreement) && record.state !== null && canAgreement(record.state, 'end');
    const children = h(EndAgreementPage, {
      record,
      falling: await falling(record, lastDay),
      form,
      shownNow,
      earliest: earliestEnd(today(house.clock), record.noticeMonths),
      requestId: house.newId(),
      mayEnd,
    });
    const html = renderPage(request, {
      title: t('network:staffAgreements.end.title', { title: record.title }),
      children,
      breadcrumbs: [
        { href: href(request.language, '/agreements'), text: t('network:staffAgreements.title') },
        { href: href(request.language, `/agreements/${record.id}`), text: record.title },
      ],
      hasErrors: form.refusal !== null,
    });
    return sendPage(reply, html, form.refusal === null ? 200 : form.refusal.status === 409 ? 409 : 422);
  };

  return [
    endpoint({
      ...common,
      method: 'GET',
      access: agreementReaders,
      summary: 'What falls with an agreement on a day',
      query: z.object({ lastDay: asked(day) }),
      async handle(request, reply) {
        const record = await found(request.params.id);
        const lastDay = request.query.lastDay ?? usualDay(record);
        const kept = await takeKeptForm(request);
        const values: Values = kept === null ? { lastDay: [lastDay] } : readForm(kept).values;
        return send(request, reply, { record, lastDay, form: { values, refusal: null, wrong: {}, kept: kept !== null } });
      },
    }),

    endpoint({
      ...common,
      method: 'POST',
      access: stepAgreement.roles,
      keepsForm: true,
      summary: 'Decide that an agreement ends',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const lastDay = parsePlainDate(valueOf(values, 'lastDay').trim());
        const record = await found(request.params.id);
        // What falls is seen before it is decided, for the day that is decided on.
        if (lastDay !== null && lastDay !== valueOf(values, 'shown') && covers(record))
          return send(request, reply, { record, lastDay, form: { values, refusal: null, wrong: {} }, shownNow: true });
        try {
          const input = endInput(request.params.id, values, lastDay);
          await execute(house, request.actor, stepAgreement, input, requestId);
          await live.refresh();
          return await reply.redirect(href(request.language, `/agreements/${request.params.id}?done=endDecided`), 303);
        } catch (error) {
          if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
          const t = translator(request.language);
          const form = { values, refusal: error, wrong: wrongIn(error, t) };
          return send(request, reply, { record, lastDay: lastDay ?? usualDay(record), form });
        }
      },
    }),

    ...plannerForms(house, live, [leavePlacePage(meetingsAt)]),
  ];
}

/** It is at an end on the day after its last day. A day that cannot be read is handed on to be refused. */
function endInput(agreementId: string, values: Values, lastDay: PlainDate | null) {
  const reason = valueOf(values, 'reason').trim();
  return {
    agreementId,
    state: 'ended',
    since: lastDay === null ? valueOf(values, 'lastDay') : addDays(lastDay, 1),
    note: valueOf(values, 'note'),
    reason: reason === '' ? null : reason,
  };
}

/** The command speaks of the day after, the form of the last day. */
function wrongIn(
  refusal: Problem,
  t: (key: string, params?: Readonly<Record<string, string | number>>) => string,
): Record<string, string> {
  const { fields = [], params } = refusal.details;
  return Object.fromEntries(
    fields.map(({ field }) => [
      field === 'since' ? 'lastDay' : field,
      refusal.code === 'invalid-input'
        ? t(`network:staffAgreements.wrong.${field}`)
        : t(`network:problem.${refusal.code}.text`, params),
    ]),
  );
}
