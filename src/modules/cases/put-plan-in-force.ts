import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { FieldError } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { recordAct } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { canWithPlan } from './plan-state.ts';
import { casesProblem } from './problems.ts';
import { missingParts, planContent, type PlanContent, type PlanPart, wrongDays } from './rules/plan-content.ts';
import { planDeadlines, renewBy } from './rules/plan-deadlines.ts';
import { planSearchInterval, refuseInterval } from './rules/plan-search-interval.ts';
import { requireOfficer } from './standing-of.ts';
import { lockOpenCase, setNext } from './store/open-case.ts';
import { lockPlan, putDraftInForce } from './store/plan.ts';

/**
 * Whether a plan says all that it must on a day. 'not-judged' for days whose rule is not known: then nothing is refused, and
 * what was not judged is said.
 */
export function completenessOf(content: PlanContent, on: PlainDate): PlanPart[] | 'not-judged' {
  if (on < Object.keys(planContent.values)[0]!) return 'not-judged';
  return missingParts(content, valueOn(planContent, on));
}

/** Puts the draft in force from today; it takes the place of the plan before, and the day for renewing it is counted. */
export const putPlanInForce = command({
  name: 'cases.put-plan-in-force',
  roles: ['caseworker', 'protection-officer'],
  input: z.object({ personId: z.uuid(), version: z.number().int().min(1) }),
  async run(context, { personId, version }) {
    const { tx, actor, now, today } = context;
    const standing = await requireOfficer(context, personId, 'plan');
    const open = await lockOpenCase(tx, standing.personId);
    if (open === null) throw casesProblem('case-unknown');
    const draft = await lockPlan(tx, { personId: standing.personId, registrationId: open.id, state: 'draft' });
    if (draft === null || !canWithPlan(actor.roles, 'put-in-force', draft.state) || open.state !== 'registered') {
      throw casesProblem('plan-not-now');
    }
    if (draft.version !== version) throw casesProblem('changed-meanwhile');
    const completeness = completenessOf(draft.content, today);
    refuseIncomplete(completeness === 'not-judged' ? [] : completeness);
    const days = wrongDays(draft.content, today).map(({ field, why }): FieldError => ({ field, expected: why }));
    if (days.length > 0) throw casesProblem('plan-day-wrong', { rule: planContent, fields: days });
    const interval = refuseInterval(draft.content.interval, open.inProgramme, today);
    if (interval !== null) {
      const fields = [{ field: 'interval', expected: interval }];
      throw casesProblem('plan-incomplete', { rule: planSearchInterval, params: { parts: 'interval' }, fields });
    }
    const due = renewBy(today, valueOn(planDeadlines, today));
    await putDraftInForce(tx, draft, { on: today, renewBy: due, by: actor.id, at: now });
    await setNext(tx, open, { kind: 'renew-plan', due, early: false });
    await recordAct(tx, context, standing, 'plan-in-force', { planId: draft.id });
    const judged = completeness === 'not-judged' ? [] : [planContent.id];
    return {
      result: { planId: draft.id, madeOn: today, renewBy: due, completeness: judged.length === 0 ? 'not-judged' : 'complete' },
      subject: `person:${personId}`,
      rules: [...judged, planDeadlines.id, planSearchInterval.id],
      details: { planId: draft.id, renewBy: due },
      events: [casesEvents.planInForce(personId, { planId: draft.id, madeOn: today, renewBy: due })],
    };
  },
});

/** A plan that lacks parts is not put in force: the problem names each part as a field. */
function refuseIncomplete(missing: readonly PlanPart[]): void {
  if (missing.length === 0) return;
  const fields: FieldError[] = missing.map((part) => ({ field: part, expected: 'said in the plan' }));
  throw casesProblem('plan-incomplete', { rule: planContent, params: { parts: missing.join(', ') }, fields });
}
