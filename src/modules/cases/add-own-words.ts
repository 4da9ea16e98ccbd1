import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { canWithPlan } from './plan-state.ts';
import { casesProblem } from './problems.ts';
import { requirePerson } from './standing-of.ts';
import { lockOpenCase } from './store/open-case.ts';
import { lockPlan, updatePlan } from './store/plan.ts';

/** Writes the person's own words about the plan in force; empty takes them away. What the officer wrote stays as it is. */
export const addOwnWords = command({
  name: 'cases.add-own-words',
  roles: ['jobseeker', 'helper'],
  input: z.object({ personId: z.uuid(), version: z.number().int().min(1), words: z.string().trim().max(2000) }),
  async run(context, { personId, version, words }) {
    const { tx, actor, now } = context;
    const standing = await requirePerson(context, personId, 'plan');
    const open = await lockOpenCase(tx, standing.personId);
    if (open === null) throw casesProblem('case-unknown');
    const plan = await lockPlan(tx, { personId: standing.personId, registrationId: open.id, state: 'in-force' });
    if (plan === null || !canWithPlan(actor.roles, 'add-own-words', plan.state)) throw casesProblem('plan-not-now');
    if (plan.version !== version) throw casesProblem('changed-meanwhile');
    await updatePlan(tx, plan, { ...plan.content, ownWords: words }, now);
    await recordAct(tx, context, standing, 'own-words-added', { planId: plan.id });
    return { result: { planId: plan.id, version: version + 1 }, subject: `person:${personId}`, details: { planId: plan.id } };
  },
});
