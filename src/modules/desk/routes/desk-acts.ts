/** What is sent from the host's and the counter's pages; each leads back to the page from which it came. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Command, execute } from '../../../platform/auth/index.ts';
import { instantAt, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { readForm, type Values, valueOf } from '../../../ui/index.ts';
import { askedReasons } from '../asked.ts';
import { callNext } from '../call-next.ts';
import { callVisit } from '../call-visit.ts';
import { closeCounter } from '../close-counter.ts';
import { endVisit } from '../end-visit.ts';
import { noteArrival } from '../note-arrival.ts';
import { noteNoShow } from '../note-no-show.ts';
import { noteStep } from '../note-step.ts';
import { openCounter } from '../open-counter.ts';
import { parkVisit } from '../park-visit.ts';
import { prioritiseVisit } from '../prioritise-visit.ts';
import { recallVisit } from '../recall-visit.ts';
import { repeatKeyOf } from '../repeat-key.ts';
import { resumeVisit } from '../resume-visit.ts';
import { secondsBefore } from '../seconds-before.ts';
import { serveVisit } from '../serve-visit.ts';
import { transferVisit } from '../transfer-visit.ts';
import { deskProblem } from '../problems.ts';
import { type DeskWeb, staffedPlace } from './web.ts';

const common = { method: 'POST', kind: 'page', access: ['desk-officer'], body: z.unknown() } as const;

export function deskActs(web: DeskWeb): Endpoint[] {
  return [arriving(web), atCounter(web), toVisit(web)];
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function arriving(web: DeskWeb): Endpoint {
  const { house } = web;
  return endpoint({
    ...common,
    url: '/desk/:place/arrivals',
    summary: 'Someone has come: they get a ticket',
    params: z.object({ place: z.string().max(40) }),
    async handle(request, reply) {
      const place = await staffedPlace(web, request, request.params.place, ['host', 'counter']);
      const { values, requestId } = readForm(request.body);
      const [serviceId = '', topic = ''] = valueOf(values, 'topic').split(':');
      const input = {
        placeId: place.id,
        // The page's own, so that what was sent twice, also later without network, is one visit.
        visitId: orNull(valueOf(values, 'visitId')) ?? undefined,
        serviceId,
        topic,
        language: orNull(valueOf(values, 'language')),
        bookedFor: orNull(valueOf(values, 'bookedFor')) ?? timeToday(web, valueOf(values, 'bookedTime')),
        priority: orNull(valueOf(values, 'priority')),
        repeatKey: repeatKeyFrom(web, valueOf(values, 'number'), topic),
      };
      const { visitId } = await execute(house, request.actor, noteArrival, input, requestId);
      return reply.redirect(href(request.language, `/desk/${place.id}/host?visit=${visitId}`), 303);
    },
  });
}

const timeToday = ({ house }: DeskWeb, time: string): string | null => (time === '' ? null : instantAt(today(house.clock), time));

/** Throws number-unreadable. */
function repeatKeyFrom({ house }: DeskWeb, number: string, topic: string): string | null {
  if (number.trim() === '') return null;
  const key = repeatKeyOf(house, number, topic);
  if (key === null) throw deskProblem('number-unreadable');
  return key;
}

function atCounter(web: DeskWeb): Endpoint {
  const commands = { open: openCounter, close: closeCounter, next: callNext } as const;
  return endpoint({
    ...common,
    url: '/desk/:place/counters/:counter/:act',
    summary: 'Sit down at a counter, leave it, or call the next',
    params: z.object({ place: z.string().max(40), counter: z.string().max(40), act: z.string().max(20) }),
    async handle(request, reply) {
      const { place, counter, act } = request.params;
      const { id: placeId } = await staffedPlace(web, request, place, ['counter']);
      const command: Command | undefined = commands[act as keyof typeof commands];
      if (command === undefined) throw deskProblem('act-unknown');
      const { requestId } = readForm(request.body);
      await execute(web.house, request.actor, command, { placeId, counterId: counter }, requestId);
      return reply.redirect(href(request.language, `/desk/${placeId}/counter`), 303);
    },
  });
}

