/** Registering by oneself: /my/registration. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { ownPerson, sendElsewhere } from '../../people/index.ts';
import { SignInFirst, StartScreen } from '../pages/registration/start-screen.tsx';
import { selfWay, stepPath } from '../pages/registration/way.ts';
import { startRegistration } from '../start-registration.ts';
import { findDraft } from '../store/draft.ts';
import { openRegistration } from '../store/registration.ts';
import { attachmentEndpoints } from './registration-attachments.ts';
import { checkEndpoints } from './registration-check.ts';
import type { Passage } from './registration-passage.ts';
import { receiptEndpoints } from './registration-receipt.ts';
import { stepEndpoints } from './registration-steps.ts';

export function selfEndpoints(house: House, live: LiveRegister): Endpoint[] {
  const passage = selfPassage(house);
  return [
    ...startEndpoints(house, passage),
    ...stepEndpoints(house, live, passage),
    ...attachmentEndpoints(house, passage),
    ...checkEndpoints(house, live, passage),
    ...receiptEndpoints(house, passage),
  ];
}

function selfPassage(house: House): Passage {
  return {
    url: selfWay.base,
    access: ['jobseeker'],
    async enter(request: FastifyRequest, reply: FastifyReply) {
      if (await sendElsewhere(house, request, reply)) return null;
      const personId = await ownPerson(house, request, reply);
      return personId === null ? null : { personId, way: selfWay, frame: (page) => page };
    },
    leave: async (request, reply) => reply.redirect(href(request.language, '/my/protection?done=report-protection'), 303),
  };
}

function startEndpoints(house: House, passage: Passage): Endpoint[] {
  const common = { kind: 'page', url: passage.url, access: passage.access } as const;
  return [
    endpoint({
      ...common,
      access: 'everyone',
      method: 'GET',
      summary: 'Register: what is needed, and where to begin',
      async handle(request, reply) {
        const title = translator(request.language)('cases:registration.start.title');
        if (request.actor.id === 'visitor') {
          return sendPage(reply, renderPage(request, { title, children: h(SignInFirst, { way: selfWay }) }));
        }
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const open = await openRegistration(house.db, visit.personId);
        const props = {
          way: visit.way,
          requestId: house.newId(),
          draft: await findDraft(house.db, visit.personId),
          receiptPath: open === null ? null : stepPath(visit.way, `receipt/${open.id}`),
        };
        return sendPage(reply, renderPage(request, { title, children: h(StartScreen, props) }));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Begin to register, or go on',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        if (visit === null) return reply;
        const input = { personId: visit.personId, language: request.language, channel: 'web', phoneGround: null };
        const begun = await execute(house, request.actor, startRegistration, input).catch((error: unknown) => {
          // Sent in from another tab or device: this page says so.
          if (error instanceof Problem && error.code === 'already-registered') return null;
          throw error;
        });
        const path = begun === null ? visit.way.base : stepPath(visit.way, begun.atStep);
        return reply.redirect(href(request.language, path), 303);
      },
    }),
  ];
}
