/** Meetings for several persons, for whoever takes a seat: the person, someone who helps them, staff with the file open. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf, type Values } from '../../../ui/index.ts';
import { act } from '../book.ts';
import { bookSeat } from '../book-seat.ts';
import { changeSeat } from '../change-seat.ts';
import { bookersOf } from '../decide-booking.ts';
import type { Meetings } from '../meetings.ts';
import { purposeName } from '../pages/booking/words.tsx';
import { OfferedPage } from '../pages/sessions/offered-page.tsx';
import { exceptionGrounds } from '../rules/remote-first.ts';
import { sessionsFor } from '../sessions-for.ts';
import { findMeeting, type Meeting } from '../store/meetings.ts';
import { placeOf } from './booking-facts.ts';
import { meetingAt } from './booking-meeting.ts';
import { shownParams } from './booking-reasons.ts';
import { type Passage, sendInPassage, type Visit } from './booking-way.ts';
import '../texts.ts';

/** Refusals of a seat, each with its own words; the other meetings stand below them. */
const ofTheSeat: readonly string[] = [
  'seats-taken',
  'person-busy',
  'time-past',
  'time-outside-window',
  'channel-needs-reason',
  'booking-not-allowed',
  'already-booked',
  'registration-required',
  'session-unknown',
];

export function seatEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', access: passage.access, params: passage.params } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: `${passage.url}/sessions`,
      summary: 'Meetings for several persons, in which a seat can be taken',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showOffered(m, request, reply, visit, readForm(request.query).values, null);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${passage.url}/sessions/:id`,
      summary: 'Take a seat in a meeting for several persons, also instead of another time',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : takeSeat(m, request, reply, visit);
      },
    }),
  ];
}

/** The meeting that is to get a seat instead of its time; null: none that the address names. */
async function changedOf({ house }: Meetings, { personId }: Visit, values: Values): Promise<Meeting | null> {
  const change = valueOf(values, 'change');
  return change === '' ? null : findMeeting(house.db, personId, meetingAt(change));
}

async function showOffered(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  values: Values,
  refused: { title: string; text: string } | null,
): Promise<FastifyReply> {
  const { language } = request;
  const changed = await changedOf(m, visit, values);
  const offered = await sessionsFor(m, visit, changed?.purpose ?? null);
  const sessions = offered
    .filter(({ session }) => session.id !== changed?.sessionId)
    .map(({ session, type, isOpen, meetingId }) => ({
      ...session,
      name: purposeName(language, type.purpose, [type]),
      place: placeOf(m, session.placeId),
      left: session.seats - session.taken,
      isOpen,
      meetingId,
    }));
  const children = h(OfferedPage, {
    way: visit.way,
    sessions,
    change: changed === null ? null : { meetingId: changed.id, version: changed.version },
    isOfficer: bookersOf(visit.actor, visit.standing).includes('officer'),
    refused,
    newId: m.house.newId,
  });
  const title = translator(language)(`meetings:sessions.title${changed === null ? '' : 'Change'}`);
  return sendInPassage(request, reply, visit, { title, children, status: refused === null ? 200 : 409 });
}

async function takeSeat(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, requestId } = readForm(request.body);
  const { personId, way, actor } = visit;
  const sessionId = meetingAt((request.params as { id: string }).id);
  const ground = z.enum(exceptionGrounds).safeParse(valueOf(values, 'ground'));
  const cameBy = way.kind === 'staff' ? 'officer' : 'web';
  const seat = { personId, sessionId, cameBy, exceptionGround: ground.data ?? null };
  const change = valueOf(values, 'change');
  try {
    if (change === '') {
      const { meetingId } = await act(m, actor, bookSeat, seat, requestId);
      return await reply.redirect(href(request.language, `${way.base}/${meetingId}?done=booked`), 303);
    }
    const version = Number(valueOf(values, 'version')) || null;
    const { meetingId } = await act(m, actor, changeSeat, { ...seat, meetingId: meetingAt(change), version }, requestId);
    return await reply.redirect(href(request.language, `${way.base}/${meetingId}?done=changed`), 303);
  } catch (error) {
    return showOffered(m, request, reply, visit, values, refusedSeat(request.language, error));
  }
}

/** A refusal of a seat in words; any other error is thrown on. */
function refusedSeat(language: Language, error: unknown): { title: string; text: string } {
  // Whoever takes the same seat at once is told what they are told who come a moment later.
  const code =
    error instanceof Problem && error.code === 'time-taken' ? 'person-busy' : error instanceof Problem ? error.code : '';
  if (!(error instanceof Problem) || !ofTheSeat.includes(code)) throw error;
  const t = translator(language);
  const params = shownParams(language, error.details.params ?? {});
  return { title: t(`meetings:problem.${code}.title`, params), text: t(`meetings:problem.${code}.text`, params) };
}
