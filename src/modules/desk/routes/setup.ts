/** The set-up of desks: which places have one, one of them, and what holds for all. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { hasRole, type House, mayRun } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { putServiceAgreement } from '../../network/index.ts';
import { deskRoles, desksOf, overseers } from '../access.ts';
import { DeskListPage, NoDeskPage } from '../pages/setup/desk-list.tsx';
import { DeskPage } from '../pages/setup/desk-page.tsx';
import { SettingsPage } from '../pages/setup/settings-page.tsx';
import { putUnit } from '../put-unit.ts';
import { deskSetup, deskStates, listedDesks } from '../setup.ts';
import { listSettings } from '../store/settings.ts';
import { listTopics } from '../store/topics.ts';
import { listUnits } from '../store/units.ts';
import { setupDone, setupForms } from './setup-forms.ts';
import '../texts.ts';

const pageSize = 50;
const done = z.object({ done: z.string().optional().catch(undefined) });
/** What was done, if it is one of ours: an address cannot make a page say anything else. */
const doneOf = (said: string | undefined): string | null => (said !== undefined && setupDone.includes(said) ? said : null);

/** `publicUrl`: the address that browsers know the site by. */
export function setupPages(house: House, publicUrl: () => string): Endpoint[] {
  return [deskList(house), settings(house), oneDesk(house), ...setupForms(house, publicUrl)];
}

const crumb = (request: FastifyRequest) => ({
  href: href(request.language, '/desks'),
  text: translator(request.language)('desk:staffSetup.list.title'),
});

function deskList(house: House): Endpoint {
  return endpoint({
    method: 'GET',
    kind: 'page',
    access: deskRoles,
    url: '/desks',
    summary: 'Which places have a desk, and which have an agreement',
    query: z.object({
      text: z.string().max(80).catch(''),
      state: z.enum(deskStates).catch('all'),
      offset: z.coerce.number().int().min(0).max(100_000).catch(0),
    }),
    async handle(request, reply) {
      const title = translator(request.language)('desk:staffSetup.list.title');
      if (!hasRole(request.actor, overseers)) {
        const mine = (await desksOf(house.db, request.actor, today(house.clock))).filter(
          ({ position }) => position === 'manager',
        );
        const [first] = mine;
        if (first !== undefined) return reply.redirect(href(request.language, `/desks/${first.placeId}`), 303);
        return sendPage(reply, renderPage(request, { title, children: h(NoDeskPage, {}) }));
      }
      const { text, state, offset } = request.query;
      const all = await listedDesks(house, { text, state });
      const children = h(DeskListPage, {
        filter: { text, state },
        rows: all.slice(offset, offset + pageSize),
        total: all.length,
        offset,
        limit: pageSize,
        lacking: (await listedDesks(house, { text: '', state: 'no-agreement' })).length,
      });
      return sendPage(reply, renderPage(request, { title, children, wide: true }));
    },
  });
}

function oneDesk(house: House): Endpoint {
  return endpoint({
    method: 'GET',
    kind: 'page',
    access: deskRoles,
    url: '/desks/:place',
    summary: 'One desk: its agreements, staff, queues, counters and devices',
    params: z.object({ place: z.string().max(60) }),
    query: done,
    async handle(request, reply) {
      const setup = await deskSetup(house, request.actor, request.params.place);
      const mayAgree = mayRun(request.actor, putServiceAgreement);
      const children = h(DeskPage, { setup, mayAgree, done: doneOf(request.query.done) });
      const breadcrumbs = hasRole(request.actor, overseers) ? [crumb(request)] : [];
      return sendPage(reply, renderPage(request, { title: setup.place.name, children, breadcrumbs }));
    },
  });
}

function settings(house: House): Endpoint {
  return endpoint({
    method: 'GET',
    kind: 'page',
    access: overseers,
    url: '/desks/settings',
    summary: 'What holds for every desk: units, topics, values',
    query: done,
    async handle(request, reply) {
      const title = translator(request.language)('desk:staffSetup.settings.title');
      const children = h(SettingsPage, {
        units: await listUnits(house.db),
        topics: await listTopics(house.db, today(house.clock)),
        settings: await listSettings(house.db),
        mayChange: mayRun(request.actor, putUnit),
        done: doneOf(request.query.done),
      });
      return sendPage(reply, renderPage(request, { title, children, breadcrumbs: [crumb(request)] }));
    },
  });
}
