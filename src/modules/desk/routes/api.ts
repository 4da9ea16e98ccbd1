/** Desks over the API, open to everyone: which offices have one, what people come about, how long the queues are. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import type { LiveQueues } from '../live-queues.ts';
import { openCounters, type PlaceQueue, waitNow } from '../place-queue.ts';
import { deskProblem } from '../problems.ts';
import { listServices, placesWithServices } from '../store/services.ts';
import { listTopics } from '../store/topics.ts';
import '../texts.ts';

export interface DeskApi {
  house: House;
  register: LiveRegister;
  queues: LiveQueues;
}

const api = { kind: 'api', access: 'everyone', tag: 'desk' } as const;
export const place = z.object({ place: z.uuid() });

const said = z.record(z.string(), z.string()).meta({ examples: [{ sv: 'Aktivitetsrapport', en: 'Activity report' }] });
const placeAnswer = z.object({
  id: z.uuid(),
  code: z.string().meta({ examples: ['sk-2425-1'] }),
  name: z.string(),
  municipalityCode: z.string().meta({ examples: ['2425'] }),
});
const topicAnswer = z.object({
  code: z.string().meta({ examples: ['activity-report'] }),
  agency: z.string().meta({ examples: ['arbetsformedlingen'] }),
  names: said,
});
/** Minutes; `from` and `to` hold four times of five. Null: nobody is at a counter of it, or there are too few visits to go by. */
const waitAnswer = z
  .object({
    minutes: z.int().meta({ examples: [12] }),
    from: z.int().meta({ examples: [6] }),
    to: z.int().meta({ examples: [21] }),
  })
  .nullable();
const queueAnswer = z.object({
  place: placeAnswer,
  at: z.string().meta({ examples: ['2026-03-02T10:05:00.000Z'] }),
  services: z.array(
    z.object({
      letter: z.string().meta({ examples: ['A'] }),
      names: said,
      topics: z.array(z.string()),
      waiting: z.int(),
      countersOpen: z.int(),
      expectedWait: waitAnswer,
      noWaitBecause: z.enum(['no-counter', 'too-little-data']).nullable(),
    }),
  ),
});

export function deskApi(desk: DeskApi): Endpoint[] {
  const { house, register, queues } = desk;
  return [
    endpoint({
      ...api,
      method: 'GET',
      url: '/v1/desk/places',
      summary: 'Offices with a desk where visitors take a ticket, by code',
      answer: z.object({ items: z.array(placeAnswer) }),
      async handle() {
        const open = new Set<string>(await placesWithServices(house.db));
        const found = register.current().places.filter((one) => open.has(one.place.id));
        return { items: found.map((one) => placeOf(one.place)).toSorted((a, b) => a.code.localeCompare(b.code)) };
      },
    }),
    endpoint({
      ...api,
      method: 'GET',
      url: '/v1/desk/topics',
      summary: 'What people come about, by authority',
      answer: z.object({ items: z.array(topicAnswer) }),
      async handle() {
        const topics = await listTopics(house.db, today(house.clock));
        return { items: topics.map(({ code, agency, names }) => ({ code, agency, names })) };
      },
    }),
    endpoint({
      ...api,
      method: 'GET',
      url: '/v1/desk/places/:place/queue',
      summary: 'How many wait at an office now, in each line, and how long someone who comes now may have to wait',
      params: place,
      answer: queueAnswer,
      async handle(request) {
        const found = await placeWithDesk(desk, request);
        return { place: found, ...shownQueue(await queues.read(parseUuid(found.id)!)) };
      },
    }),
  ];
}

type ShownPlace = z.output<typeof placeAnswer>;

const placeOf = ({ id, code, name, municipalityCode }: ShownPlace): ShownPlace => ({ id, code, name, municipalityCode });

async function placeWithDesk({ house, register }: DeskApi, request: FastifyRequest): Promise<ShownPlace> {
  const id = parseUuid(place.parse(request.params).place);
  const found = register.current().places.find((one) => one.place.id === id);
  if (id === null || found === undefined || (await listServices(house.db, id)).length === 0) throw deskProblem('desk-unknown');
  return placeOf(found.place);
}

function shownQueue(queue: PlaceQueue): Omit<z.output<typeof queueAnswer>, 'place'> {
  const waiting = (serviceId: Uuid): number => queue.waiting.filter((visit) => visit.serviceId === serviceId).length;
  const services = queue.services.map(({ id, letter, names, topics }) => {
    const wait = waitNow(queue, id);
    return {
      letter,
      names,
      topics: [...topics],
      waiting: waiting(id),
      countersOpen: openCounters(queue, id).length,
      expectedWait: wait.known ? { minutes: wait.minutes, from: wait.from, to: wait.to } : null,
      noWaitBecause: wait.known ? null : wait.why,
    };
  });
  return { at: queue.now, services };
}
