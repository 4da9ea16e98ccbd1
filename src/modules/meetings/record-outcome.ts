import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { mayRecordAttendance, settleConversation, signalAttendance } from '../cases/index.ts';
import { recordAct } from '../people/index.ts';
import { key } from './booking-input.ts';
import { requireBegun } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { isPlanningConversation } from './kinds.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { meetingStaff } from './state.ts';
import { isKnownAnother, knownOfficer, outcomes } from './rules/known-officer.ts';
import { lastOutcome, type Meeting, writeState } from './store/meetings.ts';
import { accountsOf, officerOfAccount } from './store/officers.ts';
import { noteEvent } from './take-booking.ts';

/** The meeting's outcome, in the words of cases. */
const conversationOutcome = { done: 'attended', 'no-show': 'person-absent', 'authority-failed': 'authority-failed' } as const;

/**
 * How a meeting went. That the person did not come is said by another than the meeting's officers; that the authority failed never
 * leads to a signal (JO 5700-2015). What was said wrongly of someone who came, or of our own failure, can be put right.
 */
export const recordOutcome = command({
  name: 'meetings.record-outcome',
  roles: meetingStaff,
  input: z.object({
    personId: key,
    meetingId: key,
    version: z.int().nullable().default(null),
    outcome: z.enum(outcomes),
  }),
  async run(context, { personId, meetingId, version, outcome }) {
    const { tx, actor, now } = context;
    const { standing, meeting } = await lockOwn(context, personId, meetingId, { by: 'officer' });
    requireMay(context, meeting, 'record-outcome', version);
    requireBegun(meeting.start, now);
    await requireAnother(context, meeting, outcome);
    const { todoId, events } = await tellCases(context, meeting, { outcome, isProtected: standing.isProtected });
    await writeState(tx, meeting, { state: outcome, endedAt: now });
    await noteEvent(context, meeting, 'outcome', { outcome, todoId, before: meeting.state });
    await recordAct(tx, context, standing, 'meeting-outcome', { meetingId, outcome });
    return {
      result: { meetingId, outcome },
      subject: `person:${personId}`,
      rules: [signalAttendance.id, knownOfficer.id],
      details: { meetingId, outcome, todoId, by: actor.id },
      events: [meetingsEvents.ended(personId, { meetingId, purpose: meeting.purpose, outcome }), ...events],
    };
  },
});

/**
 * Throws outcome-by-another when one of the meeting's officers would say what another must say, with whichever account they had, and
 * officer-not-known when it is not known that it is another.
 */
async function requireAnother(
  { tx, actor, today }: CommandContext,
  { officerIds }: Meeting,
  outcome: keyof typeof conversationOutcome,
): Promise<void> {
  const accounts = await accountsOf(tx, officerIds);
  const responsible = [...accounts.flat(), ...officerIds];
  if (!mayRecordAttendance(valueOn(signalAttendance, today), conversationOutcome[outcome], actor.id, responsible)) {
    throw meetingsProblem('outcome-by-another', { rule: signalAttendance });
  }
  const recorder = await officerOfAccount(tx, actor.id);
  const isOtherOfficer = recorder !== null && !officerIds.includes(recorder.id);
  if (isKnownAnother(valueOn(knownOfficer, today), outcome, { accounts, isOtherOfficer })) return;
  throw meetingsProblem('officer-not-known', { rule: knownOfficer });
}

/** A planning conversation's to-do is settled in the same transaction. */
async function tellCases(
  context: CommandContext,
  meeting: Meeting,
  { outcome, isProtected }: { outcome: keyof typeof conversationOutcome; isProtected: boolean },
): Promise<{ todoId: Uuid | null; events: Event[] }> {
  if (!isPlanningConversation(meeting.purpose)) return { todoId: null, events: [] };
  const before = await lastOutcome(context.tx, meeting);
  return settleConversation(context, {
    personId: meeting.personId,
    isProtected,
    outcome: conversationOutcome[outcome],
    told: wasTold(meeting),
    settledTodoId: before,
  });
}

/**
 * Whether it is known that the person knew of the time: who chose it themselves, or with someone who spoke to them, did. What an officer
 * or a machine set is not known to have reached them, and leads to nothing.
 */
function wasTold({ cameBy }: Meeting): boolean {
  return ['web', 'api', 'phone', 'desk', 'waiting-list'].includes(cameBy);
}
