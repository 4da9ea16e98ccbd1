import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { recordAct, type Standing } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { stepIds } from './registration/index.ts';
import { leastAlone } from './registration/progress.ts';
import { reportSteps } from './report-funnel.ts';
import { month } from './report-input.ts';
import { registrationParties } from './state.ts';
import { requireOwnWay } from './standing-of.ts';
import { continueAttempt, helpAttempt, insertAssistance, insertAttemptEvents } from './store/attempt.ts';
import { continueDraft, lockDraft } from './store/draft.ts';
import { findCaseOfMonth } from './store/open-case.ts';
import { lockReport } from './store/report.ts';

/** Why someone was helped with a step: what was in the way, never what is wrong with anyone. */
export const assistanceReasons = [
  'language',
  'reading',
  'digital',
  'no-e-identification',
  'question-unclear',
  'technical-fault',
  'own-request',
] as const;

/** Why help was needed, and how far the person did it themselves. */
export const assistanceSaid = z.object({ why: z.enum(assistanceReasons), autonomy: z.enum(['together', 'for-the-person']) });

const said = { personId: z.uuid(), ...assistanceSaid.shape };
const assistance = z.union([
  z.object({ ...said, service: z.literal('registration').default('registration'), step: z.enum(stepIds) }),
  z.object({ ...said, service: z.literal('activity-report'), month, step: z.enum(reportSteps) }),
]);
type Assistance = z.output<typeof assistance>;

/** Someone helps with a step of the registration, or of a month's report: which, why, and how far the person did it alone. */
export const recordAssistance = command({
  name: 'cases.record-assistance',
  roles: registrationParties,
  input: assistance,
  async run(context, input) {
    const { tx, actor, now, newId } = context;
    const { service, step, why, autonomy } = input;
    const standing = await requireOwnWay(context, input.personId, service);
    if (standing.capacity === 'self') throw problem('not-allowed', { detail: 'no one assists themselves' });
    const helped = await (input.service === 'registration' ? inDraft(context, standing) : inReport(context, standing, input));
    const { attemptId, how } = helped;
    await insertAssistance(tx, {
      personId: standing.personId,
      id: newId(),
      attemptId,
      service,
      step,
      why,
      how,
      autonomy,
      by: actor.id,
      at: now,
    });
    await insertAttemptEvents(tx, attemptId, [{ step, kind: 'assistance', what: why }], now);
    await recordAct(tx, context, standing, 'assistance-recorded', { step });
    return {
      result: helped.of,
      subject: `person:${standing.personId}`,
      details: { ...helped.of, service, step, why, how, autonomy },
    };
  },
});

/** The way through that was helped: whoever was helped did not go it all alone, however little it was. */
interface Helped {
  attemptId: Parameters<typeof insertAttemptEvents>[1];
  how: 'in-person' | 'phone' | 'mandate';
  of: { draftId: string } | { reportId: string };
}

async function inDraft({ tx, now }: CommandContext, standing: Standing): Promise<Helped> {
  const draft = await lockDraft(tx, standing.personId);
  if (draft === null) throw casesProblem('draft-unknown');
  const capacity = leastAlone(draft.capacity, standing.capacity);
  await continueAttempt(tx, draft.attemptId, { language: draft.language, capacity });
  await continueDraft(tx, draft, { ...draft, capacity, at: now });
  const how = standing.capacity === 'mandate' ? 'mandate' : draft.channel === 'phone' ? 'phone' : 'in-person';
  return { attemptId: draft.attemptId, how, of: { draftId: draft.id } };
}

async function inReport(
  { tx }: CommandContext,
  { personId, capacity }: Standing,
  { month: of }: Extract<Assistance, { service: 'activity-report' }>,
): Promise<Helped> {
  const open = await findCaseOfMonth(tx, personId, of);
  if (open === null) throw casesProblem('report-month-wrong');
  const report = await lockReport(tx, { personId, registrationId: open.id, month: of });
  if (report === null || report.state !== 'draft' || report.attemptId === null) throw casesProblem('report-not-now');
  if (capacity !== 'self') await helpAttempt(tx, report.attemptId, capacity);
  return { attemptId: report.attemptId, how: capacity === 'mandate' ? 'mandate' : 'in-person', of: { reportId: report.id } };
}
