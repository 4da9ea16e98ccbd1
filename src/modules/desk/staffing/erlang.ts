/**
 * Waiting in a line that changes too slowly to matter: M/M/c (Erlang C, A. K. Erlang 1917) and M/M/c+M, where people leave (Erlang A,
 * C. Palm 1957; O. Garnett, A. Mandelbaum, M. Reiman 2002). For checking the simulation and for a first guess; a real day is simulated
 * (simulate.ts). Times are in minutes.
 */

export interface Load {
  /** Arrivals a minute. */
  arrivals: number;
  /** Mean minutes of one service. */
  service: number;
  /** Counters that are open. */
  counters: number;
}

export interface Wait {
  /** Share of those who come who wait at all. */
  waits: number;
  /** Mean minutes of waiting, of all who come. */
  mean: number;
  /** Share of the counters' time that is used. */
  occupancy: number;
  /** Share who leave before they are called. */
  leaves: number;
  /** Share who are called within so many minutes; those who left before are not called. */
  within(minutes: number): number;
}

/** Erlang B by its recursion, which neither overflows nor loses figures: the share refused by `counters` at an offered load in Erlang. */
export function erlangB(offered: number, counters: number): number {
  let blocked = 1;
  for (let open = 1; open <= counters; open += 1) blocked = (offered * blocked) / (open + offered * blocked);
  return blocked;
}

/** Nobody leaves. Null when more come than can be served: the line grows for ever. */
export function erlangC({ arrivals, service, counters }: Load): Wait | null {
  const offered = arrivals * service;
  if (offered === 0) return { waits: 0, mean: 0, occupancy: 0, leaves: 0, within: () => 1 };
  if (offered >= counters) return null;
  const blocked = erlangB(offered, counters);
  const waits = (counters * blocked) / (counters - offered * (1 - blocked));
  const spare = (counters - offered) / service;
  return {
    waits,
    mean: waits / spare,
    occupancy: offered / counters,
    leaves: 0,
    within: (minutes) => 1 - waits * Math.exp(-spare * minutes),
  };
}

/**
 * People leave after a time that is exponential with the mean `patience` (minutes). By the density of the wait offered to someone who
 * would not leave (F. Baccelli, G. Hebuterne 1981), integrated numerically to a relative 1e-9; there is always a steady state.
 */
export function erlangA({ arrivals, service, counters }: Load, patience: number): Wait {
  if (arrivals === 0) return { waits: 0, mean: 0, occupancy: 0, leaves: 0, within: () => 1 };
  const leaving = 1 / patience;
  // Relative to the state in which the last counter is free: 1 for it, `below` for it and those with more free counters.
  const blocked = erlangB(arrivals * service, counters - 1);
  const below = 1 / blocked;
  const offeredWait = (from: number, weight: (wait: number) => number): number =>
    arrivals *
    integral(
      (wait) => Math.exp((arrivals / leaving) * -Math.expm1(-leaving * wait) - (counters / service) * wait) * weight(wait),
      from,
    );
  const above = offeredWait(0, () => 1);
  const all = below + above;
  const waits = above / all;
  const leaves = offeredWait(0, (wait) => -Math.expm1(-leaving * wait)) / all;
  return {
    waits,
    leaves,
    // Little's law over those who leave: they do so at the rate `leaving` for each who waits.
    mean: leaves * patience,
    occupancy: (arrivals * (1 - leaves) * service) / counters,
    within: (minutes) => {
      const late = offeredWait(minutes, (wait) => Math.exp(-leaving * wait)) / all;
      return 1 - leaves - late;
    },
  };
}

/** From `from` to infinity, of a function that falls off at least as fast as an exponential: Gauss-Legendre on pieces that double. */
function integral(of: (x: number) => number, from: number): number {
  let sum = 0;
  let width = 1 / 64;
  for (let at = from, quiet = 0; quiet < 4 && width < 1e9; at += width, width *= at - from > 8 * width ? 2 : 1) {
    const part = legendre(of, at, at + width);
    sum += part;
    quiet = Math.abs(part) <= 1e-14 * Math.abs(sum) ? quiet + 1 : 0;
  }
  return sum;
}

/** Nodes and weights of five points on (−1, 1). */
const nodes = [
  [0, 128 / 225],
  [Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, (322 + 13 * Math.sqrt(70)) / 900],
  [Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, (322 - 13 * Math.sqrt(70)) / 900],
] as const;

function legendre(of: (x: number) => number, from: number, to: number): number {
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  let sum = 0;
  for (const [node, weight] of nodes) {
    sum += node === 0 ? weight * of(middle) : weight * (of(middle - half * node) + of(middle + half * node));
  }
  return sum * half;
}

/** The fewest counters with which at least `share` are called within `minutes`; at most `most`, null when not even so many do. */
export function countersFor(
  load: Omit<Load, 'counters'>,
  goal: { share: number; minutes: number },
  { patience, most }: { patience: number | null; most: number },
): number | null {
  for (let counters = 1; counters <= most; counters += 1) {
    const wait = patience === null ? erlangC({ ...load, counters }) : erlangA({ ...load, counters }, patience);
    if (wait !== null && wait.within(goal.minutes) >= goal.share) return counters;
  }
  return null;
}
