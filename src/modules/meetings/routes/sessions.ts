/** Meetings for several persons, for staff: the list, one of them, and what is done with it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, mayRun } from '../../../platform/auth/index.ts';
import { later, localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { hashOf, meetPath, newSecret, roomTimes } from '../../contact/index.ts';
import { act } from '../book.ts';
import { cancelSession } from '../cancel-session.ts';
import { changeSessionSeats } from '../change-session-seats.ts';
import { giveSessionSeat } from '../give-session-seat.ts';
import { hasRoom, isRoomOpen } from '../joining.ts';
import { sessionCancelReasons } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { openSession } from '../open-session.ts';
import { CancelSessionPage, sessionDone, sessionOutcomes, SessionPage } from '../pages/sessions/session-page.tsx';
import { type ListedSession, SessionsPage } from '../pages/sessions/sessions-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { recordOutcome } from '../record-outcome.ts';
import { seatsShown } from '../seats-shown.ts';
import { meetingStaff } from '../state.ts';
import { allOfficers, officerOfAccount } from '../store/officers.ts';
import { findRoom } from '../store/rooms.ts';
import { findReplacement, findSession, listSessions, type Session } from '../store/sessions.ts';
import { typesOn } from '../store/types.ts';
import { newSessionPages, wrongSeats } from './session-new.ts';
import '../texts.ts';

export const sessionReaders = [...meetingStaff, 'planner'] as const;
/** So far back a meeting is listed, for how it went to be noted. */
const listedDays = 14;
const dayMs = 86_400_000;

const one = z.object({ id: z.uuid().transform((text) => parseUuid(text)!) });
const shown = z.object({
  done: z.enum(sessionDone).nullable().catch(null),
  displaced: z.coerce.number().int().min(0).catch(0),
});

/** `publicUrl`: the address that an interpreter knows the site by. */
export function sessionPages(m: Meetings, publicUrl: () => string): Endpoint[] {
  const common = { kind: 'page', params: one } as const;
  return [
    endpoint({
      kind: 'page',
      method: 'GET',
      access: sessionReaders,
      url: '/sessions',
      summary: 'Meetings for several persons: those to come and those of the last two weeks',
      handle: (request, reply) => showSessions(m, request, reply),
    }),
    ...newSessionPages(m),
    endpoint({
      ...common,
      method: 'GET',
      access: sessionReaders,
      url: '/sessions/:id',
      summary: 'A meeting for several persons: what it is and who is in it',
      query: shown,
      handle: (request, reply) => showSession(m, request, reply, { id: request.params.id, ...request.query }),
    }),
    ...changing(m),
    endpoint({
      ...common,
      method: 'POST',
      access: recordOutcome.roles,
      url: '/sessions/:id/outcome',
      summary: 'How it went for one of several persons',
      body: z.unknown(),
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const path = href(request.language, `/sessions/${request.params.id}`);
        const outcome = z.enum(sessionOutcomes).safeParse(valueOf(values, 'outcome'));
        // Nothing chosen says nothing.
        if (!outcome.success) return reply.redirect(path, 303);
        const of = { personId: valueOf(values, 'person'), meetingId: valueOf(values, 'meeting') };
        const input = { ...of, version: Number(valueOf(values, 'version')) || null, outcome: outcome.data };
        await act(m, request.actor, recordOutcome, input, requestId);
        return reply.redirect(`${path}?done=outcome`, 303);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      access: giveSessionSeat.roles,
      url: '/sessions/:id/video',
      summary: 'A host’s seat in the video room of several persons, or the link of its interpreter',
      body: z.unknown(),
      async handle(request, reply) {
        const { id: sessionId } = request.params;
        const part = valueOf(readForm(request.body).values, 'part') === 'interpreter' ? 'interpreter' : 'host';
        const code = newSecret();
        const input = { sessionId, part, codeHash: hashOf(code).toString('base64') };
        await execute(m.house, request.actor, giveSessionSeat, input);
        const path = href(request.language, meetPath(code));
        void reply.header('cache-control', 'no-store');
        if (part === 'host') return reply.redirect(path, 303);
        const answer = { id: sessionId, done: null, displaced: 0, interpreterLink: `${publicUrl()}${path}` };
        return showSession(m, request, reply, answer);
      },
    }),
  ];
}

