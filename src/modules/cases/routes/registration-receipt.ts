/** The receipt of a registration that is sent in, its calendar file, and objecting to an automatic decision. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { objectToDecision } from '../object-to-decision.ts';
import { calendarFile } from '../pages/registration/calendar.ts';
import { ReceiptScreen, receiptTitle, type ReceiptScreenProps } from '../pages/registration/receipt-screen.tsx';
import { stepPath } from '../pages/registration/way.ts';
import { registrationText } from '../pages/registration/words.ts';
import { casesProblem } from '../problems.ts';
import { firstReport } from '../registration/next-days.ts';
import { listAttachments } from '../store/attachment.ts';
import { currentDecision } from '../store/decision.ts';
import { findRegistration } from '../store/registration.ts';
import { askedTranslations } from '../store/translation.ts';
import { askTranslation } from './ask-translation.ts';
import { type Passage, passageParams, type Visit } from './registration-passage.ts';

const longestObjection = 5000;

export function receiptEndpoints(house: House, passage: Passage): Endpoint[] {
  const find = async (visit: Visit, id: string) => {
    const registration = await findRegistration(house.db, visit.personId, id);
    if (registration === null) throw casesProblem('case-unknown');
    return registration;
  };

  type More = Pick<ReceiptScreenProps, 'done'> & Partial<Pick<ReceiptScreenProps, 'objection'>>;
  const show = async (request: FastifyRequest, reply: FastifyReply, visit: Visit, id: string, more: More) => {
    const registration = await find(visit, id);
    const decision = await currentDecision(house.db, visit.personId, registration.id);
    const report = firstReport(registration.registeredOn);
    const files = await listAttachments(house.db, visit.personId, registration.id);
    const asked = decision === null ? [] : await askedTranslations(house.db, visit.personId, decision.id);
    const props = { way: visit.way, registration, decision, report, files, asked, requestId: house.newId(), ...more };
    const refused = (more.objection ?? null) !== null;
    const html = renderPage(request, {
      title: registrationText(translator(request.language))(receiptTitle(registration)),
      children: visit.frame(h(ReceiptScreen, props)),
      hasErrors: refused,
    });
    return sendPage(reply, html, refused ? 422 : 200);
  };

  const common = { kind: 'page', access: passage.access } as const;
  const params = passageParams.extend({ id: z.uuid() });
  const url = `${passage.url}/receipt/:id`;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url,
      params,
      summary: 'The receipt of a registration',
      query: z.object({ done: z.enum(['sent', 'objected']).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : show(request, reply, visit, request.params.id, { done: request.query.done });
      },
    }),
    endpoint({
      ...common,
      method: 'GET',
      url: `${url}/days.ics`,
      params,
      summary: 'The days that follow a registration, for a calendar',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const registration = await find(visit, request.params.id);
        // Nothing of someone who is protected leaves the house in a file.
        if (registration.protected || registration.state !== 'registered') throw casesProblem('case-unknown');
        const t = registrationText(translator(request.language));
        const report = firstReport(registration.registeredOn);
        const { nextDue, nextKind } = registration;
        const days = [
          ...(nextKind === 'first-plan' && nextDue !== null ? [{ on: nextDue, text: t('calendar.conversation') }] : []),
          ...(report === null
            ? []
            : [
                { on: report.opens, text: t('calendar.reportOpens') },
                { on: report.closes, text: t('calendar.reportDue') },
              ]),
        ];
        const made = { now: house.clock.now(), newId: house.newId, language: request.language };
        return reply.type('text/calendar; charset=utf-8').send(calendarFile(t('calendar.name'), days, made));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${url}/translation`,
      params,
      summary: 'Ask for the decision in another language',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        await askTranslation(house, request, visit.personId, 'decision');
        return reply.redirect(href(request.language, stepPath(visit.way, `receipt/${request.params.id}`)), 303);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${url}/object`,
      params,
      summary: 'Object to an automatic decision',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const { values: typed, requestId } = readForm(request.body);
        const { id } = request.params;
        const text = valueOf(typed, 'text');
        const t = registrationText(translator(request.language));
        const wrong = text.trim() === '' ? 'objectionMissing' : text.length > longestObjection ? 'objectionTooLong' : null;
        if (wrong !== null) {
          const said = t(`receipt.${wrong}`, { max: longestObjection });
          return show(request, reply, visit, id, { done: null, objection: { text, wrong: said } });
        }
        const input = { personId: visit.personId, decisionId: valueOf(typed, '_decision'), text };
        await execute(house, request.actor, objectToDecision, input, requestId).catch((error: unknown) => {
          // Sent in another tab already: the receipt says what was done.
          if (!(error instanceof Problem) || error.code !== 'already-objected') throw error;
        });
        return reply.redirect(`${href(request.language, stepPath(visit.way, `receipt/${id}`))}?done=objected`, 303);
      },
    }),
  ];
}
