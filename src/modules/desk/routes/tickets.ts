/** The ticket on a visitor's own telephone, and the kiosk where one takes a ticket. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { addDays, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { giveFeedback } from '../give-feedback.ts';
import { feedbacks } from '../kinds.ts';
import { leaveQueue } from '../leave-queue.ts';
import { ticketDays } from '../own-ticket.ts';
import { KioskPage, type KioskPageProps } from '../pages/visits/kiosk-page.tsx';
import { TicketPage } from '../pages/visits/ticket-page.tsx';
import { aheadOf, type PlaceQueue, waitOf } from '../place-queue.ts';
import { deskProblem } from '../problems.ts';
import { topicChoices } from '../queue-facts.ts';
import { findKiosk } from '../store/devices.ts';
import { findVisit, type Visit, visitOfPhone } from '../store/visits.ts';
import { takeTicket } from '../take-ticket.ts';
import { hashOfKey } from '../ticket-key.ts';
import { type DeskWeb, placeNamed, printedTicket, readAgain, tellChanges } from './web.ts';
import '../texts.ts';

const common = { kind: 'page', access: 'everyone', params: z.object({ key: z.string().max(100) }) } as const;

export function ticketPages(web: DeskWeb): Endpoint[] {
  return [...ownTicket(web), ticketEvents(web), ...kiosk(web)];
}

/** Throws ticket-unknown. */
async function visitOf({ house }: DeskWeb, key: string): Promise<Visit> {
  const visit = await visitOfPhone(house.db, hashOfKey(key), addDays(today(house.clock), -ticketDays));
  if (visit === null) throw deskProblem('ticket-unknown');
  return visit;
}

/** What is told of the visit: where it stands, and when it waits what is before it. */
function standingOf(queue: PlaceQueue, visit: Visit) {
  const here = [...queue.waiting, ...queue.parked, ...queue.attended].find(({ id }) => id === visit.id) ?? visit;
  const waits = here.state === 'waiting';
  return {
    visit: here,
    ahead: waits ? aheadOf(queue, here).length : null,
    wait: waits ? waitOf(queue, here) : null,
    counter: queue.counters.find(({ id }) => id === here.counterId)?.name ?? null,
  };
}

function ownTicket(web: DeskWeb): Endpoint[] {
  const { house } = web;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/ticket/:key',
      summary: 'A ticket on a telephone: how many are before one, and how long it takes',
      async handle(request, reply) {
        const { key } = request.params;
        const visit = await visitOf(web, key);
        const place = await placeNamed(house, visit.placeId);
        const queue = await web.queues.read(visit.placeId);
        const children = h(TicketPage, {
          ticketKey: key,
          ...standingOf(queue, visit),
          placeName: place.name,
          requestId: house.newId(),
        });
        const title = `${translator(request.language)('desk:queue.ticket.yours')} ${visit.ticket}`;
        // Its address is a secret: no search engine keeps it, and no cache.
        void reply.header('x-robots-tag', 'noindex').header('referrer-policy', 'no-referrer');
        return sendPage(reply, renderPage(request, { title, children, head: readAgain(20), scripts: ['live.js'] }));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/ticket/:key',
      summary: 'Leave the queue, or say how the visit was',
      body: z.unknown(),
      async handle(request, reply) {
        const { key } = request.params;
        const { next, requestId } = readForm(request.body);
        const feedback = feedbacks.find((one) => one === next);
        if (next === 'leave') await execute(house, request.actor, leaveQueue, { key }, requestId);
        else await execute(house, request.actor, giveFeedback, { key, feedback }, requestId);
        return reply.redirect(href(request.language, `/ticket/${key}`), 303);
      },
    }),
  ];
}

function ticketEvents(web: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    method: 'GET',
    url: '/ticket/:key/events',
    summary: 'Tells when something about the ticket has changed',
    async handle(request, reply) {
      const visit = await visitOf(web, request.params.key);
      return tellChanges(web, request, reply, visit.placeId, (queue) => {
        const isOpen = [...queue.waiting, ...queue.parked, ...queue.attended].some(({ id }) => id === visit.id);
        const { visit: here, ...rest } = standingOf(queue, visit);
        return { event: 'changed', data: {}, differs: { ...rest, isOpen, state: here.state, calls: here.calls } };
      });
    },
  });
}

function kiosk(web: DeskWeb): Endpoint[] {
  const { house } = web;
  const shown = async (request: FastifyRequest, reply: FastifyReply, key: string, stage: (place: Place) => Promise<Stage>) => {
    const device = await findKiosk(house.db, hashOfKey(key));
    if (device === null || device.kind !== 'kiosk') throw deskProblem('kiosk-unknown');
    const place = await placeNamed(house, device.placeId);
    const children = h(KioskPage, { kioskKey: key, placeName: place.name, stage: await stage(place) });
    return sendPage(reply, renderPage(request, { title: place.name, children, bare: true, scripts: ['live.js'] }));
  };
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/kiosk/:key',
      summary: 'A kiosk: a language, what it is about, a ticket',
      query: z.object({ at: z.string().max(10).optional(), visit: z.string().max(40).optional() }),
      handle: (request, reply) =>
        shown(request, reply, request.params.key, async (place) => {
          const { at, visit: id } = request.query;
          const asked = parseUuid(id ?? '');
          const visit = asked === null ? null : await findVisit(house.db, place.id, asked);
          if (visit !== null && visit.state === 'waiting' && visit.day === today(house.clock)) {
            return { at: 'ticket', ticket: await printedTicket(web, request, place, visit) };
          }
          if (at !== 'topic') return { at: 'language' };
          const topics = await topicChoices(house.db, place.id, today(house.clock));
          return { at: 'topic', topics, requestId: house.newId() };
        }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/kiosk/:key',
      summary: 'Take a ticket at a kiosk',
      body: z.unknown(),
      async handle(request, reply) {
        const { key } = request.params;
        const { values, requestId } = readForm(request.body);
        const [serviceId = '', topic = ''] = valueOf(values, 'topic').split(':');
        const language = request.language.slice(0, 2);
        const { visitId } = await execute(house, request.actor, takeTicket, { key, serviceId, topic, language }, requestId);
        return reply.redirect(`${href(request.language, `/kiosk/${key}`)}?visit=${visitId}`, 303);
      },
    }),
  ];
}

type Stage = KioskPageProps['stage'];
type Place = Awaited<ReturnType<typeof placeNamed>>;
