/** What every act on a scenario says, and how a version is made. */
import { z } from 'zod';
import type { CommandContext, Role } from '../../../platform/auth/index.ts';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { reasonableTravel, type Register } from '../../network/index.ts';
import { planningProblem } from '../problems.ts';
import { knownMunicipalities } from '../reach/points.ts';
import { findScenario, insertStep, insertVersion, lockScenario, type Scenario, updateScenario } from '../store/scenarios.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type Change, changes } from './change.ts';
import { resultOf } from './result.ts';
import { after, type ScenarioAct, type ScenarioState } from './scenario-state.ts';

export const planners = ['planner', 'administrator'] as const satisfies readonly Role[];
export const planReaders = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];

export const title = z
  .string()
  .trim()
  .min(1, 'what it is called')
  .max(150)
  .regex(/^\P{Cc}*$/u, 'one line')
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, 'something that is seen');

/** The register in memory, as it is when the command runs. */
export const register = z.custom<() => Register>((value) => typeof value === 'function');
const text = (most: number) =>
  z
    .string()
    .transform((given) => given.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(most));
export const note = text(1000);
/** Hours that are said have a day; what was kept before this was asked is still read. */
const written = changes.superRefine((list, context) => {
  for (const [at, one] of list.entries()) {
    const isEmpty = 'hours' in one && one.hours !== null && Object.keys(one.hours).length === 0;
    if (isEmpty) context.addIssue({ code: 'custom', path: [at, 'hours'], message: 'a day at least' });
  }
});
export const wording = { title, baseDate: day, assumptions: text(5000), changes: written, register };
/** Which scenario, and the version of it that was seen. */
export const act = { scenarioId: z.string(), version: z.coerce.number().int().min(1) };

/** Throws scenario-unknown. */
export async function requireScenario(db: Database, text: string): Promise<Scenario> {
  const id = parseUuid(text);
  const found = id === null ? null : await findScenario(db, id);
  if (found === null) throw planningProblem('scenario-unknown');
  return found;
}

/** Locks it for an act. Throws scenario-unknown, scenario-act-refused, scenario-changed-meanwhile. */
export async function lockFor(
  { tx }: CommandContext,
  { scenarioId, version }: { scenarioId: string; version: number },
  what: ScenarioAct,
): Promise<{ scenario: Scenario; to: ScenarioState }> {
  const id = parseUuid(scenarioId);
  const scenario = id === null ? null : await lockScenario(tx, id);
  if (scenario === null) throw planningProblem('scenario-unknown');
  const to = after(scenario.state, what);
  if (to === null) throw planningProblem('scenario-act-refused');
  if (scenario.version !== version) throw planningProblem('scenario-changed-meanwhile');
  return { scenario, to };
}

/** A version with its result, by the register as it is. Throws scenario-change-impossible naming each change that cannot be made. */
export async function writeVersion(
  { tx, actor, now, today }: CommandContext,
  of: { scenarioId: Scenario['id']; number: number; baseDate: PlainDate; assumptions: string; changes: readonly Change[] },
  as: Register,
): Promise<void> {
  const limit = valueOn(reasonableTravel, today).maxMinutes;
  const known = await knownMunicipalities(tx);
  const deprivation = new Map([...known.values()].map((one) => [one.code, one.deprivation]));
  const { result, faults } = resultOf(as, { ...of, limit, deprivation });
  if (faults.length > 0) {
    throw planningProblem('scenario-change-impossible', {
      fields: faults.map(({ index, fault }) => ({ field: `changes.${index}`, expected: fault })),
    });
  }
  await insertVersion(tx, { ...of, result, registerVersion: as.version, knownAt: now, authorId: actor.id, author: actor.name });
}

/** Its new state, with who led it there. */
export async function step(
  { tx, actor, now, newId }: CommandContext,
  scenario: Scenario,
  to: ScenarioState,
  words: string,
): Promise<void> {
  await updateScenario(tx, { id: scenario.id, title: scenario.title, state: to });
  const row = { id: newId(), scenarioId: scenario.id, state: to, number: scenario.number, note: words };
  await insertStep(tx, { ...row, actorId: actor.id, actor: actor.name, at: now });
}
