/** What stands around a jobseeker's own pages: the way back to /my, and the two who have no forms here. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { NobodyPage } from '../pages/own/nobody.tsx';
import { personOf } from '../standing.ts';
import { factsFor } from '../views.ts';

/** The pages above one's own pages. */
export function ownCrumbs(request: FastifyRequest): { path: string; text: string }[] {
  return [{ path: '/my', text: translator(request.language)('people:nav.my') }];
}

/**
 * Answers for whom a jobseeker's form is not: an account that we know no person of gets a page that says so, a protected
 * person is led to /my/protection (their way is a named contact, not the web). False, and nothing is sent, for all others.
 */
export async function sendElsewhere(house: House, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const personId = await ownPerson(house, request, reply);
  if (personId === null) return true;
  const facts = await factsFor(house.db, personId);
  if (facts?.isProtected !== true) return false;
  void reply.redirect(href(request.language, '/my/protection'), 303);
  return true;
}

/** The signed-in jobseeker's own person; null after having sent the page for an account that we know no person of. */
export async function ownPerson(house: House, request: FastifyRequest, reply: FastifyReply): Promise<Uuid | null> {
  const personId = await personOf(house.db, request.actor.id);
  if (personId === null) {
    const title = translator(request.language)('people:own.nobody.title');
    void sendPage(reply, renderPage(request, { title, children: h(NobodyPage, {}) }));
  }
  return personId;
}
