import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { recordAct } from '../people/index.ts';
import { planInput } from './plan-input.ts';
import { canWithPlan } from './plan-state.ts';
import { casesProblem } from './problems.ts';
import { planSearchInterval } from './rules/plan-search-interval.ts';
import { requireOfficer } from './standing-of.ts';
import { lockOpenCase } from './store/open-case.ts';
import { insertDraftPlan, lockPlan, updatePlan } from './store/plan.ts';

/** Saves a draft of the plan; anything may still be missing. `version`: of the draft that was opened, 0 when there was none. */
export const savePlan = command({
  name: 'cases.save-plan',
  roles: ['caseworker', 'protection-officer'],
  input: z.object({ personId: z.uuid(), version: z.number().int().min(0), content: planInput }),
  async run(context, { personId, version, content }) {
    const { tx, actor, now, newId } = context;
    const { interval } = content;
    if (interval !== null && 'low' in interval && interval.low > interval.high) {
      const fields = [{ field: 'content.interval', expected: 'the lowest number first' }];
      throw problem('invalid-input', { rule: planSearchInterval, fields });
    }
    const standing = await requireOfficer(context, personId, 'plan');
    const open = await lockOpenCase(tx, standing.personId);
    if (open === null) throw casesProblem('case-unknown');
    const draft = await lockPlan(tx, { personId: standing.personId, registrationId: open.id, state: 'draft' });
    if (!canWithPlan(actor.roles, 'save', draft?.state ?? 'none')) throw casesProblem('plan-not-now');
    if ((draft?.version ?? 0) !== version) throw casesProblem('changed-meanwhile');
    const planId = draft?.id ?? newId();
    if (draft === null) {
      try {
        await insertDraftPlan(tx, {
          personId: standing.personId,
          id: planId,
          registrationId: open.id,
          content: { ...content, ownWords: '' },
          at: now,
        });
      } catch (error) {
        if (violatedConstraint(error) === 'plan_one_draft') throw casesProblem('changed-meanwhile');
        throw error;
      }
    } else {
      await updatePlan(tx, draft, { ...content, ownWords: draft.content.ownWords }, now);
    }
    await recordAct(tx, context, standing, 'plan-draft-saved', { planId });
    return { result: { planId, version: version + 1 }, subject: `person:${personId}`, details: { planId } };
  },
});
