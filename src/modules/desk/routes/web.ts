/** What the pages of visits need, and what several of them say. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { House } from '../../../platform/auth/index.ts';
import { localTime, today } from '../../../platform/clock/index.ts';
import { openStream } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { type DeskPosition, findPlace, type LiveRegister } from '../../network/index.ts';
import { requireDesk } from '../access.ts';
import type { LiveQueues } from '../live-queues.ts';
import { nameIn } from '../pages/visits/words.ts';
import type { PrintedTicket } from '../pages/visits/ticket-card.tsx';
import type { PlaceQueue } from '../place-queue.ts';
import { deskProblem } from '../problems.ts';
import { listServices } from '../store/services.ts';
import type { Visit } from '../store/visits.ts';
import { phoneKeyOf } from '../ticket-key.ts';

export interface DeskWeb {
  house: House;
  register: LiveRegister;
  queues: LiveQueues;
  /** The address that people know the site by. */
  publicUrl(): string;
}

/** Without a script the page is read again by itself. */
export const readAgain = (seconds: number) => h('noscript', {}, h('meta', { 'http-equiv': 'refresh', content: String(seconds) }));

/**
 * A line on which is told what the queue says that differs from what was told last, for as long as the browser stays. Without `tell` it is told
 * that something has happened, each time.
 */
export async function tellChanges(
  { queues }: DeskWeb,
  request: FastifyRequest,
  reply: FastifyReply,
  placeId: Uuid,
  tell?: (queue: PlaceQueue) => { event: string; data: unknown; differs?: unknown },
): Promise<FastifyReply> {
  const stream = openStream(request, reply);
  let last = '';
  const unwatch = queues.watch(placeId, (queue) => {
    if (tell === undefined) return stream.send('changed', {});
    const { event, data, differs = data } = tell(queue);
    const said = JSON.stringify(differs);
    if (said !== last) stream.send(event, data);
    last = said;
  });
  await stream.closed;
  unwatch();
  return reply;
}

export interface NamedPlace {
  id: Uuid;
  name: string;
}

/** The place of a page of staff, for whoever is at its desk today. Throws desk-unknown and desk-position. */
export async function staffedPlace(
  { house }: DeskWeb,
  request: FastifyRequest,
  place: string,
  positions?: readonly DeskPosition[],
): Promise<NamedPlace> {
  const { placeId } = await requireDesk(house.db, request.actor, place, today(house.clock), positions);
  return placeNamed(house, placeId);
}

/** Throws desk-unknown. */
export async function placeNamed({ db }: House, id: string): Promise<NamedPlace> {
  const placeId = parseUuid(id);
  const found = placeId === null ? null : await findPlace(db, placeId);
  if (found === null || placeId === null) throw deskProblem('desk-unknown');
  return { id: placeId, name: found.name };
}

/** A ticket as it is printed, in the language of the page. */
export async function printedTicket(
  { house, publicUrl }: DeskWeb,
  request: FastifyRequest,
  place: NamedPlace,
  visit: Pick<Visit, 'id' | 'serviceId' | 'ticket' | 'arrivedAt'>,
): Promise<PrintedTicket> {
  const service = (await listServices(house.db, place.id, { ended: true })).find(({ id }) => id === visit.serviceId);
  const { date, time } = localTime(visit.arrivedAt);
  return {
    ticket: visit.ticket,
    placeName: place.name,
    serviceName: service === undefined ? '' : nameIn(service.names, request.language),
    taken: `${date} ${time}`,
    url: publicUrl() + href(request.language, `/ticket/${phoneKeyOf(house.keys, visit.id)}`),
  };
}
