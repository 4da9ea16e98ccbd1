/** What a checked model means to the solvers: numbers, and every constraint with a name of its own. */
import type { PlanModel } from './model.ts';

/** A way to have a place at a site. */
export interface PlanOption {
  site: number;
  kind: number;
  /** Days a week that staff travel in; null where they work there. */
  visitDays: number | null;
  officers: number | null;
  /** Money a year; 0 where the model has no costs. */
  cost: number;
  /** Visits a week; Infinity where there is no limit. */
  capacity: number;
  /** Minutes that staff travel in a week. */
  staffTravel: number;
  /** Minutes that count on top of the journey. */
  added: number;
}

interface Named {
  /** Where in the model it stands: `limits.budget`, `keep.3`. */
  id: string;
  says: string;
}

/** The sum of factors over the chosen options lies between the two. */
export interface Linear extends Named {
  type: 'linear';
  options: readonly number[];
  factors: readonly number[];
  atLeast: number;
  atMost: number;
}

export type Constraint =
  | Linear
  | (Named & { type: 'within'; minutes: number })
  | (Named & { type: 'capacity' })
  | (Named & { type: 'inequality'; measure: 'gini' | 'palma'; atMost: number; weights: Float64Array });

export interface PlanProblem {
  model: PlanModel;
  points: number;
  sites: number;
  /** points × sites, row by row. */
  minutes: Float64Array;
  options: readonly PlanOption[];
  constraints: readonly Constraint[];
}

