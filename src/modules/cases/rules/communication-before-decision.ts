import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import type { OfficerQuestion } from './registration-decision.ts';

export const communicationBeforeDecision = rule({
  id: 'communication-before-decision',
  says:
    'Before an officer decides against a person, the person has been told what the decision rests on and has had a set time to answer. ' +
    'A decision has its reasons in words: which rule, and which facts decided. One in favour may be without them only where the rule ' +
    'found nothing to ask about: then nobody has started it, and that is all the officer is asked.',
  source: 'FvL (2017:900) §25 (communicate before decision), §32 (reasons); JO 861-2018, JO 6299-2015; FvL in force 2018-07-01',
  values: { '2018-07-01': { before: ['reject'], withoutWords: ['not-automatic'] as readonly OfficerQuestion[] } },
});

export type DecisionRefusal = 'reason-required' | 'not-communicated';

/**
 * Why an officer's decision cannot be made; null when it can. `communicatedOn` is the day on which the person was told, `answerBy` the
 * last day to answer; an answer that came before it may have been waited for no longer (`answered`).
 */
export function refuseDecision(
  { before, withoutWords }: { before: readonly string[]; withoutWords: readonly OfficerQuestion[] },
  decision: {
    /** What the officer is asked. */
    question: OfficerQuestion | null;
    outcome: 'approve' | 'reject';
    reasons: readonly string[];
    reasonText: string;
    communicatedOn: PlainDate | null;
    answerBy: PlainDate | null;
    answered: boolean;
    today: PlainDate;
  },
): DecisionRefusal | null {
  const said = decision.reasonText.trim() !== '';
  if (!before.includes(decision.outcome)) {
    const needsNone = decision.question !== null && withoutWords.includes(decision.question);
    return said || needsNone ? null : 'reason-required';
  }
  if (decision.reasons.length === 0 || !said) return 'reason-required';
  const { communicatedOn, answerBy, answered, today } = decision;
  if (communicatedOn === null || communicatedOn > today) return 'not-communicated';
  const waited = answered || (answerBy !== null && answerBy >= communicatedOn && today > answerBy);
  return waited ? null : 'not-communicated';
}
