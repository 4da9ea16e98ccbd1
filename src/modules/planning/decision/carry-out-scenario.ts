import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { planningProblem } from '../problems.ts';
import { scenarioApproval } from '../rules/scenario-approval.ts';
import { act, lockFor, planners, register, step } from '../scenarios/scenario-input.ts';
import { findDecision, insertDecision } from '../store/decisions.ts';
import { lockScenario } from '../store/scenarios.ts';
import { rehearseIn } from './rehearse.ts';
import { stepsOf } from './steps.ts';

/**
 * Decides that an approved scenario is carried out: its steps are laid down, each with the key that makes it happen once. They are then
 * carried out one by one (carry-out.ts). Refused when network would refuse any of them.
 */
export const carryOutScenario = command({
  name: 'planning.carry-out-scenario',
  roles: planners,
  input: z.object({ ...act, reason: z.string().trim().min(1, 'the reason for the decision').max(2000), register }),
  async run(context, input) {
    const { tx, actor, now, today, newId } = context;
    const { scenario, to } = await lockFor(context, input, 'carry-out');
    const { changes, number } = scenario;
    const steps = stepsOf(input.register(), scenario.baseDate, changes);
    const refused = (await rehearseIn(context, { steps, changes, reason: input.reason })).find(({ refusal }) => refusal !== null);
    if (refused !== undefined) throw planningProblem('decision-step-refused', { params: { code: refused.refusal!.code } });
    const decision = { scenarioId: scenario.id, number, decidedOn: today, reason: input.reason, decidedBy: actor.name, at: now };
    await insertDecision(
      tx,
      decision,
      steps.map((one) => ({ ...one, requestId: newId() })),
    );
    await step(context, scenario, to, '');
    return {
      result: { scenarioId: scenario.id, steps: steps.length },
      subject: `scenario:${scenario.id}`,
      rules: [scenarioApproval.id],
      details: { number, decidedOn: today, steps: steps.length },
    };
  },
});

/** Goes on with a decision whose steps were not all carried out: that someone asked for it can be seen. */
export const resumeDecision = command({
  name: 'planning.resume-decision',
  roles: planners,
  input: z.object({ scenarioId: z.string() }),
  async run({ tx }, input) {
    const id = parseUuid(input.scenarioId);
    const scenario = id === null ? null : await lockScenario(tx, id);
    if (scenario === null) throw planningProblem('scenario-unknown');
    const decision = await findDecision(tx, scenario.id);
    if (decision === null) throw planningProblem('scenario-act-refused');
    return { result: { scenarioId: scenario.id }, subject: `scenario:${scenario.id}`, details: { number: decision.number } };
  },
});
