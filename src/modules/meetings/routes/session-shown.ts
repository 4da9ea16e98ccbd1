/** One meeting for several persons on its page, and what lists of them say. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { hasRole, mayRun } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { roomTimes } from '../../contact/index.ts';
import { bookSeat } from '../book-seat.ts';
import { cancelSession } from '../cancel-session.ts';
import { hasRoom, isRoomOpen } from '../joining.ts';
import type { Meetings } from '../meetings.ts';
import { sessionDone, SessionPage } from '../pages/sessions/session-page.tsx';
import type { ListedSession } from '../pages/sessions/sessions-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { seatsShown } from '../seats-shown.ts';
import { allOfficers, officerOfAccount } from '../store/officers.ts';
import { findRoom } from '../store/rooms.ts';
import { meetingStaff } from '../state.ts';
import { findReplacement, findSession, type Session } from '../store/sessions.ts';
import { typesOn } from '../store/types.ts';
import '../texts.ts';

/** The id in an address. */
export const oneSession = z.object({ id: z.uuid().transform((text) => parseUuid(text)!) });
/** What an address says was just done. */
export const shownAnswer = z.object({
  done: z.enum(sessionDone).nullable().catch(null),
  displaced: z.coerce.number().int().min(0).catch(0),
});

/** What staff see of each in a list, by whose names its officers go. */
export async function listedSessions(
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

/** The way back to the list. */
export const sessionCrumbs = ({ language }: FastifyRequest) => [
  { href: href(language, '/sessions'), text: translator(language)('meetings:staffSessions.title') },
];

interface Answer extends z.output<typeof shownAnswer> {
  id: Uuid;
  wrong?: { seats: string; text: string };
  interpreterLink?: string;
}

export async function showSession(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): Promise<FastifyReply> {
  const { id, done, displaced, wrong = null, interpreterLink = null } = answer;
  const { house } = m;
  const { db, clock } = house;
  const now = clock.now();
  const session = await findSession(db, id);
  if (session === null) throw meetingsProblem('session-unknown');
  const [facts] = await listedSessions(m, request, [session]);
  const officer = await officerOfAccount(db, request.actor.id);
  const stands = session.cancelledAt === null;
  const isComing = stands && session.start > now;
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
      change: isComing && mayRun(request.actor, cancelSession),
      add: isComing && mayRun(request.actor, bookSeat) && hasRole(request.actor, meetingStaff),
      enter: hosts && isRoomOpen(session, now),
      interpreterLink: hosts && session.interpreterId !== null,
    },
    interpreterLink,
    done,
    displaced,
    wrong,
    newId: house.newId,
  });
  const page = { title: facts!.name, breadcrumbs: sessionCrumbs(request), hasErrors: wrong !== null, wide: true, children };
  return sendPage(reply, renderPage(request, page), wrong === null ? 200 : 422);
}
