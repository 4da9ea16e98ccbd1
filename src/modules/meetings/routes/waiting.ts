/** The line of those who would come sooner: joined from the times, answered and left on a page of its own. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { readForm } from '../../../ui/index.ts';
import { declineOffer, leaveWaiting, replacedBy, takeOffer } from '../answer-offer.ts';
import { act } from '../book.ts';
import { joinWaiting } from '../join-waiting.ts';
import type { Meetings } from '../meetings.ts';
import { openChannels } from '../offer-times.ts';
import { waitingDone, WaitingPage, type WaitingPageProps } from '../pages/booking/waiting-page.tsx';
import type { Wishes } from '../pages/booking/wishes.ts';
import { bookingText } from '../pages/booking/words.tsx';
import { offerTime } from '../rules/offer-time.ts';
import { findMeeting } from '../store/meetings.ts';
import { findLeftLine, findWaiting } from '../store/waiting.ts';
import { factsOfMeeting } from './booking-facts.ts';
import { type Passage, sendInPassage, type Visit, wishesOf } from './booking-way.ts';
import '../texts.ts';

/** Someone with protected identity has no place in line: their officer books for them. */
export async function mayWait({ house }: Meetings, { personId, standing }: Visit): Promise<'can' | 'is' | 'cannot'> {
  if (standing.isProtected) return 'cannot';
  return (await findWaiting(house.db, personId)) === null ? 'can' : 'is';
}

export function waitingEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const page = { kind: 'page', access: passage.access, params: passage.params, url: `${passage.url}/waiting` } as const;
  return [
    endpoint({
      ...page,
      method: 'GET',
      summary: 'The line for an earlier time',
      query: z.object({ done: z.enum(waitingDone).nullable().catch(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : show(m, request, reply, visit, request.query.done);
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      summary: 'Join or leave the line, or answer an offer',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : send(m, request, reply, visit);
      },
    }),
  ];
}

async function show(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  done: WaitingPageProps['done'],
): Promise<FastifyReply> {
  const { language } = request;
  const { db, clock } = m.house;
  const { personId } = visit;
  const waiting = await findWaiting(db, personId);
  const hold = waiting?.offeredId == null ? null : await findMeeting(db, personId, waiting.offeredId);
  const until = hold?.state === 'held' && hold.holdUntil !== null && hold.holdUntil > clock.now() ? hold.holdUntil : null;
  const replaces =
    waiting === null || hold === null ? (waiting?.meetingId ?? null) : await replacedBy(db, waiting, hold, clock.now());
  const replaced = replaces === null ? null : await findMeeting(db, personId, replaces);
  const children = h(WaitingPage, {
    way: visit.way,
    waiting,
    offer: hold === null || until === null ? null : { meeting: await factsOfMeeting(m, language, visit, hold), until },
    replaces: replaced === null ? null : { start: replaced.start, end: replaced.end },
    letGo: waiting === null ? await letGoBy(m, personId) : null,
    done,
    requestId: m.house.newId(),
  });
  const title = bookingText(language)('waiting.title');
  return sendInPassage(request, reply, visit, { title, children, status: done === 'expired' ? 409 : 200 });
}

/** How many offers someone let go, after which they left the line. */
async function letGoBy({ house: { db, clock } }: Meetings, personId: Uuid): Promise<number | null> {
  const { mostDeclined } = valueOn(offerTime, localTime(clock.now()).date);
  return (await findLeftLine(db, personId, mostDeclined))?.declined ?? null;
}

async function send(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, next, requestId } = readForm(request.body);
  const { personId, way } = visit;
  const to = (path: string) => reply.redirect(href(request.language, `${way.base}${path}`), 303);
  const waiting = await findWaiting(m.house.db, personId);
  try {
    if (next === 'take' && waiting !== null) {
      const { meetingId } = await act(m, request.actor, takeOffer, { personId, waitingId: waiting.id }, requestId);
      return await to(`/${meetingId}?done=booked`);
    }
    if (next === 'decline' && waiting !== null) {
      const { state } = await act(m, request.actor, declineOffer, { personId, waitingId: waiting.id }, requestId);
      return await to(`/waiting?done=${state === 'ended' ? 'ended' : 'declined'}`);
    }
    if (next === 'leave') {
      if (waiting !== null) await act(m, request.actor, leaveWaiting, { personId }, requestId);
      return await to('/waiting?done=left');
    }
    if (next === 'take' || next === 'decline') return await to('/waiting');
    await act(m, request.actor, joinWaiting, await lineOf(m, visit, wishesOf(visit, values)), requestId);
    return await to('/waiting?done=joined');
  } catch (error) {
    if (!(error instanceof Problem) || !['hold-expired', 'waiting-unknown'].includes(error.code)) throw error;
    return show(m, request, reply, visit, 'expired');
  }
}

/** The wishes as the line takes them; an earlier time replaces the meeting of the same purpose that is booked already. */
async function lineOf(m: Meetings, { personId, view }: Visit, wishes: Wishes) {
  const { purpose, channel, language, interpreter, minutes, change } = wishes;
  const { channels } = await openChannels(m.house, personId, wishes);
  const changed = change === null ? null : await findMeeting(m.house.db, personId, change);
  return {
    personId,
    purpose,
    // One that has been is replaced by none: the line is for a new one.
    meetingId: changed?.state === 'booked' || changed?.state === 'displaced' ? changed.id : null,
    channels: channel === 'any' ? channels : [channel],
    language,
    interpreter,
    withinMinutes: view.municipalityCode === null ? null : minutes,
  };
}
