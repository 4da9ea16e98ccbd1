import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { untell } from '../contact/index.ts';
import { recordAct } from '../people/index.ts';
import { bookingRequest, foundInput, key, readStart, timeRequest } from './booking-input.ts';
import { bookingRules, decideBooking, type DecidedBooking } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import type { Candidate } from './free-times.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { bookable } from './rules/bookable.ts';
import { bookingParties } from './state.ts';
import { moveMeeting } from './store/booking.ts';
import type { Meeting } from './store/meetings.ts';
import { newMeeting, noteEvent, requireCurrent, requireFound, timeOf, writeBooked } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

export const changeRequest = z.object({
  personId: key,
  meetingId: key,
  /** The meeting's version that was looked at; null: whichever. */
  version: z.int().nullable().default(null),
  ...timeRequest,
  cameBy: bookingRequest.shape.cameBy,
});
export type ChangeRequest = z.output<typeof changeRequest>;

/**
 * Another time for a meeting: the old one is let go and the new one taken in one transaction, so that nobody stands without. Where
 * the authority failed the old meeting stays as what it was, and the new one is another. What asks for what is booked changes nothing.
 */
export const changeMeeting = command({
  name: 'meetings.change-meeting',
  roles: bookingParties,
  input: changeRequest.extend({ found: foundInput }),
  async run(context, input) {
    const { standing, meeting } = await lockOwn(context, input.personId, input.meetingId);
    requireMay(context, meeting, 'change', input.version);
    if (meeting.state === 'booked' && meeting.start <= context.now) throw meetingsProblem('time-past', { rule: bookable });
    if (isAsItIs(meeting, input)) {
      const { personId, id } = meeting;
      return { result: { meetingId: id }, subject: `person:${personId}`, details: { meetingId: id, again: true } };
    }
    const decided = await decideBooking(context, input, { moves: meeting });
    const candidate = requireFound(input.found, decided.type);
    const { personId } = meeting;
    const isNew = meeting.state === 'authority-failed';
    const to = newMeeting(context, input, decided, candidate, { hold: null, seriesId: meeting.seriesId });
    const meetingId = isNew ? to.id : meeting.id;
    if (isNew) {
      await writeBooked(context, decided.standing, to, candidate.versions);
      await untell(context.tx, personId, 'meetings.failed', meeting.id);
    } else await moveTo(context, meeting, { input, decided, candidate });
    await recordAct(context.tx, context, standing, 'meeting-changed', { meetingId });
    const event = { meetingId, purpose: to.purpose, ...timeOf(to) };
    return {
      result: { meetingId },
      subject: `person:${personId}`,
      rules: bookingRules,
      details: { meetingId, insteadOf: meeting.id, before: timeOf(meeting), ...timeOf(to) },
      events: isNew
        ? [meetingsEvents.booked(personId, event)]
        : [meetingsEvents.changed(personId, event), ...freedBy(meeting, context)],
    };
  },
});

/** Whether what is asked for is what is booked, as when a page is sent once more: another officer would be nobody's wish. */
function isAsItIs(meeting: Meeting, asked: ChangeRequest): boolean {
  if (meeting.state !== 'booked' || meeting.sessionId !== null || asked.together !== null) return false;
  return (
    readStart(asked.start) === meeting.start &&
    asked.typeCode === meeting.typeCode &&
    asked.channel === meeting.channel &&
    asked.placeId === meeting.placeId &&
    asked.language === meeting.language &&
    asked.interpreter === (meeting.interpreterId !== null) &&
    (asked.exceptionGround === null || asked.exceptionGround === meeting.exceptionGround)
  );
}

async function moveTo(
  context: CommandContext,
  meeting: Meeting,
  { input, decided, candidate }: { input: ChangeRequest; decided: DecidedBooking; candidate: Candidate },
): Promise<void> {
  const { tx, now } = context;
  const { start, end, by, ground, type } = decided;
  const { channel, placeId, language, cameBy } = input;
  const { officerIds, roomId, interpreterId, versions } = candidate;
  const how = {
    typeCode: type.code,
    purpose: type.purpose,
    channel,
    placeId,
    language,
    cameBy,
    channelBy: by,
    exceptionGround: ground,
  };
  const to = { start, end, officerIds, roomId, interpreterId, ...how };
  requireCurrent(await moveMeeting(tx, meeting, to, { versions, from: null, at: now }));
  await noteEvent(context, meeting, 'changed', { before: timeOf(meeting), ...timeOf({ ...to, officerIds }) });
  await tellNews(context, meeting, 'meetings.changed');
}

/** That a time fell free, for those in line; a displaced meeting had none, a seat is its session's, and what has begun is no one's. */
export function freedBy(meeting: Meeting, { now }: Pick<CommandContext, 'now'>) {
  if (meeting.state !== 'booked' || meeting.sessionId !== null || meeting.start <= now) return [];
  return [meetingsEvents.timeFreed(meeting.personId, { meetingId: meeting.id, ...timeOf(meeting) })];
}
