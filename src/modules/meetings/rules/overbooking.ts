import { rule } from '../../../platform/rule/index.ts';

export const overbooking = rule({
  id: 'overbooking',
  says:
    'Where the type allows it and no time is free in its days, an officer may book beside another meeting, with a reason: at a distance at ' +
    'the time of the asked day at which fewest are met, on site on the last day of the type’s days. Two are never in one room.',
  source: 'Arbetsförmedlingen’s own program, 2020-2021 (github vertelab/odoo-af, calendar_af): extra occasions',
  values: { '2019-01-01': { remote: 'asked-day', onSite: 'last-day' } as const },
});

/** Why an officer books beside another meeting: said as a code, for it is kept where no free text about a person may be. */
export const overbookingReasons = ['last-day-near', 'persons-hindrance', 'authoritys-fault', 'needs-soon'] as const;
export type OverbookingReason = (typeof overbookingReasons)[number];

/** The starts at which fewest are met, the fewest first; of those alike the earliest. */
export function fewestFirst<Start extends { met: number; quarter: number }>(starts: readonly Start[]): Start[] {
  return starts.toSorted((a, b) => a.met - b.met || a.quarter - b.quarter);
}
