/** What booking, holding and moving a meeting have in common: the time taken by who was found, or one clear refusal. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { together } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { recordAct, type Standing } from '../people/index.ts';
import { tell } from '../contact/index.ts';
import type { BookingRequest, Found } from './booking-input.ts';
import type { DecidedBooking } from './decide-booking.ts';
import type { Candidate } from './free-times.ts';
import { meetingsProblem } from './problems.ts';
import { type NewMeeting, takeTime } from './store/booking.ts';
import { insertMeetingEvent, type Meeting } from './store/meetings.ts';
import type { Versions } from './store/occupancy.ts';
import type { MeetingType } from './store/types.ts';

/** Who holds the meeting. Throws time-taken when nobody was found: `book.ts` then looks for the nearest other times. */
export function requireFound(found: Found, type: MeetingType): Candidate {
  const candidate = found(type);
  if (candidate === null) throw meetingsProblem('time-taken', { detail: 'nobody was found who can hold it' });
  return candidate;
}

/** A meeting as it is written. */
export function newMeeting(
  { newId, now, actor }: CommandContext,
  request: Pick<BookingRequest, 'channel' | 'placeId' | 'language' | 'cameBy'>,
  { standing, type, start, end, by, ground }: DecidedBooking,
  { officerIds, roomId, interpreterId }: Candidate,
  more: Pick<NewMeeting, 'hold'> & Partial<Pick<NewMeeting, 'seriesId' | 'lane'>>,
): NewMeeting {
  const { channel, placeId, language, cameBy } = request;
  return {
    personId: standing.personId,
    id: newId(),
    typeCode: type.code,
    purpose: type.purpose,
    channel,
    placeId,
    start,
    end,
    officerIds,
    roomId,
    interpreterId,
    language,
    seriesId: null,
    channelBy: by,
    exceptionGround: ground,
    cameBy,
    at: now,
    by: actor.id,
    isProtected: standing.isProtected,
    lane: 0,
    ...more,
  };
}

/** Writes a booked meeting with what is told of it. Throws time-taken when supply has changed since the time was found. */
export async function writeBooked(
  context: CommandContext,
  standing: Standing,
  meeting: NewMeeting,
  versions: Versions,
): Promise<void> {
  const { tx, newId, now } = context;
  const { personId, id } = meeting;
  const told = { personId, about: id, dueAt: now, newId, now };
  const [isCurrent] = await together(tx, (at) => [
    takeTime(at, meeting, versions),
    noteEvent({ ...context, tx: at }, meeting, 'booked', timeOf(meeting)),
    recordAct(at, context, standing, 'meeting-booked', { meetingId: id }),
    tell(at, { ...told, source: 'meetings.booked' }),
  ]);
  requireCurrent(isCurrent);
}

/** Throws time-taken: whoever or whatever was found offers something else by now. */
export function requireCurrent(isCurrent: boolean): void {
  if (!isCurrent) throw meetingsProblem('time-taken', { detail: 'supply has changed since the time was found' });
}

/** What happened to a meeting, for its history. */
export function noteEvent(
  { tx, newId, now, actor }: Pick<CommandContext, 'tx' | 'newId' | 'now' | 'actor'>,
  { personId, id }: { personId: Uuid; id: Uuid },
  what: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return insertMeetingEvent(tx, { personId, meetingId: id, id: newId(), at: now, by: actor.id, what, details });
}

/** Internal ids, codes and instants of a time: what events, audit rows and the meeting's history say of it. */
export function timeOf(
  of: Pick<Meeting, 'start' | 'end' | 'typeCode' | 'channel' | 'placeId' | 'roomId' | 'interpreterId'> & {
    officerIds: readonly Uuid[];
  },
) {
  const { start, end, typeCode, channel, placeId, officerIds, roomId, interpreterId } = of;
  return { start, end, typeCode, channel, placeId, officerIds, roomId, interpreterId };
}
