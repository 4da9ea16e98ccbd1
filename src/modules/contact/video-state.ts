/** When a video room is open, and who in it may do what. */
import { epochMilliseconds, type Instant, instant } from '../../platform/clock/index.ts';
import type { Part, Seat, VideoRoom } from './store/video.ts';

export type RoomState = 'to-come' | 'open' | 'over';

export function roomState(room: Pick<VideoRoom, 'opensAt' | 'closesAt' | 'closedAt'>, now: Instant): RoomState {
  const at = epochMilliseconds(now);
  if (room.closedAt !== null || at >= epochMilliseconds(instant(room.closesAt))) return 'over';
  return at < epochMilliseconds(instant(room.opensAt)) ? 'to-come' : 'open';
}

export const isOpen = (room: VideoRoom, now: Instant): boolean => roomState(room, now) === 'open';

export type RoomAction = 'signal' | 'admit' | 'leave' | 'ask-for-call';

const table: Readonly<Record<Part, Readonly<Record<'waiting' | 'in', readonly RoomAction[]>>>> = {
  host: { waiting: [], in: ['signal', 'admit', 'leave'] },
  guest: { waiting: ['leave', 'ask-for-call'], in: ['signal', 'leave', 'ask-for-call'] },
  interpreter: { waiting: ['leave'], in: ['signal', 'leave'] },
};

/** A host is let in by coming; the others wait until a host lets them in. */
export function canInRoom(seat: Pick<Seat, 'part' | 'admittedAt'>, action: RoomAction): boolean {
  return table[seat.part][seat.admittedAt === null ? 'waiting' : 'in'].includes(action);
}
