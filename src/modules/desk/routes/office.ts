/** For everyone: a place's queue and what one can do there, and the screen in its hall. */
import { h } from 'preact';
import { z } from 'zod';
import { localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { type Language, languages, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { renderPage, renderPart, sendPage } from '../../../ui/index.ts';
import { agreementsInForce, deskTasks, hoursOn, type KnownPlace, openAt } from '../../network/index.ts';
import { DisplayPage, DisplayPart } from '../pages/visits/display-page.tsx';
import { OfficePage } from '../pages/visits/office-page.tsx';
import type { PlaceQueue } from '../place-queue.ts';
import { deskProblem } from '../problems.ts';
import { queueFacts } from '../queue-facts.ts';
import { type DeskWeb, readAgain, tellChanges } from './web.ts';
import '../texts.ts';

const common = { method: 'GET', kind: 'page', access: 'everyone', params: z.object({ place: z.string().max(40) }) } as const;

export function officePages(web: DeskWeb): Endpoint[] {
  return [officePage(web), officeEvents(web), displayPage(web), displayEvents(web)];
}

/** A place that is in use and has a desk, from memory. Throws office-unknown. */
function knownPlace({ register }: DeskWeb, id: string): KnownPlace {
  const placeId = parseUuid(id);
  const found = register.current().places.find(({ place }) => place.id === placeId);
  if (found === undefined) throw deskProblem('office-unknown');
  return found;
}

const idOf = ({ place }: KnownPlace) => parseUuid(place.id)!;

function officePage(web: DeskWeb): Endpoint {
  const { house, queues } = web;
  return endpoint({
    ...common,
    url: '/offices/:place',
    summary: 'An office: how many wait and how long, its hours, and what one can do there',
    async handle(request, reply) {
      const known = knownPlace(web, request.params.place);
      const { place } = known;
      const queue = await queues.read(idOf(known));
      const agreements = await agreementsInForce(house.db, place.id, queue.day);
      const hours = hoursToday(known, queue);
      const { time } = localTime(queue.now);
      const address = [place.street, [place.postalCode, place.municipality].filter(Boolean).join(' ')].filter(Boolean).join(', ');
      const children = h(OfficePage, {
        placeId: place.id,
        name: place.name,
        address: place.street === null ? null : address,
        municipality: place.municipality,
        hours,
        open: openAt(time, hours),
        queue: queueFacts(queue),
        agreed: agreements.map(({ agency, tasks, reference }) => ({
          reference,
          agency,
          tasks: deskTasks.filter((one) => tasks.some(({ task }) => task === one)),
        })),
      });
      return sendPage(reply, renderPage(request, { title: place.name, children, head: readAgain(30), scripts: ['live.js'] }));
    },
  });
}

function hoursToday({ presences }: KnownPlace, { day }: PlaceQueue) {
  const there = presences.find((one) => one.validFrom <= day && (one.validTo === null || one.validTo >= day));
  return there === undefined ? null : hoursOn(day, there.hours, there.exceptions);
}

function telling(
  web: DeskWeb,
  url: string,
  summary: string,
  tell: (queue: PlaceQueue, name: string) => { event: string; data: unknown },
) {
  return endpoint({
    ...common,
    url,
    summary,
    async handle(request, reply) {
      const known = knownPlace(web, request.params.place);
      return tellChanges(web, request, reply, idOf(known), (queue) => tell(queue, known.place.name));
    },
  });
}

function officeEvents(web: DeskWeb): Endpoint {
  return telling(web, '/offices/:place/events', 'Tells when the office’s queue has changed', (queue) => {
    const { services } = queueFacts(queue);
    return { event: 'changed', data: services.map(({ waiting, wait }) => ({ waiting, wait })) };
  });
}

function displayPage(web: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    url: '/offices/:place/display',
    summary: 'The screen in the hall: who is called where, by ticket alone',
    async handle(request, reply) {
      const known = knownPlace(web, request.params.place);
      const { name, id: placeId } = known.place;
      const queue = queueFacts(await web.queues.read(idOf(known)));
      const title = translator(request.language)('desk:queue.display.title', { name });
      const children = h(DisplayPage, { placeId, name, queue });
      return sendPage(reply, renderPage(request, { title, children, head: readAgain(10), bare: true, scripts: ['display.js'] }));
    },
  });
}

interface Screen {
  parts: Record<Language, string>;
  sounds: string[];
}

/** What a screen shows is made once for all screens of the place. */
const screens = new WeakMap<PlaceQueue, Screen>();

function screenOf(queue: PlaceQueue, name: string): Screen {
  let found = screens.get(queue);
  if (found === undefined) {
    const facts = queueFacts(queue);
    const part = (language: Language) => renderPart(language, h(DisplayPart, { name, queue: facts, language }));
    const parts = Object.fromEntries(languages.map((one) => [one, part(one)])) as Record<Language, string>;
    found = { parts, sounds: facts.calls.map(({ ticket, counter, calls }) => `${ticket} ${counter} ${calls}`) };
    screens.set(queue, found);
  }
  return found;
}

function displayEvents(web: DeskWeb): Endpoint {
  return telling(
    web,
    '/offices/:place/display/events',
    'What stands on the screen in the hall, in every language',
    (queue, name) => ({
      event: 'queue',
      data: screenOf(queue, name),
    }),
  );
}
