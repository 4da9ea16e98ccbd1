import { rule } from '../../../platform/rule/index.ts';

export interface DisclosureLimits {
  /** A count of persons up to this is hidden; nobody is hidden too. */
  hideUpTo: number;
  /** Other counts are rounded to the nearest of these. */
  roundTo: number;
  /** A hidden count can be this much more or less than another that fits all that is shown: last possible value less the first, at least. */
  keepOpen: number;
  /** Groups by part (age by channel) are given for the country alone, rounded to the nearest of these. */
  roundCrossTo: number;
}

export const disclosureControl = rule({
  id: 'disclosure-control',
  says:
    'A count of persons is hidden when it is small; others are hidden with it until nobody can work it out from totals, shares and other tables, ' +
    'even if they knew every shown count exactly; what is shown is rounded.',
  source:
    'OpenSAFELY, rules for releasing results: counts of 7 or fewer are hidden and the rest rounded to 5 (as rule small-cells); protection interval and ' +
    'hypercube method: Hundepool et al., Statistical Disclosure Control (2012) ch. 4; that it is as wide as the rounding, and 50: settings',
  values: { '2019-01-01': { hideUpTo: 7, roundTo: 5, keepOpen: 5, roundCrossTo: 50 } satisfies DisclosureLimits },
});

/** A count as it may be shown by itself; null: hidden. */
export function shownAlone(count: number, { hideUpTo, roundTo }: DisclosureLimits): number | null {
  return count <= hideUpTo ? null : Math.round(count / roundTo) * roundTo;
}
