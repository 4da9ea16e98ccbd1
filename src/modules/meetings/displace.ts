/** What happens to meetings whose officer, room, interpreter or place is gone: each loses its time, keeps its person, and is told. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { together } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { meetingsEvents } from './events.ts';
import type { Displacement } from './kinds.ts';
import { lockSupply, type Lost, meetingsHit, sessionsHit, takeTurnsOf, writeDisplaced } from './store/displace.ts';
import { deleteHolds, type Meeting } from './store/meetings.ts';
import { freeTime, occupiedBy, resourcesOf, type Span } from './store/occupancy.ts';
import { cancelSessions, type HeldSession } from './store/sessions.ts';
import { withdrawOffers } from './store/waiting.ts';
import { noteEvent, timeOf } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

export type DisplaceContext = Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor'>;

export interface Displaced {
  meetingIds: Uuid[];
  /** To be written in the same transaction. */
  events: Event[];
}

/** Statements sent in one go. */
const batch = 200;

/**
 * Frees everything that was booked or held on what is lost, and tells each person. What is lost is then the caller's to occupy or to
 * end, in the same transaction: whoever wants its time waits until then. `supply`: whose rows the caller changes.
 */
export async function displaceMeetings(
  context: DisplaceContext,
  cause: Displacement,
  lost: Lost,
  supply: readonly Uuid[] = [],
): Promise<Displaced> {
  const { tx, now } = context;
  await takeTurnsOf(tx, lost);
  await lockSupply(tx, [...lost.resources, ...supply]);
  const sessions = await sessionsHit(tx, lost, now);
  return loseTime(context, cause, await meetingsHit(tx, lost, sessions, now), sessions);
}

/** These meetings and sessions, whose rows are held, have no time any more; what was held only is let go. */
export async function loseTime(
  context: DisplaceContext,
  cause: Displacement,
  hit: readonly Meeting[],
  sessions: readonly HeldSession[],
): Promise<Displaced> {
  const { tx, now } = context;
  const held = hit.filter(({ state }) => state === 'held').map(({ id }) => id);
  const booked = hit.filter(({ state }) => state === 'booked');
  const meetingIds = booked.map(({ id }) => id);
  await withdrawOffers(tx, held);
  await deleteHolds(tx, held);
  await writeDisplaced(tx, meetingIds, cause);
  const sessionIds = sessions.map(({ id }) => id);
  await cancelSessions(tx, sessionIds, now);
  await freeTime(tx, [...hit.map(({ id }) => id), ...sessionIds], whoseTime(hit, sessions), now);
  for (let from = 0; from < booked.length; from += batch) {
    await together(tx, (at) =>
      booked.slice(from, from + batch).flatMap((one) => tellDisplaced({ ...context, tx: at }, one, cause)),
    );
  }
  const events = booked.map((one) =>
    meetingsEvents.displaced(one.personId, { meetingId: one.id, purpose: one.purpose, cause, ...timeOf(one) }),
  );
  return { meetingIds, events };
}

function tellDisplaced(context: DisplaceContext, meeting: Meeting, cause: Displacement): Promise<void>[] {
  return [
    noteEvent(context, meeting, 'displaced', { cause, before: timeOf(meeting) }),
    tellNews(context, meeting, 'meetings.displaced'),
  ];
}

/** Also of sessions, whose officers and rooms are theirs and not their persons'. */
function whoseTime(hit: readonly Meeting[], sessions: readonly HeldSession[]): { resources: Uuid[]; spans: Span[] } {
  const { resources, spans } = occupiedBy(hit);
  return { resources: [...resources, ...sessions.flatMap(resourcesOf)], spans: [...spans, ...sessions] };
}
