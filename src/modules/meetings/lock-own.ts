import type { CommandContext } from '../../platform/auth/index.ts';
import { together } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Standing } from '../people/index.ts';
import { meetingsProblem } from './problems.ts';
import { holdTime } from './rules/hold-time.ts';
import { requireOfficer, requireOwnWay } from './standing-of.ts';
import { can, type MeetingAction } from './state.ts';
import { lockMeeting, type Meeting } from './store/meetings.ts';
import { takePersonTurn } from './store/occupancy.ts';

/**
 * A meeting that someone does something with, held until the transaction ends, with their standing towards its person. Throws
 * meeting-unknown, which is also what is said of another's meeting; `orElse`: what is said instead of a hold that is gone.
 */
export async function lockOwn(
  context: CommandContext,
  personId: Uuid,
  meetingId: Uuid,
  { by = 'anyone', orElse = 'meeting-unknown' }: { by?: 'anyone' | 'officer'; orElse?: 'meeting-unknown' | 'hold-expired' } = {},
): Promise<{ standing: Standing; meeting: Meeting }> {
  const require = by === 'officer' ? requireOfficer : requireOwnWay;
  const [, standing] = await together(context.tx, (at) => [
    takePersonTurn(at, personId),
    require({ ...context, tx: at }, personId),
  ]);
  const meeting = await lockMeeting(context.tx, personId, meetingId);
  if (meeting === null) throw meetingsProblem(orElse, orElse === 'hold-expired' ? { rule: holdTime } : {});
  return { standing, meeting };
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
