/** Looking the answers through and sending them in; before the first day, being reminded of it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { type PlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, type SentForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { calendarFile } from '../pages/registration/calendar.ts';
import { CheckScreen } from '../pages/registration/check-screen.tsx';
import { municipalityNames } from '../pages/registration/municipalities.ts';
import { EarlyScreen } from '../pages/registration/saved-screen.tsx';
import { stepPath } from '../pages/registration/way.ts';
import { registrationText } from '../pages/registration/words.ts';
import { missingSteps, shownSteps } from '../registration/index.ts';
import { maySendIn } from '../rules/registration-first-day.ts';
import { listAttachments } from '../store/attachment.ts';
import { type Draft, findDraft } from '../store/draft.ts';
import { submitRegistration } from '../submit-registration.ts';
import { type Passage, passageParams, type Visit } from './registration-passage.ts';

export function checkEndpoints(house: House, live: LiveRegister, passage: Passage): Endpoint[] {
  const notBefore = (draft: Draft): PlainDate | null => {
    const firstDay = draft.answers['first-day']?.firstDay;
    return firstDay === undefined || maySendIn(today(house.clock), firstDay) ? null : firstDay;
  };

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    more: { undeclared?: boolean; changed?: boolean; all?: boolean },
  ) => {
    const draft = await findDraft(house.db, visit.personId);
    if (draft === null) return reply.redirect(href(request.language, visit.way.base), 303);
    const children = h(CheckScreen, {
      way: visit.way,
      answers: draft.answers,
      shown: shownSteps(draft.answers),
      missing: missingSteps(draft.answers, draft.done),
      notBefore: notBefore(draft),
      draftId: draft.id,
      version: draft.version,
      requestId: house.newId(),
      municipality: municipalityNames(live.current()),
      files: await listAttachments(house.db, visit.personId, draft.id),
      children: passage.helpPart?.({}),
      ...more,
    });
    const title = translator(request.language)('cases:registration.check.title');
    const html = renderPage(request, { title, children: visit.frame(children), hasErrors: more.undeclared === true });
    return sendPage(reply, html, more.undeclared === true ? 422 : more.changed === true ? 409 : 200);
  };

  /** Null when the draft is gone: the receipt of what was sent is elsewhere. */
  const submit = async (request: FastifyRequest, visit: Visit, body: SentForm) => {
    const input = {
      personId: visit.personId,
      draftId: valueOf(body.values, '_draft'),
      version: Number(valueOf(body.values, '_version')),
    };
    try {
      return await execute(house, request.actor, submitRegistration, input, body.requestId);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (['changed-meanwhile', 'steps-missing', 'send-in-later'].includes(error.code)) return 'again';
      if (['draft-unknown', 'already-registered'].includes(error.code)) return null;
      throw error;
    }
  };

  const common = { kind: 'page', access: passage.access, params: passageParams } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: `${passage.url}/check`,
      summary: 'All answers, before they are sent in',
      query: z.object({ all: z.literal('yes').nullable().catch(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : show(request, reply, visit, { all: request.query.all === 'yes' });
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${passage.url}/check`,
      summary: 'Send in the registration',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const body = readForm(request.body);
        const draft = await findDraft(house.db, visit.personId);
        if (draft !== null && draft.id === valueOf(body.values, '_draft')) {
          const early = notBefore(draft) !== null && missingSteps(draft.answers, draft.done).length === 0;
          if (early) return reply.redirect(href(request.language, stepPath(visit.way, 'early')), 303);
          if (valueOf(body.values, 'declared') !== 'yes') return show(request, reply, visit, { undeclared: true });
        }
        if (draft !== null) await passage.helped?.(request, visit, 'check', body.values);
        const sent = await submit(request, visit, body);
        if (sent === 'again') return show(request, reply, visit, { changed: true });
        if (sent === null) return reply.redirect(href(request.language, visit.way.base), 303);
        return reply.redirect(`${href(request.language, stepPath(visit.way, `receipt/${sent.registrationId}`))}?done=sent`, 303);
      },
    }),
    ...earlyEndpoints(house, passage, notBefore),
  ];
}

function earlyEndpoints(house: House, passage: Passage, notBefore: (draft: Draft) => PlainDate | null): Endpoint[] {
  const common = { method: 'GET', kind: 'page', access: passage.access, params: passageParams } as const;
  const dayOf = async (visit: Visit): Promise<PlainDate | null> => {
    const draft = await findDraft(house.db, visit.personId);
    return draft === null ? null : notBefore(draft);
  };
  return [
    endpoint({
      ...common,
      url: `${passage.url}/early`,
      summary: 'Filled in before the first day: when to come back',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const day = await dayOf(visit);
        if (day === null) return reply.redirect(href(request.language, stepPath(visit.way, 'check')), 303);
        const title = translator(request.language)('cases:registration.saved.title');
        return sendPage(reply, renderPage(request, { title, children: visit.frame(h(EarlyScreen, { way: visit.way, day })) }));
      },
    }),
    endpoint({
      ...common,
      url: `${passage.url}/reminder.ics`,
      summary: 'The day to send in, for a calendar',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const day = await dayOf(visit);
        if (day === null) return reply.redirect(href(request.language, stepPath(visit.way, 'check')), 303);
        const t = registrationText(translator(request.language));
        const made = { now: house.clock.now(), newId: house.newId, language: request.language };
        const file = calendarFile(t('calendar.name'), [{ on: day, text: t('calendar.send') }], made);
        return reply.type('text/calendar; charset=utf-8').send(file);
      },
    }),
  ];
}
