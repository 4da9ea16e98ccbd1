import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { factsFor } from '../people/index.ts';
import { foundInput, key, readStart } from './booking-input.ts';
import { spanOf } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { equalTime, isEqual } from './rules/equal-time.ts';
import { requireOfficer } from './standing-of.ts';
import { moveMeeting } from './store/booking.ts';
import { lockMeeting, type Meeting } from './store/meetings.ts';
import { writeItem } from './store/rebooking.ts';
import { typeOn } from './store/types.ts';
import { noteEvent, requireCurrent, requireFound, timeOf } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

/**
 * Gives a meeting that lost its time a new one that is as good (rule equal-time); the person is told and may change or cancel. Of someone
 * with protected identity only their named officer does so, with the file open: to anyone else there is no such meeting. `rebookingId`:
 * of which re-booking of many it is a part, where it is noted in the same transaction.
 */
export const rebookMeeting = command({
  name: 'meetings.rebook-meeting',
  roles: ['planner', 'administrator', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({
    personId: key,
    meetingId: key,
    start: z.string().max(40),
    found: foundInput,
    rebookingId: key.nullable().default(null),
  }),
  async run(context, { personId, meetingId, start, found, rebookingId }) {
    const { tx, now, today } = context;
    const meeting = await lockDisplaced(context, personId, meetingId);
    const type = await typeOn(tx, meeting.typeCode, today);
    if (type === null) throw meetingsProblem('type-unknown', { params: { type: meeting.typeCode } });
    const { versions, ...held } = requireFound(found, type);
    const { typeCode, purpose, channel, placeId, language, channelBy, exceptionGround } = meeting;
    const how = { typeCode, purpose, channel, placeId, language, channelBy, exceptionGround, cameBy: 'rebooking' as const };
    const to = { ...spanOf(readStart(start), type), ...held, ...how };
    if (!isEqual(valueOn(equalTime, today), meeting, to, now)) throw meetingsProblem('time-not-offered', { rule: equalTime });
    requireCurrent(await moveMeeting(tx, meeting, to, { versions, from: null, at: now }));
    await noteEvent(context, meeting, 'moved', { before: timeOf(meeting), ...timeOf(to) });
    await tellNews(context, meeting, 'meetings.moved');
    if (rebookingId !== null) await writeItem(tx, { personId, rebookingId, meetingId }, { is: 'moved', after: timeOf(to) }, now);
    return {
      result: { meetingId, start: to.start },
      subject: `person:${personId}`,
      rules: [equalTime.id],
      details: { meetingId, before: timeOf(meeting), ...timeOf(to) },
      events: [meetingsEvents.changed(personId, { meetingId, purpose, ...timeOf(to) })],
    };
  },
});

/** A meeting that has lost its time, held until the transaction ends. Throws meeting-unknown, state-refuses. */
export async function lockDisplaced(context: CommandContext, personId: Uuid, meetingId: Uuid): Promise<Meeting> {
  const { tx } = context;
  const meeting = await lockMeeting(tx, personId, meetingId);
  if (meeting === null) throw meetingsProblem('meeting-unknown');
  // People knows of protection also while the mark is on its way here.
  const facts = await factsFor(tx, personId);
  if (meeting.isProtected || facts === null || facts.isProtected) await requireNamed(context, meeting);
  if (meeting.state === 'displaced') return meeting;
  throw meetingsProblem('state-refuses', { params: { state: meeting.state, action: 'offer-new-time' } });
}

async function requireNamed(context: CommandContext, { personId }: Meeting): Promise<void> {
  await requireOfficer(context, personId).catch((error: unknown) => {
    throw error instanceof Problem ? meetingsProblem('meeting-unknown') : error;
  });
}
