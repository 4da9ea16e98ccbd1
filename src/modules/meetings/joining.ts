/** Who may come into a video meeting as whom, and when. */
import type { Instant } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { roomTimes } from '../contact/index.ts';
import type { Meeting } from './store/meetings.ts';

export const joiningParts = ['guest', 'host', 'interpreter'] as const;
export type JoiningPart = (typeof joiningParts)[number];

type Joined = Pick<Meeting, 'channel' | 'officerIds' | 'interpreterId' | 'start' | 'end'>;

/** A meeting by video, which is of few (rules/video-size.ts). */
export const hasRoom = ({ channel }: Pick<Joined, 'channel'>): boolean => channel === 'video';

/** What the room is for: those of a session meet in one. */
export const roomOf = ({ id, sessionId }: Pick<Meeting, 'id' | 'sessionId'>): Uuid => sessionId ?? id;

/** Whose seat it is: two officers, and several who meet, each have their own. Null when nobody has such a part. */
export function holderOf(part: JoiningPart, meetingId: Uuid, officerId: Uuid | null, interpreterId: Uuid | null): Uuid | null {
  return part === 'guest' ? meetingId : part === 'host' ? officerId : interpreterId;
}

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
