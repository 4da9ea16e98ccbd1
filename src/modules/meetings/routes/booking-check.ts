/** Step 3: the chosen time is held, looked through and booked. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { type Instant, instant } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf, type Values } from '../../../ui/index.ts';
import { act, holdTime } from '../book.ts';
import { confirmMeeting } from '../confirm-meeting.ts';
import type { Meetings } from '../meetings.ts';
import type { FreeTime } from '../free-times.ts';
import { CheckPage, HoldExpiredPage } from '../pages/booking/check-page.tsx';
import type { Refused } from '../pages/booking/times-page.tsx';
import { bookingText } from '../pages/booking/words.tsx';
import { type ChosenTime, readTimeKey, timeKey, type Wishes, wishQuery } from '../pages/booking/wishes.ts';
import { releaseHold } from '../release-hold.ts';
import { findMeeting, type Meeting } from '../store/meetings.ts';
import { displacedOf, showRefused, showTimes } from './booking-book.ts';
import { factsOfMeeting } from './booking-facts.ts';
import { meetingAt } from './booking-meeting.ts';
import { shownParams } from './booking-reasons.ts';
import { type Passage, sendInPassage, type Visit, wishesOf } from './booking-way.ts';
import '../texts.ts';

/** Refusals of a time, each with its own words; the list of times stands below them. */
const ofTheTime: readonly string[] = [
  'time-taken',
  'time-past',
  'time-outside-window',
  'time-not-offered',
  'place-not-open',
  'person-busy',
  'channel-needs-reason',
  'channel-not-offered',
  'place-missing',
  'place-not-wanted',
  'booking-not-allowed',
];

