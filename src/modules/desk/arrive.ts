/** Someone has come to a place: what a host notes and what a kiosk gives a ticket for is one thing. */
import { z } from 'zod';
import type { CommandContext, Outcome } from '../../platform/auth/index.ts';
import { type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { deskProblem } from './problems.ts';
import { repeatUntil, repeatVisit } from './rules/repeat-visit.ts';
import { code, uuid } from './setup-input.ts';
import { settingOn } from './store/settings.ts';
import { type DeskService, listServices } from './store/services.ts';
import { listTopics } from './store/topics.ts';
import {
  findVisit,
  insertStep,
  insertVisit,
  isKnownKey,
  isPhoneKey,
  lockVisitId,
  type NewVisit,
  nextNumber,
} from './store/visits.ts';
import { tellQueue } from './store/queue.ts';
import { phoneKeyHash } from './ticket-key.ts';
import { visitSubject } from './visit-act.ts';

/** What is asked of everyone who comes. */
export const arrivalInput = {
  serviceId: uuid,
  topic: code,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z]{2,8})?$/, 'a language as in ISO 639')
    .nullable()
    .default(null),
};

export interface Arrival extends Pick<
  NewVisit,
  'placeId' | 'serviceId' | 'topic' | 'language' | 'bookedFor' | 'priority' | 'deviceId'
> {
  visitId: Uuid;
  /** A device's own label; null: the next number of the service. */
  ticket: string | null;
  at: Instant;
  repeatKey: Buffer | null;
}

export type Arrived = { visitId: Uuid; ticket: string };

/** Writes the visit, unless it is there already. Throws service-unknown, topic-unknown, visit-other and ticket-taken. */
export async function arrive(context: CommandContext, arrival: Arrival): Promise<Outcome<Arrived>> {
  const { tx, actor, keys } = context;
  const { placeId, visitId, at, ticket: label, ...facts } = arrival;
  const done = (ticket: string, again: boolean): Outcome<Arrived> => ({
    subject: visitSubject({ placeId, id: visitId }),
    rules: arrival.repeatKey === null ? [] : [repeatVisit.id],
    details: { serviceId: facts.serviceId, topic: facts.topic, ticket, ...(again ? { again } : {}) },
    result: { visitId, ticket },
  });
  await lockVisitId(tx, visitId);
  const known = await findVisit(tx, placeId, visitId);
  if (known !== null) return done(known.ticket, true);
  // The ticket on a telephone is made from the visit's id alone: another place's has it.
  const phoneKey = phoneKeyHash(keys, visitId);
  if (await isPhoneKey(tx, phoneKey)) throw deskProblem('visit-other');
  const { date: day } = localTime(at);
  const service = await requireService(context, placeId, facts.serviceId, facts.topic);
  const ticket = label ?? `${service.letter}${await nextNumber(tx, service, day)}`;
  const repeat = await repeatOf(context, arrival.repeatKey, at, day);
  try {
    await insertVisit(tx, {
      ...facts,
      ...repeat,
      placeId,
      id: visitId,
      day,
      ticket,
      arrivedAt: at,
      phoneKey,
    });
  } catch (error) {
    if (violatedConstraint(error) === 'visit_ticket') throw deskProblem('ticket-taken', { params: { ticket } });
    throw error;
  }
  await insertStep(tx, {
    placeId,
    visitId,
    id: context.newId(),
    at,
    by: actor.id,
    what: 'arrived',
    details: { serviceId: service.id },
  });
  await tellQueue(tx, placeId);
  return done(ticket, false);
}

async function requireService(
  { tx, today }: CommandContext,
  placeId: Uuid,
  serviceId: Uuid,
  topic: string,
): Promise<DeskService> {
  const service = (await listServices(tx, placeId)).find(({ id }) => id === serviceId);
  if (service === undefined) throw deskProblem('service-unknown');
  const isKnown = service.topics.includes(topic) && (await listTopics(tx, today)).some(({ code: one }) => one === topic);
  if (!isKnown) throw deskProblem('topic-unknown');
  return service;
}

/** Nothing is kept of the key, and nothing is known, while no window is set. */
async function repeatOf(
  { tx }: CommandContext,
  repeatKey: Buffer | null,
  at: Instant,
  day: PlainDate,
): Promise<Pick<NewVisit, 'repeatKey' | 'repeatUntil' | 'isRepeat'>> {
  const until = repeatKey === null ? null : repeatUntil(at, await settingOn(tx, 'repeat-days', day));
  if (repeatKey === null || until === null) return { repeatKey: null, repeatUntil: null, isRepeat: null };
  return { repeatKey, repeatUntil: until, isRepeat: await isKnownKey(tx, repeatKey, at) };
}
