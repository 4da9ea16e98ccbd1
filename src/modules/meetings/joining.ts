/** Who may come into a video meeting as whom, and when. */
import type { Instant } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { roomTimes } from '../contact/index.ts';
import type { Meeting } from './store/meetings.ts';

export const joiningParts = ['guest', 'host', 'interpreter'] as const;
export type JoiningPart = (typeof joiningParts)[number];

type Joined = Pick<Meeting, 'channel' | 'sessionId' | 'officerIds' | 'interpreterId' | 'start' | 'end'>;

/** A meeting of two or three by video; one of many persons has no room of ours. */
export const hasRoom = ({ channel, sessionId }: Pick<Joined, 'channel' | 'sessionId'>): boolean =>
  channel === 'video' && sessionId === null;

/** Whether one may go in now: from a while before the meeting to a while after it. */
export function isRoomOpen(meeting: Pick<Joined, 'start' | 'end'>, now: Instant): boolean {
  const { opensAt, closesAt } = roomTimes(meeting);
  return opensAt <= now && now < closesAt;
}

/**
 * As whom someone may come in or let someone in: the person and who helps them as guests, the meeting's own officers as its host, who also
 * have the link of its interpreter.
 */
export function partsFor(meeting: Joined, who: { isStaff: boolean; officerId: Uuid | null }): JoiningPart[] {
  if (!hasRoom(meeting)) return [];
  if (!who.isStaff) return ['guest'];
  if (who.officerId === null || !meeting.officerIds.includes(who.officerId)) return [];
  return meeting.interpreterId === null ? ['host'] : ['host', 'interpreter'];
}
