/** The jobseeker's pages of this module, and the helper's list. */
import { h } from 'preact';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import { mandatesOf, personsHelpedBy } from '../mandates-held.ts';
import { HelpingPage } from '../pages/helping.tsx';
import { ownDetailsPage, ownSupportPage } from '../pages/own/details.tsx';
import { giveMandatePage, OwnMandatesPage } from '../pages/own/mandates.tsx';
import { ConfirmProtectionPage, ProtectedPage, ProtectionPage } from '../pages/own/protection.tsx';
import { ReadersPage } from '../pages/own/readers.tsx';
import { endNeed } from '../put-support-need.ts';
import { reportOwnProtection } from '../report-own-protection.ts';
import { revokeMandate } from '../revoke-mandate.ts';
import { readersOf } from '../store/openings.ts';
import { organisationNameOf } from '../store/organisations.ts';
import { listActs } from '../store/standing.ts';
import { factsFor } from '../views.ts';
import type { Desk } from './desk.ts';
import { withDone } from '../pages/form.tsx';
import { doneName, personForms } from './forms.ts';
import { ownCrumbs, ownPerson, sendElsewhere } from './own.ts';
import { pressEndpoint } from './press.ts';

const jobseeker = { kind: 'page', access: ['jobseeker'] } as const;
const doneQuery = z.object({ done: z.string().optional().catch(undefined) });

export function ownPages(desk: Desk): Endpoint[] {
  return [
    ...personForms(desk, [ownDetailsPage, ownSupportPage, giveMandatePage]),
    mandates(desk),
    readers(desk),
    ...protection(desk),
    helping(desk),
    pressEndpoint(desk, {
      url: '/my/mandates/:mandate/revoke',
      command: revokeMandate,
      access: ['jobseeker'],
      summary: 'Revoke a mandate',
      done: 'revoke-mandate',
      input: ({ params }, personId) => ({ personId, mandateId: params['mandate'] }),
      next: () => '/my/mandates',
    }),
    pressEndpoint(desk, {
      url: '/my/support/:need/end',
      command: endNeed,
      access: ['jobseeker'],
      summary: 'End a need of support',
      done: 'my-support-ended',
      input: ({ params }, personId) => ({ personId, needId: params['need'] }),
      next: () => '/my/support',
    }),
  ];
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  children: Parameters<typeof renderPage>[1]['children'],
) {
  const breadcrumbs = ownCrumbs(request).map(({ path, text }) => ({ href: href(request.language, path), text }));
  return sendPage(reply, renderPage(request, { title: translator(request.language)(title), children, breadcrumbs }));
}

function mandates({ house }: Desk): Endpoint {
  return endpoint({
    ...jobseeker,
    method: 'GET',
    url: '/my/mandates',
    summary: 'Who may act for me',
    query: doneQuery,
    async handle(request, reply) {
      if (await sendElsewhere(house, request, reply)) return reply;
      const personId = (await ownPerson(house, request, reply))!;
      const children = h(OwnMandatesPage, {
        mandates: await mandatesOf(house.db, { personId, isProtected: false }, today(house.clock)),
        done: doneName([request.query.done ?? '']),
        newId: house.newId,
      });
      return send(request, reply, 'people:own.mandates.title', children);
    },
  });
}

function readers({ house }: Desk): Endpoint {
  return endpoint({
    ...jobseeker,
    method: 'GET',
    url: '/my/readers',
    summary: 'Who has opened my file, and what was done for me',
    async handle(request, reply) {
      const personId = await ownPerson(house, request, reply);
      if (personId === null) return reply;
      const children = h(ReadersPage, {
        readers: await readersOf(house.db, personId),
        acts: await listActs(house.db, personId),
        namespaces: ['people', ...(request.server.site.problemNamespaces ?? [])],
      });
      return send(request, reply, 'people:own.readers.title', children);
    },
  });
}

function protection({ house, protectedPhone: phone }: Desk): Endpoint[] {
  const isProtected = async (personId: string) => (await factsFor(house.db, personId))?.isProtected === true;
  return [
    endpoint({
      ...jobseeker,
      method: 'GET',
      url: '/my/protection',
      summary: 'Protected identity',
      query: doneQuery,
      async handle(request, reply) {
        const personId = await ownPerson(house, request, reply);
        if (personId === null) return reply;
        const done = doneName([request.query.done ?? '']);
        const children = (await isProtected(personId)) ? h(ProtectedPage, { phone, done }) : h(ProtectionPage, {});
        return send(request, reply, 'people:own.protection.title', children);
      },
    }),
    endpoint({
      ...jobseeker,
      method: 'GET',
      url: '/my/protection/confirm',
      summary: 'Confirm that one’s identity is protected',
      async handle(request, reply) {
        if (await sendElsewhere(house, request, reply)) return reply;
        return send(request, reply, 'people:protection.confirmTitle', h(ConfirmProtectionPage, { requestId: house.newId() }));
      },
    }),
    endpoint({
      ...jobseeker,
      method: 'POST',
      url: '/my/protection/confirm',
      summary: 'Say that one’s identity is protected',
      async handle(request, reply) {
        const personId = await ownPerson(house, request, reply);
        if (personId === null) return reply;
        const { requestId } = readForm(request.body);
        await execute(house, request.actor, reportOwnProtection, { personId }, requestId);
        return reply.redirect(href(request.language, withDone('/my/protection', 'report-protection')), 303);
      },
    }),
  ];
}

function helping({ house }: Desk): Endpoint {
  return endpoint({
    method: 'GET',
    url: '/helping',
    kind: 'page',
    // A relative who helps is a jobseeker or anyone else with an account of their own.
    access: ['helper', 'jobseeker'],
    summary: 'Persons one may act for',
    async handle(request, reply) {
      const account = parseUuid(request.actor.id);
      const children = h(HelpingPage, {
        helped: await personsHelpedBy(house.db, request.actor, house.clock.now()),
        organisation: account === null ? null : await organisationNameOf(house.db, account),
      });
      const title = translator(request.language)('people:helping.title');
      return sendPage(reply, renderPage(request, { title, children }));
    },
  });
}