/** What stands under a name that the model’s writer chose, which may be one that every object has (`constructor`). */
const of = <T>(list: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(list, name) ? list[name] : undefined;

/** The people of a group at each point, or of all groups together. */
export function weightsOf(model: PlanModel, group: string | undefined): Float64Array {
  return Float64Array.from(model.points, ({ weights }) =>
    group === undefined ? Object.values(weights).reduce((sum, one) => sum + one, 0) : (of(weights, group) ?? 0),
  );
}

/** Visits a week at each point. */
export const demandOf = (model: PlanModel): Float64Array =>
  weightsOf(model, model.demand?.group).map((weight) => weight * (model.demand?.visitsPerWeek ?? 0));

/** points × options: the journey, and what counts on top of it. */
export function minutesByOption({ points, sites, options, minutes }: PlanProblem): Float64Array {
  const all = new Float64Array(points * options.length);
  for (let point = 0; point < points; point += 1)
    for (const [at, { site, added }] of options.entries())
      all[point * options.length + at] = minutes[point * sites + site]! + added;
  return all;
}

/** The problem of a model that check-model has found nothing wrong with. */
export function problemOf(model: PlanModel, minutes: Float64Array): PlanProblem {
  const options = optionsOf(model);
  return {
    model,
    points: model.points.length,
    sites: model.sites.length,
    minutes,
    options,
    constraints: [...singleSites(model, options), ...bounds(model, options), ...others(model, options)],
  };
}

/** Whether a kind may be had at a site: listed there, and with a partner if it needs one. */
export function mayHave(site: PlanModel['sites'][number], kind: PlanModel['kinds'][number]): boolean {
  return (site.kinds?.includes(kind.id) ?? true) && (site.partner || !kind.needsPartner);
}

const daysOfStaffThere = 5;

function optionsOf(model: PlanModel): PlanOption[] {
  return model.sites.flatMap((place, site) =>
    model.kinds.flatMap((one, kind) => {
      if (!mayHave(place, one)) return [];
      return (one.visitDays ?? [null]).flatMap((visitDays) =>
        (one.officers ?? [null]).map((officers): PlanOption => {
          const { fixed = 0, perVisitDay = 0, perOfficer = 0 } = one.costs ?? {};
          return {
            site,
            kind,
            visitDays,
            officers,
            cost: fixed + perVisitDay * (visitDays ?? 0) + perOfficer * (officers ?? 0),
            capacity:
              one.visitsPerOfficerDay === undefined
                ? Infinity
                : one.visitsPerOfficerDay * (officers ?? 1) * (visitDays ?? daysOfStaffThere),
            staffTravel: 2 * (place.staffMinutes ?? 0) * (visitDays ?? 0) * (officers ?? 1),
            added: one.addedMinutes,
          };
        }),
      );
    }),
  );
}

type Those = (option: PlanOption) => boolean;

function linear(options: readonly PlanOption[], id: string, text: string, those: Those, bound: Partial<Linear>): Linear {
  const chosen = [...options.keys()].filter((at) => those(options[at]!));
  return {
    type: 'linear',
    id,
    says: text,
    options: chosen,
    factors: chosen.map(() => 1),
    atLeast: -Infinity,
    atMost: Infinity,
    ...bound,
  };
}

function singleSites(model: PlanModel, options: readonly PlanOption[]): Constraint[] {
  const kept = model.keep.map(({ site, kind }, at) =>
    linear(
      options,
      `keep.${at}`,
      `keep ${site}${kind === undefined ? '' : ` as ${kind}`}`,
      (one) => model.sites[one.site]!.id === site && (kind === undefined || model.kinds[one.kind]!.id === kind),
      { atLeast: 1 },
    ),
  );
  const closed = model.close.map((site, at) =>
    linear(options, `close.${at}`, `close ${site}`, (one) => model.sites[one.site]!.id === site, { atMost: 0 }),
  );
  return [...kept, ...closed];
}

/** A range is two constraints, so that the one that conflicts can be named. */
function ranged(
  options: readonly PlanOption[],
  id: string,
  what: string,
  range: { atLeast?: number | undefined; atMost?: number | undefined } | undefined,
  those: Those,
): Linear[] {
  const { atLeast, atMost } = range ?? {};
  return [
    ...(atLeast === undefined ? [] : [linear(options, `${id}.atLeast`, `at least ${atLeast} ${what}`, those, { atLeast })]),
    ...(atMost === undefined ? [] : [linear(options, `${id}.atMost`, `at most ${atMost} ${what}`, those, { atMost })]),
  ];
}

function bounds({ limits, kinds, sites }: PlanModel, options: readonly PlanOption[]): Constraint[] {
  const counties = [...new Set(sites.map(({ county }) => county).filter((one) => one !== undefined))];
  return [
    ...ranged(options, 'limits.places', 'places in all', limits.places, () => true),
    ...Object.entries(limits.kinds).flatMap(([kind, range]) =>
      ranged(options, `limits.kinds.${kind}`, `places of kind ${kind}`, range, (one) => kinds[one.kind]!.id === kind),
    ),
    ...counties.flatMap((county) => {
      const own = of(limits.counties, county);
      const id = own === undefined ? `limits.perCounty.${county}` : `limits.counties.${county}`;
      return ranged(
        options,
        id,
        `places in county ${county}`,
        own ?? limits.perCounty,
        (one) => sites[one.site]!.county === county,
      );
    }),
  ];
}

function others(model: PlanModel, options: readonly PlanOption[]): Constraint[] {
  const { limits } = model;
  const costs = options.map(({ cost }) => cost);
  const budget = limits.budget;
  return [
    ...(budget === undefined
      ? []
      : [
          {
            ...linear(options, 'limits.budget', `a budget of at most ${budget} a year`, () => true, { atMost: budget }),
            factors: costs,
          },
        ]),
    ...(limits.minutes === undefined
      ? []
      : [
          {
            type: 'within' as const,
            id: 'limits.minutes',
            says: `no point farther than ${limits.minutes} minutes`,
            minutes: limits.minutes,
          },
        ]),
    ...(options.some(({ capacity }) => capacity < Infinity)
      ? [{ type: 'capacity' as const, id: 'demand', says: 'the visits of all points within what the places can receive' }]
      : []),
    ...limits.inequality.map(({ measure, atMost, group }, at) => ({
      type: 'inequality' as const,
      id: `limits.inequality.${at}`,
      says: `${measure === 'gini' ? 'Gini' : 'Palma'} of minutes at most ${atMost}`,
      measure,
      atMost,
      weights: weightsOf(model, group),
    })),
  ];
}
