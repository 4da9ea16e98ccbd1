import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';

export const selfRegistrationGoal = rule({
  id: 'self-registration-goal',
  says: 'Of those who register, this share in per cent is to do it themselves.',
  source: 'Ekot 2019: the authority’s goal from October 2019',
  values: { '2019-10-01': 90 },
});

/** The goal on a day; null before there was one. */
export function goalOn(on: PlainDate): number | null {
  return on < Object.keys(selfRegistrationGoal.values)[0]! ? null : valueOn(selfRegistrationGoal, on);
}
