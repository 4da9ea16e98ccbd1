/**
 * What "proved" means, everywhere in planning: no plan is better by more than this part of the value, 0.0001 %. The bound must be one to rely on: our own,
 * or HiGHS’s after `fromHighs`.
 */
const proofTolerance = 1e-6;

/** Whether the bound is met. The same whether less or more is better. */
export const isProved = (value: number, bound: number): boolean =>
  value === bound || Math.abs(value - bound) <= proofTolerance * Math.abs(value);

/**
 * HiGHS’s bound is worked out in floating point and holds its own rows to a ten-millionth and whole numbers to a millionth: it is a bound but for those, and no
 * certificate. Half of what a proof leaves is taken off it.
 */
export const fromHighs = (bound: number): number => bound - 0.5 * proofTolerance * Math.abs(bound);