export function checkEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', access: passage.access, params: passage.params } as const;
  return [
    endpoint({
      ...common,
      method: 'POST',
      url: `${passage.url}/hold`,
      summary: 'Hold a time while it is looked through',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : hold(m, request, reply, visit);
      },
    }),
    endpoint({
      ...common,
      method: 'GET',
      url: `${passage.url}/:id/confirm`,
      summary: 'Book a meeting: look it through',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showHeld(m, request, reply, visit, readForm(request.query).values);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${passage.url}/:id/confirm`,
      summary: 'Book a meeting: confirm it, or let the time go',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : confirm(m, request, reply, visit);
      },
    }),
  ];
}

/** What the commands are asked, from the time that was chosen and the wishes. */
export function askedOf({ personId, way }: Visit, wishes: Wishes, time: ChosenTime) {
  const { language, interpreter, ground: exceptionGround, came, together } = wishes;
  const cameBy = way.kind === 'staff' ? (came ?? 'officer') : 'web';
  return { personId, ...time, language, interpreter, exceptionGround, cameBy, together } as const;
}

async function hold(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, requestId } = readForm(request.body);
  const wishes = wishesOf(visit, values);
  const key = valueOf(values, 'time');
  const time = readTimeKey(key);
  const at = (path: string) =>
    reply.redirect(
      `${href(request.language, `${visit.way.base}/${path}`)}?${new URLSearchParams({ time: key })}&${wishQuery(wishes)}`,
      303,
    );
  if (time === null) return showTimes(m, request, reply, visit, wishes, null);
  const change = wishes.change ?? (await displacedOf(m, visit, wishes.purpose));
  if (change !== null) return at(`${change}/change`);
  try {
    const asked = { ...askedOf(visit, wishes, time), heldBy: browserOf(request) };
    const { meetingId } = await holdTime(m, request.actor, asked, requestId);
    return at(`${meetingId}/confirm`);
  } catch (error) {
    // The page of what the meeting is about leads to the one that there is.
    if (error instanceof Problem && error.code === 'already-booked') return at('book');
    return showRefused(m, request, reply, visit, wishes, refusedTime(request.language, error));
  }
}

/** Whose browser it is, as something that cannot be used to be it. */
const browserOf = ({ csrf }: FastifyRequest): string | null =>
  csrf === '' ? null : createHash('sha256').update(`hold ${csrf}`).digest('base64url');

/** With the nearest other times. */
export interface RefusedTime extends Refused {
  others: readonly FreeTime[];
}

/** A refusal of the time in words, with the nearest other times; any other error is thrown on. */
export function refusedTime(language: Language, error: unknown): RefusedTime {
  if (!(error instanceof Problem) || !ofTheTime.includes(error.code)) throw error;
  const t = translator(language);
  const { params: said = {}, alternatives = [] } = error.details;
  const params = shownParams(language, said);
  return {
    title: t(`meetings:problem.${error.code}.title`, params),
    text: t(`meetings:problem.${error.code}.text`, params),
    others: alternatives as readonly unknown[] as readonly FreeTime[],
  };
}

/** The hold as it stands; null when it is over, or was another's. */
async function heldNow({ house }: Meetings, visit: Visit, id: string): Promise<Meeting | null> {
  const found = await findMeeting(house.db, visit.personId, id);
  if (found?.state !== 'held') return found;
  return found.holdUntil !== null && found.holdUntil > house.clock.now() ? found : null;
}

async function showHeld(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  values: Values,
): Promise<FastifyReply> {
  const { language } = request;
  const id = (request.params as { id: string }).id;
  const wishes = wishesOf(visit, values);
  const meeting = await heldNow(m, visit, meetingAt(id));
  if (meeting === null) return expired(m, request, reply, visit, values);
  if (meeting.state !== 'held') return reply.redirect(href(language, `${visit.way.base}/${meeting.id}`), 303);
  const title = bookingText(language)('check.title');
  const children = h(CheckPage, {
    way: visit.way,
    time: await factsOfMeeting(m, language, visit, meeting),
    wishes: { ...wishes, purpose: meeting.purpose },
    held: {
      meetingId: meeting.id,
      until: meeting.holdUntil!,
      timeKey: timeKey({ ...meeting, place: meeting.placeId === null ? null : { id: meeting.placeId } }),
    },
    change: null,
    requestId: m.house.newId(),
  });
  return sendInPassage(request, reply, visit, { title, children });
}

function expired(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit, values: Values): FastifyReply {
  const wishes = wishesOf(visit, values);
  const key = valueOf(values, 'time');
  const start = startOf(readTimeKey(key));
  const title = bookingText(request.language)('expired.title');
  const children = h(HoldExpiredPage, {
    way: visit.way,
    wishes,
    again: start === null || start <= m.house.clock.now() ? null : { timeKey: key, start },
    requestId: m.house.newId(),
  });
  return sendInPassage(request, reply, visit, { title, children, status: 409 });
}

export function startOf(time: ChosenTime | null): Instant | null {
  try {
    return time === null ? null : instant(time.start);
  } catch {
    return null;
  }
}

async function confirm(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, next, requestId } = readForm(request.body);
  const meetingId = meetingAt((request.params as { id: string }).id);
  const { personId, way } = visit;
  const to = (path: string) => reply.redirect(href(request.language, `${way.base}/${path}`), 303);
  try {
    if (next === 'release') {
      await act(m, request.actor, releaseHold, { personId, meetingId }, requestId);
      return await to(`times?${wishQuery(wishesOf(visit, values))}`);
    }
    await act(m, request.actor, confirmMeeting, { personId, meetingId }, requestId);
    return await to(`${meetingId}?done=booked`);
  } catch (error) {
    if (error instanceof Problem && error.code === 'already-booked') return to(`book?${wishQuery(wishesOf(visit, values))}`);
    const isOver =
      error instanceof Problem && ['hold-expired', 'meeting-unknown', 'state-refuses', 'time-taken'].includes(error.code);
    if (!isOver) throw error;
    if (next === 'release') return to(`times?${wishQuery(wishesOf(visit, values))}`);
    return expired(m, request, reply, visit, values);
  }
}
