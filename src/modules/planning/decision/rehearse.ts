/** A dry run: every step is carried out in a transaction that is taken back, so that what is shown is what network itself would do and refuse. */
import { type CommandContext, type House, fieldErrors } from '../../../platform/auth/index.ts';
import type { Actor } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { Problem, problem } from '../../../platform/problem/index.ts';
import { orTakenBack, type StepRefusal, withoutTrace } from '../store/decisions.ts';
import type { Change } from '../scenarios/change.ts';
import { commandOf } from './step-input.ts';
import type { PlannedStep } from './steps.ts';

export interface Rehearsed extends PlannedStep {
  /** Null: it can be carried out. */
  refusal: StepRefusal | null;
}

export interface Plan {
  steps: readonly PlannedStep[];
  changes: readonly Change[];
  reason: string;
}

/** Within a command's transaction; nothing that it writes stays. */
export function rehearseIn(context: CommandContext, { steps, changes, reason }: Plan): Promise<Rehearsed[]> {
  const { tx, today } = context;
  return withoutTrace(tx, async () => {
    const found: Rehearsed[] = [];
    const closureIds: string[] = [];
    for (const step of steps) {
      const deciding = { changes, decidedOn: today, reason, closureIds };
      // The notice needs a closure; that there is none has been said at the step that was refused.
      const isIdle = step.kind === 'start-notice' && closureIds.length === 0;
      const refusal = isIdle ? null : await tryStep(context, step, deciding);
      found.push({ ...step, refusal });
    }
    return found;
  });
}

async function tryStep(
  context: CommandContext,
  step: PlannedStep,
  deciding: Parameters<typeof commandOf>[2] & { closureIds: string[] },
): Promise<StepRefusal | null> {
  try {
    const { result } = await orTakenBack(context.tx, async () => {
      const { command, input } = await commandOf(context.tx, step, deciding);
      const parsed = command.input.safeParse(input);
      if (!parsed.success) throw problem('invalid-input', { fields: fieldErrors(parsed.error) });
      const outcome = await command.run(context, parsed.data);
      if ('refusal' in outcome) throw outcome.refusal;
      return outcome;
    });
    deciding.closureIds.push(...closureIdOf(result));
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refusalOf(error);
  }
}

/** What a step's result says of a closure. */
export const closureIdOf = (result: unknown): string[] =>
  typeof result === 'object' && result !== null && 'closureId' in result && typeof result.closureId === 'string'
    ? [result.closureId]
    : [];

export function refusalOf({ code, details }: Problem): StepRefusal {
  const { rule, params = {}, fields = [] } = details;
  const [field] = fields;
  const named = Object.fromEntries(Object.entries(params).filter((one): one is [string, string | number] => one[1] !== null));
  return {
    code,
    rule: rule === undefined ? null : { id: rule.id, source: rule.source },
    params: { ...(field === undefined ? {} : { field: `${field.field}: ${field.expected}` }), ...named },
  };
}

class TakenBack extends Error {}

/** The same outside a command, for the page that shows it. */
export async function rehearse(house: House, actor: Actor, plan: Plan): Promise<Rehearsed[]> {
  let found: Rehearsed[] = [];
  try {
    await house.db.transaction().execute(async (tx) => {
      const now = house.clock.now();
      const context = { tx, actor, now, today: localTime(now).date, newId: house.newId, keys: house.keys };
      found = await rehearseIn(context, plan);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return found;
}
