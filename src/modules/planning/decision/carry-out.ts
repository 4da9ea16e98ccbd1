/**
 * Carries out what has been decided, one command of network after the other. Each has its own key: a process that is killed, or one that meets
 * another doing the same, does nothing twice. What was done and not yet noted is found by the key.
 */
import { answeredBefore } from '../../../platform/audit/index.ts';
import { type Actor, execute, type House } from '../../../platform/auth/index.ts';
import type { Instant } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { writeEvent } from '../../../platform/outbox/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { planningEvents } from '../events.ts';
import { type DecisionStep, findDecision, finishDecision, listDecisionSteps, recordStep } from '../store/decisions.ts';
import { findVersion } from '../store/scenarios.ts';
import { closureIdOf, refusalOf } from './rehearse.ts';
import { commandOf, type Deciding } from './step-input.ts';

/**
 * Gives whether everything is done; it stops at the first step that is refused, which is noted with its rule, and begins none after `until`:
 * what is left is gone on with by whoever asks for it.
 */
export async function carryOut(house: House, actor: Actor, scenarioId: Uuid, until: Instant | null = null): Promise<boolean> {
  const decision = await findDecision(house.db, scenarioId);
  const scenario = decision === null ? null : await findVersion(house.db, scenarioId, decision.number);
  if (decision === null || scenario === null) return false;
  const closureIds: string[] = [];
  for (const step of await listDecisionSteps(house.db, scenarioId)) {
    const deciding = { changes: scenario.changes, decidedOn: decision.decidedOn, reason: decision.reason, closureIds };
    // One that somebody is leaving out while it is done is done: what the register says counts.
    if (step.result === null && step.leftOutAt !== null) continue;
    if (step.result === null && until !== null && house.clock.now() >= until) return false;
    const result = step.result ?? (await carryOutStep(house, actor, { scenarioId, step, deciding }));
    if (result === null) return false;
    closureIds.push(...closureIdOf(result));
  }
  await house.db.transaction().execute(async (tx) => {
    const now = house.clock.now();
    if (await finishDecision(tx, scenarioId, now)) await writeEvent(tx, planningEvents.scenarioDecided(scenarioId), now);
  });
  return true;
}

/** What the step came to; null when it was refused. */
async function carryOutStep(
  house: House,
  actor: Actor,
  { scenarioId, step, deciding }: { scenarioId: Uuid; step: DecisionStep; deciding: Deciding },
): Promise<unknown> {
  const { position, requestId } = step;
  const record = (what: Parameters<typeof recordStep>[1]) => recordStep(house.db, what);
  try {
    const done = await answerTo(house, requestId);
    const result = done ?? (await runStep(house, actor, step, deciding));
    await record({ scenarioId, position, at: house.clock.now(), result });
    return result;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Another process may have done it in the meantime.
    const done = await answerTo(house, requestId);
    const at = house.clock.now();
    await record(
      done === null ? { scenarioId, position, at, refusal: refusalOf(error) } : { scenarioId, position, at, result: done },
    );
    return done;
  }
}

async function runStep(house: House, actor: Actor, step: DecisionStep, deciding: Deciding): Promise<unknown> {
  const { command, input } = await commandOf(house.db, step, deciding);
  return execute(house, actor, command, input, step.requestId);
}

/** What was answered when it was carried out, by whomever; null when it was not. */
async function answerTo(house: House, requestId: Uuid): Promise<unknown> {
  const answered = await house.db.transaction().execute((tx) => answeredBefore(tx, requestId));
  return answered?.result ?? null;
}
