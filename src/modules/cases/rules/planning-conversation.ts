import { addMonths, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const planningConversation = rule({
  id: 'planning-conversation',
  says:
    'Whoever knows that a job or studies begin within this many months from the first day of unemployment has no planning ' +
    'conversation: digital services only, and is asked about deregistration when the job begins. The first plan keeps its last day ' +
    '(rule plan-deadlines).',
  source: 'arbetsformedlingen.se, “Register” (the steps after unemployment)',
  // The page was read without its day; used from the first day that the system answers for.
  values: { '2019-01-01': { unlessWithinMonths: 3 } },
});

/** Whether there is a planning conversation; `leavesOn` is the day on which a known job or studies begin. The limit's day is within. */
export function needsPlanning(
  value: { unlessWithinMonths: number },
  facts: { firstDay: PlainDate; leavesOn: PlainDate | null },
): boolean {
  return facts.leavesOn === null || facts.leavesOn > addMonths(facts.firstDay, value.unlessWithinMonths);
}