/** What changes it as a whole. */
function changing(m: Meetings): Endpoint[] {
  const common = { kind: 'page', params: one } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      access: cancelSession.roles,
      url: '/sessions/:id/cancel',
      summary: 'Cancel a meeting for several persons: why',
      handle: (request, reply) => showCancel(m, request, reply, request.params.id, null),
    }),
    endpoint({
      ...common,
      method: 'POST',
      access: cancelSession.roles,
      url: '/sessions/:id/cancel',
      summary: 'Cancel a meeting for several persons: each is told and chooses another',
      body: z.unknown(),
      async handle(request, reply) {
        const { id: sessionId } = request.params;
        const { values, requestId } = readForm(request.body);
        const reason = z.enum(sessionCancelReasons).safeParse(valueOf(values, 'reason'));
        if (!reason.success) {
          const wrong = translator(request.language)('meetings:staffSessions.wrongReason');
          return showCancel(m, request, reply, sessionId, wrong);
        }
        const input = { sessionId, reason: reason.data, version: Number(valueOf(values, 'version')) || null };
        const { meetingIds } = await act(m, request.actor, cancelSession, input, requestId);
        const to = href(request.language, `/sessions/${sessionId}`);
        return reply.redirect(`${to}?done=cancelled&displaced=${meetingIds.length}`, 303);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      access: changeSessionSeats.roles,
      url: '/sessions/:id/seats',
      summary: 'More or fewer seats in a meeting for several persons',
      body: z.unknown(),
      async handle(request, reply) {
        const { id: sessionId } = request.params;
        const { values, requestId } = readForm(request.body);
        const typed = valueOf(values, 'seats').trim();
        const input = { sessionId, seats: Number(typed), version: Number(valueOf(values, 'version')) || null };
        try {
          await act(m, request.actor, changeSessionSeats, input, requestId);
        } catch (error) {
          const text = wrongSeats(request, error);
          return showSession(m, request, reply, { id: sessionId, done: null, displaced: 0, wrong: { seats: typed, text } });
        }
        return reply.redirect(`${href(request.language, `/sessions/${sessionId}`)}?done=seats`, 303);
      },
    }),
  ];
}

async function listed(
  { house, register }: Meetings,
  { language }: FastifyRequest,
  sessions: readonly Session[],
): Promise<ListedSession[]> {
  const { db, clock } = house;
  const types = new Map((await typesOn(db, localTime(clock.now()).date)).map((type) => [type.code, type.names]));
  const officers = await allOfficers(db, [...new Set(sessions.flatMap(({ officerIds }) => officerIds))]);
  const named = new Map(officers.map(({ id, name }) => [id, name]));
  const places = new Map(register.current().places.map(({ place }) => [place.id, place.name]));
  return sessions.map(({ typeCode, placeId, officerIds, cancelledAt, ...session }) => {
    const names = types.get(typeCode);
    return {
      ...session,
      name: names?.[language.slice(0, 2)] ?? names?.['sv'] ?? typeCode,
      place: placeId === null ? null : (places.get(placeId) ?? null),
      officers: officerIds.map((id) => named.get(id) ?? ''),
      isCancelled: cancelledAt !== null,
    };
  });
}

async function showSessions(m: Meetings, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = m.house;
  const now = clock.now();
  const recent = await listSessions(db, later(now, -listedDays * dayMs), { withCancelled: true });
  const past = recent.filter(({ start }) => start <= now).toReversed();
  const children = h(SessionsPage, {
    coming: await listed(m, request, await listSessions(db, now, { withCancelled: true })),
    past: await listed(m, request, past),
    mayOpen: mayRun(request.actor, openSession),
  });
  const title = translator(request.language)('meetings:staffSessions.title');
  return sendPage(reply, renderPage(request, { title, wide: true, children }));
}

const crumbs = ({ language }: FastifyRequest) => [
  { href: href(language, '/sessions'), text: translator(language)('meetings:staffSessions.title') },
];

interface Answer extends z.output<typeof shown> {
  id: Uuid;
  wrong?: { seats: string; text: string };
  interpreterLink?: string;
}

async function showSession(m: Meetings, request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  const { id, done, displaced, wrong = null, interpreterLink = null } = answer;
  const { house } = m;
  const { db, clock } = house;
  const now = clock.now();
  const session = await findSession(db, id);
  if (session === null) throw meetingsProblem('session-unknown');
  const [facts] = await listed(m, request, [session]);
  const officer = await officerOfAccount(db, request.actor.id);
  const stands = session.cancelledAt === null;
  const isOwn = officer !== null && session.officerIds.includes(officer.id);
  const hosts = stands && isOwn && hasRoom(session) && now < roomTimes(session).closesAt;
  const children = h(SessionPage, {
    session: {
      ...facts!,
      version: session.version,
      room: session.roomId === null ? null : ((await findRoom(db, session.roomId))?.name ?? null),
      language: session.language,
      interpreter: session.interpreterId !== null,
      cancelReason: session.cancelReason,
      instead: (await findReplacement(db, id))?.id ?? null,
    },
    rows: await seatsShown(house, request.actor, session),
    may: {
      change: stands && session.start > now && mayRun(request.actor, cancelSession),
      enter: hosts && isRoomOpen(session, now),
      interpreterLink: hosts && session.interpreterId !== null,
    },
    interpreterLink,
    done,
    displaced,
    wrong,
    newId: house.newId,
  });
  const page = { title: facts!.name, breadcrumbs: crumbs(request), hasErrors: wrong !== null, wide: true, children };
  return sendPage(reply, renderPage(request, page), wrong === null ? 200 : 422);
}

async function showCancel(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  id: Uuid,
  wrong: string | null,
): Promise<FastifyReply> {
  const session = await findSession(m.house.db, id);
  if (session === null) throw meetingsProblem('session-unknown');
  const [facts] = await listed(m, request, [session]);
  const children = h(CancelSessionPage, {
    session: { ...facts!, version: session.version },
    wrong,
    requestId: m.house.newId(),
  });
  const title = translator(request.language)('meetings:staffSessions.cancelTitle');
  const breadcrumbs = [...crumbs(request), { href: href(request.language, `/sessions/${id}`), text: facts!.name }];
  return sendPage(
    reply,
    renderPage(request, { title, breadcrumbs, hasErrors: wrong !== null, children }),
    wrong === null ? 200 : 422,
  );
}
