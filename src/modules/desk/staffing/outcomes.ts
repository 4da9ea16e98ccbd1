/** What simulated days came to, and how sure it is. */

/** Sums over the days. Each array has one value for each step, by when people came, and a last one for the whole day. */
export interface Outcomes {
  days: number;
  came: Float64Array;
  /** Called within the goal. */
  soon: Float64Array;
  left: Float64Array;
  /** Minutes of waiting, of those who were called. */
  waited: Float64Array;
  /** Sums of products of the days' own numbers, for intervals. */
  cameSquared: Float64Array;
  soonSquared: Float64Array;
  soonCame: Float64Array;
  /** Minutes that counters were busy, and that they worked past the end of the day. */
  busy: number;
  overtime: number;
}

export function noOutcomes(steps: number): Outcomes {
  const zeros = (): Float64Array => new Float64Array(steps + 1);
  return {
    days: 0,
    came: zeros(),
    soon: zeros(),
    left: zeros(),
    waited: zeros(),
    cameSquared: zeros(),
    soonSquared: zeros(),
    soonCame: zeros(),
    busy: 0,
    overtime: 0,
  };
}

/** Adds a day: how many came and were called within the goal in each step. Empties both for the next day. */
export function addDay(outcomes: Outcomes, came: Float64Array, soon: Float64Array): void {
  const last = came.length - 1;
  for (let at = 0; at < last; at += 1) {
    came[last]! += came[at]!;
    soon[last]! += soon[at]!;
  }
  for (let at = 0; at <= last; at += 1) {
    const [coming, called] = [came[at]!, soon[at]!];
    outcomes.came[at]! += coming;
    outcomes.soon[at]! += called;
    outcomes.cameSquared[at]! += coming * coming;
    outcomes.soonSquared[at]! += called * called;
    outcomes.soonCame[at]! += called * coming;
  }
  outcomes.left[last] = 0;
  outcomes.waited[last] = 0;
  for (let at = 0; at < last; at += 1) {
    outcomes.left[last] += outcomes.left[at]!;
    outcomes.waited[last] += outcomes.waited[at]!;
  }
  came.fill(0);
  soon.fill(0);
  outcomes.days += 1;
}

export interface Share {
  share: number;
  /** Half of the interval that has the true share in it in 95 of 100 simulations. */
  half: number;
}

/**
 * The share of those who came in a step that was called within the goal (left out: of the whole day); null when nobody came. The interval is
 * that of a ratio over independent days (A. M. Law, Simulation Modeling and Analysis, ch. 9): visitors of one day wait for each other, so
 * they are not counted as independent.
 */
export function shareWithin(outcomes: Outcomes, at = outcomes.came.length - 1): Share | null {
  const { days } = outcomes;
  const came = outcomes.came[at]!;
  if (came === 0) return null;
  const share = outcomes.soon[at]! / came;
  const squares = outcomes.soonSquared[at]! - 2 * share * outcomes.soonCame[at]! + share * share * outcomes.cameSquared[at]!;
  const variance = (Math.max(0, squares) / Math.max(1, days - 1)) * days;
  return { share, half: (1.96 * Math.sqrt(variance)) / came };
}
