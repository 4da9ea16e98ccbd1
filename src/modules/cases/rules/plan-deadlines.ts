import { addDays, addMonths, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const planDeadlines = rule({
  id: 'plan-deadlines',
  says:
    'The first plan is made at the latest this many days after registration, and should be made earlier for whoever is under this age; ' +
    'it is renewed when needed, at the latest this many months after it was made or last renewed. Nobody who is registered is ' +
    'excepted, not even someone with a job that begins soon. That newly arrived persons should have it as soon as possible after their ' +
    'first civil registration in a municipality is not computed: the system does not know that day, and invents none.',
  source:
    'SFS 2000:628 §6; how much earlier for the young is said nowhere, so they stand first among equals and no day is invented',
  // The section was read without its day; it is used from the first day that the system answers for.
  values: { '2019-01-01': { firstPlanDays: 30, earlierUnderAge: 25, renewMonths: 6 } },
});

interface Deadlines {
  firstPlanDays: number;
  earlierUnderAge: number;
  renewMonths: number;
}

/** The last day for the first plan of someone registered on a day. */
export function firstPlanBy(registeredOn: PlainDate, { firstPlanDays }: Deadlines): PlainDate {
  return addDays(registeredOn, firstPlanDays);
}

/** The last day for renewing a plan that was made, or last renewed, on a day. */
export function renewBy(madeOn: PlainDate, { renewMonths }: Deadlines): PlainDate {
  return addMonths(madeOn, renewMonths);
}

/** Whether the first plan should be made earlier than its last day. Unknown age: no. The birthday itself is no longer under. */
export function shouldBeEarlier(bornOn: PlainDate | null, on: PlainDate, { earlierUnderAge }: Deadlines): boolean {
  return bornOn !== null && on < addMonths(bornOn, 12 * earlierUnderAge);
}