/** What each act takes of the form, besides the visit. */
const acts: Readonly<Record<string, { command: Command; input?: (values: Values) => Record<string, unknown> }>> = {
  call: { command: callVisit, input: (values) => ({ counterId: valueOf(values, 'counterId') }) },
  recall: { command: recallVisit },
  serve: { command: serveVisit },
  park: { command: parkVisit },
  resume: { command: resumeVisit },
  transfer: { command: transferVisit, input: (values) => ({ serviceId: valueOf(values, 'serviceId') }) },
  priority: { command: prioritiseVisit, input: (values) => ({ priority: orNull(valueOf(values, 'priority')) }) },
  'no-show': { command: noteNoShow },
  step: { command: noteStep, input: stepOf },
  end: { command: endVisit, input: endOf },
};

function stepOf(values: Values): Record<string, unknown> {
  const of = (name: string): string => valueOf(values, name);
  const details: Readonly<Record<string, object>> = {
    guided: {
      service: of('service'),
      step: of('service') === 'registration' ? orNull(of('step')) : null,
      autonomy: of('autonomy'),
    },
    referred: { to: of('to') },
    'not-helped': askedOf(values),
  };
  return { stepId: of('stepId'), what: of('what'), details: details[of('what')] ?? {} };
}

/** One form for all reasons: what was asked for is only sent with a reason that it belongs to. */
function askedOf(values: Values): Record<string, unknown> {
  const reason = valueOf(values, 'reason');
  const isSaid = askedReasons.some((one) => one === reason);
  const said = (name: string): string | null => (isSaid ? orNull(valueOf(values, name)) : null);
  return { reason, task: said('task'), service: said('service') };
}

/** A reason that stands in the form from before is only sent with what it is the reason of. Throws outcome-missing and reason-missing. */
function endOf(values: Values): Record<string, unknown> {
  const outcome = valueOf(values, 'outcome');
  const reason = outcome === 'not-helped' ? orNull(valueOf(values, 'reason')) : null;
  if (outcome === '') throw deskProblem('outcome-missing');
  if (outcome === 'not-helped' && reason === null) throw deskProblem('reason-missing');
  return { outcome, reason };
}

function toVisit(web: DeskWeb): Endpoint {
  return endpoint({
    ...common,
    url: '/desk/:place/visits/:visit/:act',
    summary: 'What is done to a visit, and for it',
    params: z.object({ place: z.string().max(40), visit: z.string().max(40), act: z.string().max(20) }),
    handle: (request, reply) => actOn(web, request, reply, request.params),
  });
}

async function actOn(
  web: DeskWeb,
  request: FastifyRequest,
  reply: FastifyReply,
  { place, visit: visitId, act }: { place: string; visit: string; act: string },
): Promise<FastifyReply> {
  const { id: placeId } = await staffedPlace(web, request, place);
  const of = acts[act];
  if (of === undefined) throw deskProblem('act-unknown');
  const { values, requestId } = readForm(request.body);
  const input: Record<string, unknown> = { placeId, visitId, ...of.input?.(values) };
  if (input['what'] === 'guided')
    input['details'] = { ...(input['details'] as object), seconds: await secondsSince(web, placeId, visitId) };
  await execute(web.house, request.actor, of.command, input, requestId);
  const page = valueOf(values, 'from') === 'host' ? 'host' : 'counter';
  return reply.redirect(href(request.language, `/desk/${placeId}/${page}`), 303);
}

/** How long the guidance took: since what was noted before it. */
async function secondsSince({ house }: DeskWeb, placeId: string, visitId: string): Promise<number | null> {
  const ids = z.object({ placeId: z.uuid(), visitId: z.uuid() }).safeParse({ placeId, visitId });
  if (!ids.success) return null;
  return secondsBefore(house.db, { placeId: placeId as never, visitId: visitId as never }, house.clock.now());
}
