import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { moment } from '../../platform/clock/index.ts';
import { casesProblem } from './problems.ts';
import { automaticDecision } from './rules/automatic-decision.ts';
import { decidingRules } from './start-rule.ts';
import { automationOf, findStop, insertAutomation, lockAutomation } from './store/automation.ts';
import { countAffected } from './store/affected.ts';

/**
 * The rule decides nothing more from now on: everything goes to an officer. What it has decided since a moment is in doubt; how
 * many that are is answered, and they are listed under the stop (`affectedDecisions`).
 */
export const stopRule = command({
  name: 'cases.stop-rule',
  roles: ['administrator'],
  input: z.object({
    rule: z.enum(decidingRules),
    /** From when its decisions are in doubt. */
    since: moment,
    reason: z.string().trim().min(1, 'why').max(2000),
  }),
  async run({ tx, actor, now, newId }, { rule, since, reason }) {
    await lockAutomation(tx, rule);
    if ((await automationOf(tx, rule))?.action !== 'start') throw casesProblem('rule-stands-still', { params: { rule } });
    const id = newId();
    await insertAutomation(tx, { id, rule, action: 'stop', reviewShare: null, since, reason, at: now, by: actor.id });
    const stop = (await findStop(tx, id))!;
    const { affected } = await countAffected(tx, stop);
    return {
      result: { stopId: id, affected },
      subject: `rule:${rule}`,
      rules: [automaticDecision.id],
      details: { rule, since, affected },
    };
  },
});
