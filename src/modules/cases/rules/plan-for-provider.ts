import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import type { PlanContent, PlannedStep } from './plan-content.ts';

export const planForProvider = rule({
  id: 'plan-for-provider',
  says:
    'The provider that a person has chosen gets the plan: these parts of it and no other. Of an exemption from the search interval ' +
    'only that there is one. Nothing of a person with protected identity leaves before an officer has looked.',
  source: 'SFS 2002:623 §7 f p. 6, provider data rules from 2022-12-01; protected persons: JO 5254-2016',
  values: {
    '2022-12-01': [
      'assessment',
      'possibilities',
      'demand',
      'measures',
      'motive',
      'activities',
      'duties',
      'occupations',
      'areas',
      'interval',
    ] satisfies (keyof PlanContent)[],
  },
});

/** What a provider may see of a plan. */
export interface SharedPlan {
  assessment: string;
  possibilities: string;
  demand: string;
  measures: readonly PlannedStep[];
  motive: string;
  activities: readonly PlannedStep[];
  duties: readonly string[];
  occupations: readonly string[];
  areas: readonly string[];
  interval: { low: number; high: number } | 'exempt' | null;
}

/** A plan as the provider may have it on a day; null when the provider may have none: protected, or before the rule. */
export function sharedPlan(content: PlanContent, isProtected: boolean, on: PlainDate): SharedPlan | null {
  if (isProtected || on < Object.keys(planForProvider.values)[0]!) return null;
  const { interval } = content;
  const everything = { ...content, interval: interval !== null && 'exemption' in interval ? 'exempt' : interval };
  return Object.fromEntries(valueOn(planForProvider, on).map((part) => [part, everything[part]])) as unknown as SharedPlan;
}
