/** What changes a meeting for several persons as a whole: it is cancelled, or has more seats or fewer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { act } from '../book.ts';
import { cancelSession } from '../cancel-session.ts';
import { changeSessionSeats } from '../change-session-seats.ts';
import { sessionCancelReasons } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { CancelSessionPage } from '../pages/sessions/cancel-session-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { findSession } from '../store/sessions.ts';
import { wrongSeats } from './session-new.ts';
import { listedSessions, oneSession, sessionCrumbs, showSession } from './session-shown.ts';

export function sessionChanges(m: Meetings): Endpoint[] {
  const common = { kind: 'page', params: oneSession } as const;
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

async function showCancel(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  id: Uuid,
  wrong: string | null,
): Promise<FastifyReply> {
  const session = await findSession(m.house.db, id);
  if (session === null) throw meetingsProblem('session-unknown');
  const [facts] = await listedSessions(m, request, [session]);
  const children = h(CancelSessionPage, {
    session: { ...facts!, version: session.version },
    wrong,
    requestId: m.house.newId(),
  });
  const title = translator(request.language)('meetings:staffSessions.cancelTitle');
  const breadcrumbs = [...sessionCrumbs(request), { href: href(request.language, `/sessions/${id}`), text: facts!.name }];
  return sendPage(
    reply,
    renderPage(request, { title, breadcrumbs, hasErrors: wrong !== null, children }),
    wrong === null ? 200 : 422,
  );
}
