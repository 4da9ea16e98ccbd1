import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { together } from '../../platform/db/index.ts';
import { tell } from '../contact/index.ts';
import { recordAct } from '../people/index.ts';
import { key } from './booking-input.ts';
import { requireOwnStill } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { lockOwn, requireChosen } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { holdTime } from './rules/hold-time.ts';
import { bookingParties } from './state.ts';
import { type Meeting, writeState } from './store/meetings.ts';
import { keepTime } from './store/occupancy.ts';
import { noteEvent, timeOf } from './take-booking.ts';

/** A time that is held becomes a meeting. Confirmed already, from another tab: the same answer. Throws hold-expired, and what `requireOwnStill` throws. */
export const confirmMeeting = command({
  name: 'meetings.confirm-meeting',
  roles: bookingParties,
  input: z.object({ personId: key, meetingId: key }),
  async run(context, { personId, meetingId }) {
    const { standing, meeting } = await lockOwn(context, personId, meetingId);
    const done = { result: { meetingId }, subject: `person:${personId}`, rules: [holdTime.id] };
    if (meeting.state === 'booked') return { ...done, details: { meetingId, again: true } };
    requireChosen(meeting, 'confirm');
    const { tx, newId, now } = context;
    await requireOwnStill(context, standing, meeting);
    await keepHold(context, meeting);
    await together(tx, (at) => [
      writeState(at, meeting, { state: 'booked' }),
      noteEvent({ ...context, tx: at }, meeting, 'booked', timeOf(meeting)),
      recordAct(at, context, standing, 'meeting-booked', { meetingId }),
      tell(at, { personId, source: 'meetings.booked', about: meetingId, dueAt: now, newId, now }),
    ]);
    return {
      ...done,
      details: { meetingId, ...timeOf(meeting) },
      events: [meetingsEvents.booked(personId, { meetingId, purpose: meeting.purpose, ...timeOf(meeting) })],
    };
  },
});

/** What a hold occupies stays. Throws hold-expired when it is over, or someone has taken a part of it since. */
export async function keepHold({ tx, now }: Pick<CommandContext, 'tx' | 'now'>, meeting: Meeting): Promise<void> {
  const { state, holdUntil } = meeting;
  const isHeld = state === 'held' && holdUntil !== null && holdUntil > now;
  if (!isHeld || !(await keepTime(tx, meeting, now))) throw meetingsProblem('hold-expired', { rule: holdTime });
}
