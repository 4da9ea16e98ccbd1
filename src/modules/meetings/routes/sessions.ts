/** Meetings for several persons, for staff: the list, one of them, and what is done with it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, mayRun } from '../../../platform/auth/index.ts';
import { later } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { hashOf, meetPath, newSecret } from '../../contact/index.ts';
import { act } from '../book.ts';
import { giveSessionSeat } from '../give-session-seat.ts';
import type { Meetings } from '../meetings.ts';
import { openSession } from '../open-session.ts';
import { sessionOutcomes } from '../pages/sessions/session-seats.tsx';
import { SessionsPage } from '../pages/sessions/sessions-page.tsx';
import { recordOutcome } from '../record-outcome.ts';
import { meetingStaff } from '../state.ts';
import { listSessions } from '../store/sessions.ts';
import { sessionChanges } from './session-change.ts';
import { newSessionPages } from './session-new.ts';
import { listedSessions, oneSession, shownAnswer, showSession } from './session-shown.ts';
import '../texts.ts';

export const sessionReaders = [...meetingStaff, 'planner'] as const;
/** So far back a meeting is listed, for how it went to be noted. */
const listedDays = 14;
const dayMs = 86_400_000;

/** `publicUrl`: the address that an interpreter knows the site by. */
export function sessionPages(m: Meetings, publicUrl: () => string): Endpoint[] {
  const common = { kind: 'page', params: oneSession } as const;
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
      query: shownAnswer,
      handle: (request, reply) => showSession(m, request, reply, { id: request.params.id, ...request.query }),
    }),
    ...sessionChanges(m),
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

async function showSessions(m: Meetings, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, clock } = m.house;
  const now = clock.now();
  const past = await listSessions(db, later(now, -listedDays * dayMs), { withCancelled: true, begunBy: now });
  const children = h(SessionsPage, {
    coming: await listedSessions(m, request, await listSessions(db, now, { withCancelled: true })),
    past: await listedSessions(m, request, past),
    mayOpen: mayRun(request.actor, openSession),
  });
  const title = translator(request.language)('meetings:staffSessions.title');
  return sendPage(reply, renderPage(request, { title, wide: true, children }));
}
