/** Means of independent runs, with the interval that has the true mean in it in 95 of 100 such studies. */

export interface Mean {
  mean: number;
  /** Half of the interval: Student’s t with one degree of freedom fewer than there are runs. Infinity for one run. */
  half: number;
}

/** t(0.975) for 1 … 30 degrees of freedom. */
const students = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101,
  2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Null when some run has no such number: a mean of the others would be of the lucky ones. */
export function meanOf(values: readonly (number | null)[]): Mean | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  if (known.length === 1) return { mean, half: Infinity };
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1);
  // Beyond thirty degrees the normal quantile with its first correction: (1.96³ + 1.96)/(4 df).
  const quantile = students[known.length - 2] ?? 1.96 + 2.37 / (known.length - 1);
  return { mean, half: quantile * Math.sqrt(variance / known.length) };
}

/** Of pairs with the same chance: other − one. */
export function differenceOf(one: readonly (number | null)[], other: readonly (number | null)[]): Mean | null {
  return meanOf(one.map((value, at) => (value === null || (other[at] ?? null) === null ? null : other[at]! - value)));
}
