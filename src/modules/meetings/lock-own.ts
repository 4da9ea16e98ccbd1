import { wasCarriedOut } from '../../platform/audit/index.ts';
import type { CommandContext } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Problem } from '../../platform/problem/index.ts';
import type { Standing } from '../people/index.ts';
import { meetingsProblem } from './problems.ts';
import { holdTime } from './rules/hold-time.ts';
import { requireOfficer, requireOwnWay } from './standing-of.ts';
import { can, type MeetingAction } from './state.ts';
import { lockMeeting, type Meeting } from './store/meetings.ts';

/**
 * A meeting that someone does something with, held until the transaction ends, with their standing towards its person. Throws
 * hold-expired for a hold of the person's that is gone, else meeting-unknown, which is also what is said of another's meeting.
 */
export async function lockOwn(
  context: CommandContext,
  personId: Uuid,
  meetingId: Uuid,
  { by = 'anyone' }: { by?: 'anyone' | 'officer' } = {},
): Promise<{ standing: Standing; meeting: Meeting }> {
  const standing = await (by === 'officer' ? requireOfficer : requireOwnWay)(context, personId);
  const meeting = await lockMeeting(context.tx, personId, meetingId);
  if (meeting === null) throw await nothingThere(context, personId, meetingId);
  return { standing, meeting };
}

/** A hold that is over leaves no row: that there was one stands in the audit. */
async function nothingThere({ tx }: CommandContext, personId: Uuid, meetingId: Uuid): Promise<Problem> {
  const held = { command: 'meetings.hold-meeting', subject: `person:${personId}`, result: { meetingId } };
  return (await wasCarriedOut(tx, held))
    ? meetingsProblem('hold-expired', { rule: holdTime })
    : meetingsProblem('meeting-unknown');
}

/** A time that someone in line is offered is answered where they stand in line, and not as what they chose themselves: throws state-refuses. */
export function requireChosen({ state, cameBy }: Meeting, action: MeetingAction): void {
  if (state === 'held' && cameBy === 'waiting-list') throw meetingsProblem('state-refuses', { params: { state, action } });
}

/** Throws state-refuses when this is not done with a meeting in its state, meeting-changed-meanwhile when it is another version. */
export function requireMay(
  { actor }: Pick<CommandContext, 'actor'>,
  meeting: Meeting,
  action: MeetingAction,
  version: number | null,
): void {
  if (version !== null && version !== meeting.version) throw meetingsProblem('meeting-changed-meanwhile');
  if (!can(actor.roles, action, meeting.state)) {
    throw meetingsProblem('state-refuses', { params: { state: meeting.state, action } });
  }
}
