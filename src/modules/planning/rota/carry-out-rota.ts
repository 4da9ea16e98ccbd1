import { z } from 'zod';
import { command, type CommandContext, fieldErrors } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { Problem, problem } from '../../../platform/problem/index.ts';
import { refusalOf } from '../decision/rehearse.ts';
import { daysThere, findOfficer, setAttendance } from '../../meetings/index.ts';
import { planningProblem } from '../problems.ts';
import { planners } from '../scenarios/scenario-input.ts';
import { orTakenBack, type StepRefusal, withoutTrace } from '../store/decisions.ts';
import { insertRotaDecision, lockRota, type PlannedStay, type Rota } from '../store/rotas.ts';
import { daysAway } from './absences.ts';
import { requireRota } from './create-rota.ts';
import { rotaStepsOf } from './rota-steps.ts';

/**
 * What meetings.set-attendance is asked for, with the officer's version as it is. Throws rota-officer-away: nobody is said to sit where
 * they are not.
 */
export async function attendanceInput(db: Database, rota: Rota, { officerId, weekday, from, to, stays }: PlannedStay) {
  const places = new Set<string>(rota.problem.promises.map(({ placeId }) => placeId));
  if (stays.some(({ placeId }) => places.has(placeId))) {
    const away = daysAway({ from, to }, { officerId, weekday }, await daysThere(db, [officerId], from));
    const days = away.slice(0, 5).join(', ') + (away.length > 5 ? ' …' : '');
    if (away.length > 0) throw planningProblem('rota-officer-away', { params: { count: away.length, days } });
  }
  const officer = await findOfficer(db, officerId);
  return { officerId, version: officer?.version ?? 0, from, to, weekday, stays };
}

export interface RehearsedStay extends PlannedStay {
  /** Null: it can be carried out. */
  refusal: StepRefusal | null;
}

/** A dry run within a transaction: every step as meetings itself would do or refuse it; nothing that it writes stays. */
export function rehearseRotaIn(context: CommandContext, rota: Rota): Promise<RehearsedStay[]> {
  const { tx } = context;
  return withoutTrace(tx, async () => {
    const found: RehearsedStay[] = [];
    for (const step of await rotaStepsOf(tx, rota)) found.push({ ...step, refusal: await tryStep(context, rota, step) });
    return found;
  });
}

async function tryStep(context: CommandContext, rota: Rota, step: PlannedStay): Promise<StepRefusal | null> {
  try {
    await orTakenBack(context.tx, async () => {
      const parsed = setAttendance.input.safeParse(await attendanceInput(context.tx, rota, step));
      if (!parsed.success) throw problem('invalid-input', { fields: fieldErrors(parsed.error) });
      const outcome = await setAttendance.run(context, parsed.data);
      if ('refusal' in outcome) throw outcome.refusal;
    });
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refusalOf(error);
  }
}

/** Decides that a rota becomes attendance: its steps are laid down, each with the key that makes it happen once. Refused when meetings would refuse any. */
export const carryOutRota = command({
  name: 'planning.carry-out-rota',
  roles: planners,
  input: z.object({ rotaId: z.string() }),
  async run(context, { rotaId }) {
    const { tx, actor, now, newId } = context;
    const { id } = await requireRota(tx, rotaId);
    await lockRota(tx, id);
    // Read when it is locked: someone else may have decided in the meantime.
    const rota = await requireRota(tx, rotaId);
    if (rota.decidedAt !== null) throw planningProblem('rota-decided-already');
    const steps = await rehearseRotaIn(context, rota);
    const refused = steps.find(({ refusal }) => refusal !== null);
    if (refused !== undefined) throw planningProblem('rota-step-refused', { params: { code: refused.refusal!.code } });
    await insertRotaDecision(
      tx,
      { rotaId: id, decidedBy: actor.name, at: now },
      steps.map(({ officerId, weekday, from, to, stays }) => ({ officerId, weekday, from, to, stays, requestId: newId() })),
    );
    return { result: { rotaId: id, steps: steps.length }, subject: `rota:${id}`, details: { steps: steps.length } };
  },
});

/** Goes on with a rota whose steps were not all carried out: that someone asked for it can be seen. */
export const resumeRota = command({
  name: 'planning.resume-rota',
  roles: planners,
  input: z.object({ rotaId: z.string() }),
  async run({ tx }, { rotaId }) {
    const rota = await requireRota(tx, rotaId);
    if (rota.decidedAt === null) throw planningProblem('rota-not-decided');
    return { result: { rotaId: rota.id }, subject: `rota:${rota.id}`, details: {} };
  },
});
