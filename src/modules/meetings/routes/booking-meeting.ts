/** The list of someone's meetings, one meeting, and cancelling it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { conversationToHold } from '../../cases/index.ts';
import { act } from '../book.ts';
import { cancelMeeting } from '../cancel-meeting.ts';
import type { Meetings } from '../meetings.ts';
import { type ListedMeeting, listDone, ListPage } from '../pages/booking/list-page.tsx';
import { CancelPage, meetingDone, MeetingPage } from '../pages/booking/meeting-page.tsx';
import { bookingText, purposeName } from '../pages/booking/words.tsx';
import { meetingsProblem } from '../problems.ts';
import { hasSessions } from '../sessions-for.ts';
import { can } from '../state.ts';
import { listRequests } from '../store/channel-request.ts';
import { findHold, findMeeting, listMeetings, type Meeting } from '../store/meetings.ts';
import { typesOn } from '../store/types.ts';
import { findWaiting } from '../store/waiting.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { factsOfMeeting, placeOf } from './booking-facts.ts';
import { joinFactsOf } from './booking-join.ts';
import { type Passage, sendInPassage, type Visit } from './booking-way.ts';
import '../texts.ts';

/** The id in an address; throws meeting-unknown for what is none. */
export function meetingAt(id: string): Uuid {
  const parsed = parseUuid(id);
  if (parsed === null) throw meetingsProblem('meeting-unknown');
  return parsed;
}

export function meetingEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', access: passage.access, params: passage.params } as const;
  const one = { ...common, url: `${passage.url}/:id` } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: passage.url,
      summary: 'Meetings: those to come, those held for someone, those that have been',
      query: z.object({ done: z.enum(listDone).nullable().catch(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showList(m, request, reply, visit, request.query.done);
      },
    }),
    endpoint({
      ...one,
      method: 'GET',
      summary: 'A meeting: what it is, and what can be done with it',
      query: z.object({ done: z.enum(meetingDone).nullable().catch(null) }),
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null
          ? reply
          : showMeeting(m, request, reply, visit, { done: request.query.done, interpreterLink: null });
      },
    }),
    endpoint({
      ...one,
      url: `${one.url}/cancel`,
      method: 'GET',
      summary: 'Cancel a meeting: why',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showCancel(m, request, reply, visit, { typed: '', wrong: null });
      },
    }),
    endpoint({
      ...one,
      url: `${one.url}/cancel`,
      method: 'POST',
      summary: 'Cancel a meeting',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : cancel(m, request, reply, visit);
      },
    }),
  ];
}

async function showList(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  done: (typeof listDone)[number] | null,
): Promise<FastifyReply> {
  const { language } = request;
  const { db, clock } = m.house;
  const now = clock.now();
  const types = await typesOn(db, localTime(now).date);
  const listed = (meeting: Meeting): ListedMeeting => {
    const { id, state, channel, start, end, placeId, seriesId } = meeting;
    return {
      id,
      state,
      channel,
      start,
      end,
      seriesId,
      purpose: purposeName(language, meeting.purpose, types, meeting.typeCode),
      place: placeOf(m, placeId),
    };
  };
  const all = await listMeetings(db, visit.personId);
  const isComing = ({ state, end }: Meeting) => state === 'booked' && end > now;
  const isDisplaced = ({ state }: Meeting) => state === 'displaced';
  const held = await findHold(db, visit.personId, now);
  const toHold = await conversationToHold(db, visit.personId);
  const waiting = await findWaiting(db, visit.personId);
  const asked = (await listRequests(db, visit.personId)).find(({ state }) => state === 'asked') ?? null;
  const children = h(ListPage, {
    way: visit.way,
    coming: all.filter(isComing).map(listed),
    displaced: all.filter(isDisplaced).map(listed),
    past: all
      .filter((one) => !isComing(one) && !isDisplaced(one))
      .toReversed()
      .map(listed),
    held: held === null || held.id === waiting?.offeredId ? null : { meetingId: held.id, until: held.holdUntil! },
    toBook: toHold !== null && toHold.bookedAt === null,
    asked: asked === null ? null : { at: asked.askedAt },
    waiting: waiting === null ? null : waiting.state === 'offered' ? 'offered' : 'waiting',
    hasSessions: await hasSessions(m, visit),
    done,
  });
  const title = bookingText(language)(visit.way.kind === 'self' ? 'list.title' : 'list.titleOf');
  return sendInPassage(request, reply, visit, { title, children, isList: true });
}

/** A meeting of this person that is no hold; throws meeting-unknown. */
async function ownMeeting({ house }: Meetings, request: FastifyRequest, { personId }: Visit): Promise<Meeting> {
  const meeting = await findMeeting(house.db, personId, meetingAt((request.params as { id: string }).id));
  if (meeting === null) throw meetingsProblem('meeting-unknown');
  return meeting;
}

export async function showMeeting(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  { done, interpreterLink }: { done: (typeof meetingDone)[number] | null; interpreterLink: string | null },
): Promise<FastifyReply> {
  const { language, actor } = request;
  const meeting = await ownMeeting(m, request, visit);
  const { id, state, cancelReason } = meeting;
  if (state === 'held') {
    // A time that is offered to someone in line is answered there.
    const offered = (await findWaiting(m.house.db, visit.personId))?.offeredId === id;
    return reply.redirect(href(language, `${visit.way.base}/${offered ? 'waiting' : `${id}/confirm`}`), 303);
  }
  const begun = meeting.start <= m.house.clock.now();
  const children = h(MeetingPage, {
    way: visit.way,
    meetingId: id,
    state,
    meeting: await factsOfMeeting(m, language, visit, meeting),
    cancelReason,
    may: {
      change: can(actor.roles, 'change', state) && (!begun || state !== 'booked'),
      cancel: can(actor.roles, 'cancel', state) && (!begun || state !== 'booked'),
    },
    done,
    join: await joinFactsOf(m, request, visit, meeting, interpreterLink),
  });
  return sendInPassage(request, reply, visit, { title: bookingText(language)('meeting.title'), children });
}

async function showCancel(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  said: { typed: string; wrong: string | null },
): Promise<FastifyReply> {
  const { language, actor } = request;
  const meeting = await ownMeeting(m, request, visit);
  const path = href(language, `${visit.way.base}/${meeting.id}`);
  if (!can(actor.roles, 'cancel', meeting.state)) return reply.redirect(path, 303);
  const children = h(CancelPage, {
    way: visit.way,
    meetingId: meeting.id,
    version: meeting.version,
    meeting: await factsOfMeeting(m, language, visit, meeting),
    ...said,
    requestId: m.house.newId(),
  });
  const status = said.wrong === null ? 200 : 422;
  return sendInPassage(request, reply, visit, {
    title: bookingText(language)('cancel.title'),
    children,
    status,
    hasErrors: said.wrong !== null,
  });
}

async function cancel(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, requestId } = readForm(request.body);
  const meetingId = meetingAt((request.params as { id: string }).id);
  const reason = valueOf(values, 'reason');
  const t = bookingText(request.language);
  if (reason === '') return showCancel(m, request, reply, visit, { typed: '', wrong: t('wrong.cancelReason') });
  const input = { personId: visit.personId, meetingId, version: Number(valueOf(values, 'version')) || null, reason };
  try {
    await act(m, request.actor, cancelMeeting, input, requestId);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    return showCancel(m, request, reply, visit, { typed: reason, wrong: t('wrong.cancelReason') });
  }
  return reply.redirect(href(request.language, `${visit.way.base}?done=cancelled`), 303);
}
