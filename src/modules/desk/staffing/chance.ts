/** Chance that can be run again: the same seed gives the same day on every machine. */

export interface Chance {
  /** Evenly in (0, 1). */
  even(): number;
  /** Exponential with the mean 1. */
  exponential(): number;
  /** Normal with the mean 0 and the deviation 1. */
  normal(): number;
  /** Poisson with this mean: how many come. */
  poisson(mean: number): number;
}

/** sfc32 (C. Doty-Humphrey, PractRand), 128 bits of state, seeded from one number. */
export function chanceOf(seed: number): Chance {
  let a = seed >>> 0;
  let b = (seed / 2 ** 32) >>> 0;
  let c = 0x9e37_79b9;
  let d = 1;
  const even = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) even();
  const exponential = (): number => -Math.log(even());
  // Two at a time (G. Marsaglia's polar method); the other one waits for the next call.
  let spare = Number.NaN;
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * even() - 1;
      const y = 2 * even() - 1;
      const square = x * x + y * y;
      if (square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
  // By the gaps between arrivals: a mean in one half hour is small.
  const poisson = (mean: number): number => {
    let count = -1;
    for (let at = 0; at <= mean; count += 1) at += exponential();
    return count;
  };
  return { even, exponential, normal, poisson };
}
