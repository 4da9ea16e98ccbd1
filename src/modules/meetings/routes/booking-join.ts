/** The way into a video meeting, and what calls there were: by the person, whoever helps them, and the meeting's officers. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { hashOf, meetPath, newSecret, roomTimes } from '../../contact/index.ts';
import { phoneShown } from '../../people/index.ts';
import { giveVideoSeat } from '../give-video-seat.ts';
import { isRoomOpen, joiningParts, partsFor } from '../joining.ts';
import { callResults } from '../kinds.ts';
import { logCallAttempt } from '../log-call-attempt.ts';
import type { Meetings } from '../meetings.ts';
import type { Call, JoinFacts } from '../pages/booking/join-part.tsx';
import { can, meetingStaff } from '../state.ts';
import { listMeetingEvents, type Meeting, type ShownMeetingEvent } from '../store/meetings.ts';
import { officerOfAccount } from '../store/officers.ts';
import { meetingAt, showMeeting } from './booking-meeting.ts';
import type { Passage, Visit } from './booking-way.ts';

/** `publicUrl`: the address that an interpreter knows the site by. */
export function joinEndpoints(m: Meetings, passage: Passage, publicUrl: () => string): Endpoint[] {
  const common = { kind: 'page', params: passage.params, method: 'POST' } as const;
  const idOf = (request: FastifyRequest) => meetingAt((request.params as { id: string }).id);
  const video = endpoint({
    ...common,
    access: passage.access,
    url: `${passage.url}/:id/video`,
    summary: 'A seat at a video meeting, with a code that works once',
    async handle(request, reply) {
      const visit = await passage.enter(request, reply);
      if (visit === null) return reply;
      const asked = z.enum(joiningParts).safeParse(valueOf(readForm(request.body).values, 'part'));
      const part = asked.data ?? (visit.way.kind === 'staff' ? 'host' : 'guest');
      const code = newSecret();
      const input = { personId: visit.personId, meetingId: idOf(request), part, codeHash: hashOf(code).toString('base64') };
      await execute(m.house, request.actor, giveVideoSeat, input);
      const path = href(request.language, meetPath(code));
      void reply.header('cache-control', 'no-store');
      if (part !== 'interpreter') return reply.redirect(path, 303);
      return showMeeting(m, request, reply, visit, { done: null, interpreterLink: `${publicUrl()}${path}` });
    },
  });
  if (!passage.url.startsWith('/people/')) return [video];
  const call = endpoint({
    ...common,
    access: meetingStaff,
    url: `${passage.url}/:id/call-attempt`,
    summary: 'Someone was called: how it went',
    async handle(request, reply) {
      const visit = await passage.enter(request, reply);
      if (visit === null) return reply;
      const { values, requestId } = readForm(request.body);
      const path = href(request.language, `${visit.way.base}/${idOf(request)}`);
      const result = valueOf(values, 'result');
      // Nothing chosen says nothing.
      if (result === '') return reply.redirect(`${path}#calls`, 303);
      await execute(
        m.house,
        request.actor,
        logCallAttempt,
        { personId: visit.personId, meetingId: idOf(request), result },
        requestId,
      );
      return reply.redirect(`${path}?done=call-noted`, 303);
    },
  });
  return [video, call];
}

/** What the page of a meeting says of joining it. */
export async function joinFactsOf(
  { house }: Meetings,
  request: FastifyRequest,
  visit: Visit,
  meeting: Meeting,
  interpreterLink: string | null,
): Promise<JoinFacts> {
  const { id: meetingId, personId, channel, state } = meeting;
  const now = house.clock.now();
  const isStaff = visit.way.kind === 'staff';
  const officer = isStaff ? await officerOfAccount(house.db, request.actor.id) : null;
  const { opensAt, closesAt } = roomTimes(meeting);
  const isToCome = can(request.actor.roles, 'join', state) && now < closesAt;
  const { phone } = visit.view;
  return {
    meetingId,
    channel,
    parts: isToCome ? partsFor(meeting, { isStaff, officerId: officer?.id ?? null }) : [],
    opensAt,
    isOpen: isRoomOpen(meeting, now),
    phone: phone === null ? null : phoneShown(phone),
    calls: channel === 'on-site' ? [] : callsOf(await listMeetingEvents(house.db, { personId, meetingId })),
    mayLog: state === 'booked',
    interpreterLink,
    requestId: house.newId(),
  };
}

function callsOf(events: readonly ShownMeetingEvent[]): Call[] {
  return events.flatMap(({ at, what, details }): Call[] => {
    if (what === 'call-asked') return [{ at, result: null }];
    const result = z.enum(callResults).safeParse(details['result']);
    return what === 'call-attempt' && result.success ? [{ at, result: result.data }] : [];
  });
}
