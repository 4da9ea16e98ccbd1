/**
 * A new seat for someone whose session lost its officer, room or place: in the session that is held instead of it, which the first of them
 * brings about, so that all of them stay together; else in another of the same type that is as good. Otherwise the person is asked.
 */
import { type Actor, execute } from '../../platform/auth/index.ts';
import { later, localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { act, withSomeone } from './book.ts';
import type { Meetings } from './meetings.ts';
import { type Rebooked, timesFor } from './rebook.ts';
import { rebookSeat } from './rebook-seat.ts';
import { replaceSession } from './replace-session.ts';
import { equalTime, isEqual } from './rules/equal-time.ts';
import type { Meeting } from './store/meetings.ts';
import { findReplacement, findSession, listSessions, type Session } from './store/sessions.ts';

/** Refusals of one session, after which another is tried. */
const oneSession: readonly string[] = ['seats-taken', 'person-busy', 'session-unknown', 'time-not-offered', 'time-taken'];

export async function rebookSeatOf(
  m: Meetings,
  actor: Actor,
  meeting: Meeting & { sessionId: Uuid },
  rebookingId: Uuid | null,
): Promise<Rebooked> {
  const { db, clock } = m.house;
  const now = clock.now();
  const old = await findSession(db, meeting.sessionId);
  const instead = old === null ? null : await sessionInstead(m, actor, old);
  const { personId, id: meetingId, placeId, language } = meeting;
  const open = { typeCodes: [meeting.typeCode], language, seatFor: personId };
  const atPlace = await listSessions(db, later(meeting.start, -1), { ...open, placeIds: placeId === null ? [] : [placeId] });
  const value = valueOn(equalTime, localTime(now).date);
  const equal = atPlace.filter((one) => one.id !== instead?.id && one.taken < one.seats && isEqual(value, meeting, one, now));
  const refusals: string[] = [];
  for (const session of [...(instead === null ? [] : [instead]), ...equal]) {
    try {
      await act(m, actor, rebookSeat, { personId, meetingId, sessionId: session.id, rebookingId });
      return { is: 'moved' };
    } catch (error) {
      if (!(error instanceof Problem) || !oneSession.includes(error.code)) throw error;
      refusals.push(error.code);
    }
  }
  const next = (await listSessions(db, now, open)).find(({ seats, taken }) => taken < seats);
  const nearest = next?.start ?? null;
  const why = refusals.length > 0 ? 'taken-meanwhile' : nearest === null ? 'nobody-free' : 'none-as-good';
  return { is: 'asked', why: refusals.includes('person-busy') ? 'person-busy' : why, nearest };
}

/** The session that is held instead of one; opened now when someone can hold it at a time that is as good, else null. */
async function sessionInstead(m: Meetings, actor: Actor, old: Session): Promise<Session | null> {
  const { db } = m.house;
  const there = await findReplacement(db, old.id);
  if (there !== null || old.cancelReason !== null || old.cancelledAt === null) return there;
  const { typeCode, channel, placeId, language, seats } = old;
  const found = await timesFor(m, old, { seats });
  for (const { start } of found?.equal ?? []) {
    const time = { typeCode, start, channel, placeId, language, interpreter: old.interpreterId !== null };
    const asked = { ...time, ignoreWindow: true, officers: { seats } };
    try {
      const { sessionId } = await withSomeone(m, asked, (one) =>
        execute(m.house, actor, replaceSession, { sessionId: old.id, start, found: one }),
      );
      return await findSession(db, sessionId);
    } catch (error) {
      if (!(error instanceof Problem) || !oneSession.includes(error.code)) throw error;
    }
  }
  return null;
}
