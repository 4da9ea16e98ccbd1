/**
 * New times for many at once: each meeting in a transaction of its own, in which it is also noted that it is done. A process that is killed
 * leaves the rest, and the one that it had in hand, to the next; what was given is given once, and told once.
 */
import { type Actor, execute, type Role } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { keepDoing, type Repeating } from '../../platform/repeat/index.ts';
import { protectedAmong } from '../people/index.ts';
import type { Meetings } from './meetings.ts';
import { rebook } from './rebook.ts';
import { startRebooking } from './start-rebooking.ts';
import type { DisplacedFilter } from './store/displace.ts';
import { findMeeting } from './store/meetings.ts';
import { claimItem, type ClaimedItem, countItems, type ItemOutcome, writeItem } from './store/rebooking.ts';

/** So often one is tried that failed by a fault of ours; then it is the person's to choose, as where nothing is as good. */
const mostAttempts = 5;

/** What was cancelled, changed or became a named officer's since: the others get their times all the same. */
const noMore: readonly string[] = ['state-refuses', 'meeting-unknown'];

/** Goes through what is left, of one or of all, for as long as there is any and `signal` says nothing; gives how many were tried. */
export async function rebookDue(
  m: Meetings,
  { of = null, most = Infinity, signal }: { of?: Uuid | null; most?: number; signal?: AbortSignal } = {},
): Promise<number> {
  let count = 0;
  while (count < most && signal?.aborted !== true) {
    const item = await claimItem(m.house.db, m.house.clock.now(), of);
    if (item === null) break;
    // What was taken since is seen before the search, not only at the booking.
    if (count % 20 === 0) await m.picture.refresh();
    await rebookOne(m, item);
    count += 1;
  }
  return count;
}

async function rebookOne(m: Meetings, item: ClaimedItem): Promise<void> {
  const { db, clock } = m.house;
  const came = await outcomeOf(m, item).catch((error: unknown): ItemOutcome => {
    if (item.attempts < mostAttempts) throw error;
    return { is: 'asked', why: 'failed', nearest: null };
  });
  // What has a new time was noted with it.
  if (came !== null) await writeItem(db, item, came, clock.now());
}

/** Null when it is noted already. */
async function outcomeOf(m: Meetings, item: ClaimedItem): Promise<ItemOutcome | null> {
  const { personId, meetingId, rebookingId, startedBy, roles } = item;
  const { db } = m.house;
  const meeting = await findMeeting(db, personId, meetingId);
  if (meeting?.state !== 'displaced' || meeting.isProtected) return { is: 'gone' };
  if ((await protectedAmong(db, [personId])).has(personId)) return { is: 'gone' };
  const actor: Actor = { id: startedBy, name: '', roles: roles as Role[] };
  try {
    const came = await rebook(m, actor, meeting, rebookingId);
    return came.is === 'moved' ? null : came;
  } catch (error) {
    if (error instanceof Problem && noMore.includes(error.code)) return { is: 'gone' };
    throw error;
  }
}

/** Starts one and goes through all of it. Throws as `startRebooking`. */
export async function rebookAll(m: Meetings, actor: Actor, filter: DisplacedFilter): Promise<{ moved: number; asked: number }> {
  const { rebookingId } = await execute(m.house, actor, startRebooking, filter);
  await rebookDue(m, { of: rebookingId });
  const { moved, asked } = await countItems(m.house.db, rebookingId);
  return { moved, asked };
}

/** Goes through what is left for as long as the process lives. `stop` waits for the one in hand. */
export function startRebookings(
  m: Meetings,
  { onError, everyMs = 1000 }: { onError: (error: unknown) => void; everyMs?: number },
): Repeating {
  return keepDoing((signal) => rebookDue(m, { signal }), { pauseMs: everyMs, onError });
}
