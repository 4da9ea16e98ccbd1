/** What an officer can do from the calendar with a meeting that is not on site: go into the video room, call. */
import { type Actor, hasRole, type House } from '../../platform/auth/index.ts';
import { type Instant, localTime } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { personView, phoneShown, requireStanding } from '../people/index.ts';
import type { Entry, EntryMeeting } from './calendar.ts';
import { isRoomOpen } from './joining.ts';
import { meetingStaff } from './state.ts';

/** `number` null: the person's file is not open, and nothing of it is shown without a reason (domain: MEET-8); '' when none is known. */
export type CalendarAction = { kind: 'enter' } | { kind: 'call'; number: string | null };

/** Adds the actions to what stands in a calendar: on the day itself, for those who meet people; entering only in one's own. */
export async function withActions(
  house: House,
  viewer: Actor,
  entries: readonly Entry[],
  { isOwn }: { isOwn: boolean },
): Promise<Entry[]> {
  if (!hasRole(viewer, meetingStaff)) return [...entries];
  const now = house.clock.now();
  return Promise.all(
    entries.map(async (entry) => {
      const { meeting } = entry;
      if (meeting === null || meeting.personId === null) return entry;
      const actions = await actionsOf(house, viewer, entry, meeting, { isOwn, now });
      return actions.length === 0 ? entry : { ...entry, meeting: { ...meeting, actions } };
    }),
  );
}

async function actionsOf(
  house: House,
  viewer: Actor,
  { start, end }: Entry,
  { personId, channel, state, isCallAsked }: EntryMeeting,
  { isOwn, now }: { isOwn: boolean; now: Instant },
): Promise<CalendarAction[]> {
  if (state !== 'booked' || channel === 'on-site' || localTime(start).date !== localTime(now).date) return [];
  const enters = channel === 'video' && isOwn && isRoomOpen({ start, end }, now);
  const calls = channel === 'phone' || isCallAsked;
  return [
    ...(enters ? [{ kind: 'enter' as const }] : []),
    ...(calls ? [{ kind: 'call' as const, number: await numberOf(house, viewer, personId!) }] : []),
  ];
}

async function numberOf(house: House, viewer: Actor, personId: string): Promise<string | null> {
  try {
    await requireStanding(house.db, viewer, personId, 'meetings', house.clock.now());
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
  const phone = (await personView(house, viewer, personId))?.phone ?? null;
  return phone === null ? '' : phoneShown(phone);
}
