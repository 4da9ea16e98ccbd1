import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { casesProblem } from './problems.ts';
import { automaticDecision } from './rules/automatic-decision.ts';
import { registrationDecision } from './rules/registration-decision.ts';
import { automationOf, insertAutomation, lockAutomation } from './store/automation.ts';

/** The rules that can decide by themselves. */
export const decidingRules = [registrationDecision.id] as const;

/** From now on the rule decides by itself, and a share of what it decides is looked at by a human. */
export const startRule = command({
  name: 'cases.start-rule',
  roles: ['administrator'],
  input: z.object({
    rule: z.enum(decidingRules),
    /** 0–1, more than nothing: no one decides without anyone looking. */
    reviewShare: z.number().gt(0).max(1),
    reason: z.string().trim().min(1, 'why').max(2000),
  }),
  async run({ tx, actor, now, newId }, { rule, reviewShare, reason }) {
    await lockAutomation(tx, rule);
    if ((await automationOf(tx, rule))?.action === 'start') throw casesProblem('rule-runs-already', { params: { rule } });
    const id = newId();
    await insertAutomation(tx, { id, rule, action: 'start', reviewShare, since: null, reason, at: now, by: actor.id });
    return { result: { id }, subject: `rule:${rule}`, rules: [automaticDecision.id], details: { rule, reviewShare } };
  },
});
