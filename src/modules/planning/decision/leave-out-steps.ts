import { z } from 'zod';
import { answeredBefore } from '../../../platform/audit/index.ts';
import { command } from '../../../platform/auth/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { planningProblem } from '../problems.ts';
import { leftOutOf, mayLeaveOut, stepLeftOut } from '../rules/step-left-out.ts';
import { planners } from '../scenarios/scenario-input.ts';
import { type DecisionStep, leaveOutSteps, listDecisionSteps } from '../store/decisions.ts';
import { lockScenario, type Scenario } from '../store/scenarios.ts';

/** The steps of a decision that are neither done nor left out. */
async function stepsLeft(db: Database, scenario: Scenario): Promise<DecisionStep[]> {
  return (await listDecisionSteps(db, scenario.id)).filter(({ doneAt, leftOutAt }) => doneAt === null && leftOutAt === null);
}

/** Those that would be left out, by rule step-left-out; none: the register has refused nothing of it. */
export async function stepsToLeaveOut(db: Database, scenario: Scenario, position: number | null): Promise<DecisionStep[]> {
  const chosen = leftOutOf(
    (await stepsLeft(db, scenario)).map((step) => ({ step, position: step.position, isRefused: step.refusal !== null })),
    position,
  );
  return chosen.map(({ step }) => step);
}

/** Leaves a refused step out of a decision, or ends its carrying-out: all that is left. What is left out stays so, with who and why. */
export const leaveOut = command({
  name: 'planning.leave-out-steps',
  roles: planners,
  input: z.object({
    scenarioId: z.string(),
    /** Null: all that are left. */
    position: z.number().int().min(1).nullable(),
    reason: z.string().trim().min(1, 'why it is left out').max(2000),
  }),
  async run({ tx, actor, now }, { scenarioId, position, reason }) {
    const id = parseUuid(scenarioId);
    const scenario = id === null ? null : await lockScenario(tx, id);
    if (scenario === null) throw planningProblem('scenario-unknown');
    const steps = await stepsToLeaveOut(tx, scenario, position);
    if (steps.length === 0) throw planningProblem('step-not-refused');
    if (!mayLeaveOut(actor.id, scenario.authorIds)) throw planningProblem('step-own-left-out', { rule: stepLeftOut });
    await requireUndone(tx, steps);
    const positions = steps.map((step) => step.position);
    await leaveOutSteps(tx, { scenarioId: scenario.id, positions, reason, by: actor.name, at: now });
    return {
      result: { scenarioId: scenario.id, positions },
      subject: `scenario:${scenario.id}`,
      rules: [stepLeftOut.id],
      details: { positions, codes: steps.map(({ refusal }) => refusal?.code ?? null) },
    };
  },
});

/** One that was done in the meantime is not left out. Throws step-not-refused. */
async function requireUndone(tx: Transaction, steps: readonly DecisionStep[]): Promise<void> {
  for (const { requestId } of steps) if ((await answeredBefore(tx, requestId)) != null) throw planningProblem('step-not-refused');
}
