/** The pages of those who staff a desk: mine today, the host's at the entrance, the counter's. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fragment, h } from 'preact';
import { z } from 'zod';
import { instantAt, addDays, localTime, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { registrationSteps } from '../../cases/index.ts';
import { listExpected, purposeName } from '../../meetings/index.ts';
import { desksOf } from '../access.ts';
import { stepRefusals } from '../allowed-steps.ts';
import { CounterPage } from '../pages/visits/counter-page.tsx';
import { DeskPage } from '../pages/visits/desk-page.tsx';
import { HostPage } from '../pages/visits/host-page.tsx';
import { DeskDevice } from '../pages/shell.tsx';
import type { PlaceQueue } from '../place-queue.ts';
import { topicChoices } from '../queue-facts.ts';
import { settingOn } from '../store/settings.ts';
import type { Names } from '../store/shapes.ts';
import { listTopics } from '../store/topics.ts';
import { findVisit, listSteps, type Visit } from '../store/visits.ts';
import { type DeskWeb, type NamedPlace, placeNamed, printedTicket, readAgain, staffedPlace, tellChanges } from './web.ts';
import '../texts.ts';

const common = { method: 'GET', kind: 'page', access: ['desk-officer'] } as const;
const ofPlace = z.object({ place: z.string().max(40) });
/** What makes a page go on without network, and say what is not sent yet. */
const device = (...scripts: string[]) => ({ head: h(DeskDevice, { shell: undefined }), scripts: [...scripts, 'desk-device.js'] });

/** A page of the queue: it follows what happens, and is read again where there is no script, unless something is being filled in. */
const following = (isFilledIn: boolean) => {
  const { head, scripts } = device('live.js');
  return { head: h(Fragment, {}, head, isFilledIn ? null : readAgain(60)), scripts };
};

export function deskPages(web: DeskWeb): Endpoint[] {
  return [minePage(web), hostPage(web), counterPage(web), eventsOf(web)];
}

function minePage({ house }: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    url: '/desk',
    summary: 'The desks that one staffs today',
    async handle(request, reply) {
      const mine = await desksOf(house.db, request.actor, today(house.clock));
      const desks = [];
      for (const { placeId, position } of mine) {
        if (position !== null) desks.push({ placeId, position, name: (await placeNamed(house, placeId)).name });
      }
      const title = translator(request.language)('desk:staffVisits.mine.title');
      return sendPage(reply, renderPage(request, { title, children: h(DeskPage, { desks }), ...device() }));
    },
  });
}

function hostPage(web: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    url: '/desk/:place/host',
    summary: 'The host at the entrance: a ticket by one tap, and who waits',
    params: ofPlace,
    query: z.object({ visit: z.string().max(40).optional() }),
    async handle(request, reply) {
      const place = await staffedPlace(web, request, request.params.place, ['host', 'counter']);
      return sendHost(web, request, reply, place, request.query.visit ?? '');
    },
  });
}

async function sendHost(
  web: DeskWeb,
  request: FastifyRequest,
  reply: FastifyReply,
  place: NamedPlace,
  issuedId: string,
): Promise<FastifyReply> {
  const { house, queues } = web;
  const day = today(house.clock);
  const id = parseUuid(issuedId);
  const issued = id === null ? null : await findVisit(house.db, place.id, id);
  // Only what waits today is printed again: what has ended is nobody's to see.
  const shown = issued !== null && issued.day === day && issued.state === 'waiting' ? issued : null;
  const [queue, choices, topics, expected, repeatDays] = await Promise.all([
    queues.read(place.id),
    topicChoices(house.db, place.id, day),
    topicNames(web),
    listExpected(house.db, place.id, instantAt(day, '00:00')!, instantAt(addDays(day, 1), '00:00')!),
    settingOn(house.db, 'repeat-days', day),
  ]);
  const t = translator(request.language);
  const children = h(HostPage, {
    placeName: place.name,
    queue,
    topics,
    choices,
    booked: expected.map(({ start, purpose, count }) => ({
      at: start,
      time: localTime(start).time,
      purpose: `${purposeName(request.language, purpose)}${count > 1 ? ` (${count})` : ''}`,
    })),
    asksRepeat: repeatDays !== null,
    issued: shown === null ? null : await printedTicket(web, request, place, shown),
    newId: house.newId,
  });
  const title = t('desk:staffVisits.host.title', { place: place.name });
  return sendPage(reply, renderPage(request, { title, children, wide: true, ...following(false) }));
}

async function topicNames({ house }: DeskWeb): Promise<Map<string, Names>> {
  return new Map((await listTopics(house.db)).map(({ code, names }) => [code, names]));
}

function counterPage(web: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    url: '/desk/:place/counter',
    summary: 'An officer’s counter: the call, and what is done for the visitor',
    params: ofPlace,
    async handle(request, reply) {
      const { house, queues } = web;
      const place = await staffedPlace(web, request, request.params.place, ['counter']);
      const queue = await queues.read(place.id);
      const visit = attendedBy(queue, request.actor.id);
      const t = translator(request.language);
      const children = h(CounterPage, {
        placeName: place.name,
        accountId: request.actor.id,
        queue,
        topics: await topicNames(web),
        steps: visit === null ? [] : await listSteps(house.db, place.id, visit.id),
        refusals: await stepRefusals(house.db, { placeId: place.id, agency: visit?.agency ?? 'other', on: queue.day }),
        referrals: referralsFor(visit),
        formSteps: registrationSteps.map((code) => ({ code, name: t(`cases:registration.step.${code}.name`) })),
        newId: house.newId,
      });
      const title = t('desk:staffVisits.counter.title', { place: place.name });
      return sendPage(reply, renderPage(request, { title, children, wide: true, ...following(visit !== null) }));
    },
  });
}

/** Whom the officer has called or serves. */
function attendedBy(queue: PlaceQueue, accountId: string): Visit | null {
  const mine = queue.counters.find((one) => one.accountId === accountId);
  return mine?.visit ?? queue.attended.find(({ servedBy, counterId }) => servedBy === accountId && counterId === null) ?? null;
}

const referredTo = [
  'caseworker',
  'phone',
  'another-office',
  'arbetsformedlingen',
  'forsakringskassan',
  'pensionsmyndigheten',
  'skatteverket',
] as const;

const referralsFor = (visit: Visit | null): string[] => referredTo.filter((one) => one !== visit?.agency);

function eventsOf(web: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    url: '/desk/:place/events',
    summary: 'Tells when something has happened in the place’s queue',
    params: ofPlace,
    async handle(request, reply) {
      const place = await staffedPlace(web, request, request.params.place);
      return tellChanges(web, request, reply, place.id);
    },
  });
}
