import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { command, type CommandContext, type Outcome } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { findMunicipality } from '../network/index.ts';
import { factsFor, recordAct, reportProtection, type Standing } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { errorEvents, hasComeBack, leastAlone } from './registration/progress.ts';
import { type FieldRefusal, readStep, type ReadStep, stepAfter, type StepId, stepIds } from './registration/index.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { type AttemptEvent, endAttempt, insertAttemptEvents } from './store/attempt.ts';
import { removeAttachments } from './store/attachment.ts';
import { closeDraft, type Draft, lockDraft, saveDraftStep } from './store/draft.ts';
import { insertTodo, replaceTodos } from './store/todo.ts';

const step = z.object({
  personId: z.uuid(),
  /** The draft's version when the page was opened. */
  version: z.int().min(1),
  step: z.enum(stepIds).exclude(['check']),
  /** Field → what was typed; a row's column is `<field>.<row>.<column>`. */
  typed: z.record(z.string().max(100), z.array(z.string().max(20_000)).max(100)),
});

/** The kind of task that says that a helper has told of protected identity; only protection officers see it. */
export const protectionTold = 'protection-told' as const;

export interface SavedStep {
  draftId: Uuid;
  version: number;
  /** The step to show now; null when the way ended here. */
  next: StepId | null;
  /** What could not be read, by field and code; then nothing was saved. */
  errors: FieldRefusal[];
  /** `own-channel`: the person has protected personal data, which is reported by this, and nothing of what was answered is kept. */
  ended: 'own-channel' | null;
}

/**
 * Saves one step of the registration that is being filled in. What cannot be read is given back as `errors`, by field and code,
 * and nothing is saved: no refusal, because the funnel counts it. Two tabs on different steps merge; on the same step the later
 * one is told `changed-meanwhile`, and what it typed is still on its page.
 */
export const saveStep = command({
  name: 'cases.save-step',
  roles: registrationParties,
  input: step,
  async run(context, input): Promise<Outcome<SavedStep>> {
    const { tx, now } = context;
    const standing = await requireOwnWay(context, input.personId, 'registration');
    const draft = await lockDraft(tx, standing.personId);
    if (draft === null) throw casesProblem('draft-unknown');
    // A named officer who comes back to the first question does not end the way by saying what is known.
    const typed = standing.isProtected && input.step === 'protection' ? { protected: ['known'] } : input.typed;
    const read = await readKnown(context, draft, input.step, typed);
    const events: AttemptEvent[] = [
      ...(hasComeBack(draft.changedAt, now) ? [{ step: input.step, kind: 'came-back' } as const] : []),
      ...errorEvents(input.step, read.errors),
    ];
    const outcome = { subject: `person:${standing.personId}`, details: { draftId: draft.id, step: input.step } };
    const result: SavedStep = { draftId: draft.id, version: draft.version, next: input.step, errors: read.errors, ended: null };
    if (read.errors.length > 0) {
      await insertAttemptEvents(tx, draft.attemptId, events, now);
      return { ...outcome, result };
    }
    if (read.answers.protection?.protected === 'yes') {
      await insertAttemptEvents(tx, draft.attemptId, events, now);
      const told = await protect(context, standing, draft);
      return { ...outcome, ...told, result: { ...result, next: null, ended: 'own-channel' } };
    }
    refuseOlder(draft, read, input);
    const next = stepAfter(read.answers, input.step) ?? 'check';
    events.push({ step: input.step, kind: 'finished' }, { step: next, kind: 'shown' });
    await insertAttemptEvents(tx, draft.attemptId, events, now);
    const capacity = leastAlone(draft.capacity, standing.capacity);
    await saveDraftStep(tx, draft, { step: input.step, answers: read.answers, next, capacity, at: now });
    await recordAct(tx, context, standing, 'registration-step-saved', { step: input.step });
    return { ...outcome, result: { ...result, version: draft.version + 1, next } };
  },
});

/**
 * The person has protected personal data: it holds from this moment, whoever closes the page now, and nothing of what was answered
 * is kept (JO 5254-2016). What a helper says is for the protection officers to ask about: a helper cannot say it for the person.
 */
async function protect(context: CommandContext, standing: Standing, draft: Draft): Promise<{ events?: Event[] }> {
  const { tx, now } = context;
  await endAttempt(tx, draft.attemptId, 'own-channel', now);
  await removeAttachments(tx, standing.personId, draft.id);
  await closeDraft(tx, draft, now);
  if (standing.capacity !== 'mandate') return reportProtection(context, standing, { level: 'marked', mediationAddress: '' });
  const { personId } = standing;
  const about = { personId, kind: protectionTold };
  await replaceTodos(tx, about, { by: context.actor.id, outcome: 'asked-again', at: now });
  await insertTodo(tx, { ...about, id: context.newId(), dueOn: context.today, protected: true, at: now });
  await recordAct(tx, context, standing, 'protection-reported');
  return {};
}

/**
 * Reads the step; what only the register, the person's day of birth and today can tell is refused in the same way: a municipality
 * that there is none of, a first day before one was born, a job in months to come.
 */
async function readKnown(
  { tx, today }: CommandContext,
  draft: Draft,
  id: StepId,
  typed: z.output<typeof step>['typed'],
): Promise<ReadStep> {
  const read = readStep(id, typed, draft.answers);
  if (read.errors.length > 0) return read;
  const refused = (errors: FieldRefusal[]): ReadStep => ({ answers: draft.answers, errors });
  const toCome = Object.entries(typed).filter(
    ([field, [said = '']]) => id === 'work' && /^jobs\.\d+\.(from|to)$/.test(field) && said.trim() > today.slice(0, 7),
  );
  if (toCome.length > 0) return refused(toCome.map(([field]) => ({ field, code: 'in-future' })));
  const { firstDay } = read.answers['first-day'] ?? {};
  if (id === 'first-day' && firstDay !== undefined) {
    const bornOn = (await factsFor(tx, draft.personId))?.bornOn ?? null;
    if (bornOn !== null && firstDay < bornOn) return refused([{ field: 'firstDay', code: 'before-birth' }]);
  }
  const code = id === 'contact' ? read.answers.contact?.municipalityCode : undefined;
  if (code === undefined || (await findMunicipality(tx, code)) !== null) return read;
  return refused([{ field: 'municipalityCode', code: 'not-a-municipality' }]);
}

/** The same step was saved, with something else, after the page was opened: whoever comes later is told, and nothing is lost. */
function refuseOlder(draft: Draft, read: ReadStep, { step: id, version }: { step: StepId; version: number }): void {
  const savedLater = (draft.savedIn[id] ?? 0) > version;
  if (savedLater && !isDeepStrictEqual(draft.answers[id], read.answers[id])) {
    throw casesProblem('changed-meanwhile', { params: { version: draft.version } });
  }
}
