/** Another time for a meeting: chosen as a new one is, looked through, and taken in place of the old one. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { changeTo } from '../book.ts';
import { spanOf } from '../decide-booking.ts';
import type { Meetings } from '../meetings.ts';
import { CheckPage } from '../pages/booking/check-page.tsx';
import { bookingText } from '../pages/booking/words.tsx';
import { type ChosenTime, readTimeKey, timeKey, wishQuery } from '../pages/booking/wishes.ts';
import { meetingsProblem } from '../problems.ts';
import { can } from '../state.ts';
import { findMeeting } from '../store/meetings.ts';
import { typeOn } from '../store/types.ts';
import { showRefused, showTimes } from './booking-book.ts';
import { askedOf, refusedTime, startOf } from './booking-check.ts';
import { factsOfTime } from './booking-facts.ts';
import { meetingAt } from './booking-meeting.ts';
import { type Passage, sendInPassage, type Visit, wishesOf } from './booking-way.ts';
import '../texts.ts';

export function changeEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', access: passage.access, params: passage.params } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: `${passage.url}/:id/change`,
      summary: 'Another time for a meeting: look it through, or begin to choose',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showChange(m, request, reply, visit);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: `${passage.url}/:id/change`,
      summary: 'Another time for a meeting: confirm it',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : change(m, request, reply, visit);
      },
    }),
  ];
}

/** Without a chosen time the choice begins, with the meeting's own language and channel as wishes. */
async function showChange(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { language } = request;
  const meeting = await findMeeting(m.house.db, visit.personId, meetingAt((request.params as { id: string }).id));
  if (meeting === null) throw meetingsProblem('meeting-unknown');
  if (!can(request.actor.roles, 'change', meeting.state))
    throw meetingsProblem('state-refuses', { params: { state: meeting.state } });
  const { values } = readForm(request.query);
  const key = valueOf(values, 'time');
  const time = readTimeKey(key);
  const start = startOf(time);
  if (time === null || start === null) {
    // Another seat first; a time of their own is one link further.
    if (meeting.sessionId !== null) return reply.redirect(href(language, `${visit.way.base}/sessions?change=${meeting.id}`), 303);
    const { purpose, channel, language: spoken, interpreterId } = meeting;
    const begun = { ...wishesOf(visit, {}), purpose, channel, language: spoken, interpreter: interpreterId !== null };
    return reply.redirect(href(language, `${visit.way.base}/book?${wishQuery({ ...begun, change: meeting.id })}`), 303);
  }
  const type = await typeOn(m.house.db, time.typeCode, today(m.house.clock));
  if (type === null) throw meetingsProblem('type-unknown', { params: { type: time.typeCode } });
  const wishes = { ...wishesOf(visit, values), change: meeting.id };
  const facts = {
    purpose: type.purpose,
    ...time,
    ...spanOf(start, type),
    language: wishes.language,
    interpreter: wishes.interpreter,
  };
  const children = h(CheckPage, {
    way: visit.way,
    time: await factsOfTime(m, language, visit, { ...facts, ground: null }),
    wishes,
    held: null,
    change: {
      meetingId: meeting.id,
      version: meeting.version,
      start: meeting.start,
      end: meeting.end,
      timeKey: timeKey(asFree(time)),
    },
    requestId: m.house.newId(),
  });
  return sendInPassage(request, reply, visit, { title: bookingText(language)('check.titleChange'), children });
}

const asFree = ({ placeId, ...time }: ChosenTime) => ({ ...time, place: placeId === null ? null : { id: placeId } });

async function change(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { values, requestId } = readForm(request.body);
  const meetingId = meetingAt((request.params as { id: string }).id);
  const wishes = { ...wishesOf(visit, values), change: meetingId };
  const time = readTimeKey(valueOf(values, 'time'));
  if (time === null) return showTimes(m, request, reply, visit, wishes, null);
  try {
    const asked = { ...askedOf(visit, wishes, time), meetingId, version: Number(valueOf(values, 'version')) || null };
    const changed = await changeTo(m, request.actor, asked, requestId);
    return await reply.redirect(href(request.language, `${visit.way.base}/${changed.meetingId}?done=changed`), 303);
  } catch (error) {
    return showRefused(m, request, reply, visit, wishes, refusedTime(request.language, error));
  }
}
