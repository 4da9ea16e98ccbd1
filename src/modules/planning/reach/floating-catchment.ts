/**
 * Supply for each who demands, where catchments overlap (floating catchment): pure functions on a table of minutes.
 *
 * Step one, for each site j: R_j = S_j / Σ_i D_i f(t_ij), what it has for each who could come. Step two, for each point i:
 * A_i = Σ_j R_j f(t_ij), what is within reach of it. With f = 1 up to a limit this is the two-step method (Radke & Mu 2000; Luo & Wang 2003),
 * with an f that falls with the minutes the enhanced one (Luo & Qi 2009: steps; Dai 2010: Gaussian). Σ_i D_i A_i is the supply of all sites
 * that someone can reach.
 */

/** What a journey of so many minutes counts, 0 to 1; never defined for what has no way (Infinity is always 0). */
export type Decay = (minutes: number) => number;

/** Alike up to the limit, which is within; nothing beyond. */
export const evenWithin =
  (limit: number): Decay =>
  (minutes) =>
    minutes <= limit ? 1 : 0;

/** (e^(−½ (t/T)²) − e^(−½)) / (1 − e^(−½)) up to T: 1 at no distance, 0 at the limit (Dai 2010). */
export const gaussianWithin =
  (limit: number): Decay =>
  (minutes) =>
    minutes > limit ? 0 : (Math.exp(-0.5 * (minutes / limit) ** 2) - Math.exp(-0.5)) / (1 - Math.exp(-0.5));

/** By zones, in order; each reaches up to and with its limit (Luo & Qi 2009). */
export const stepsWithin =
  (zones: readonly { upTo: number; counts: number }[]): Decay =>
  (minutes) =>
    zones.find(({ upTo }) => minutes <= upTo)?.counts ?? 0;

export interface Catchment {
  /** A_i: supply for each of the point’s. */
  points: Float64Array;
  /** R_j; NaN at a site that nobody can reach. */
  sites: Float64Array;
}

/** `minutes` is row-major over point × site, Infinity where no way is known; demand and supply from 0 on. */
export function floatingCatchment(
  minutes: Float64Array,
  demand: readonly number[],
  supply: readonly number[],
  decay: Decay,
): Catchment {
  const [points, sites] = [demand.length, supply.length];
  if (minutes.length !== points * sites) throw new RangeError(`${points} × ${sites} minutes, not ${minutes.length}`);
  const counts = minutes.map((one) => (one === Infinity ? 0 : decay(one)));
  const asked = new Float64Array(sites);
  for (let cell = 0; cell < counts.length; cell += 1) asked[cell % sites]! += demand[Math.floor(cell / sites)]! * counts[cell]!;
  const perSite = asked.map((sum, site) => (sum === 0 ? NaN : supply[site]! / sum));
  const perPoint = new Float64Array(points);
  for (let cell = 0; cell < counts.length; cell += 1)
    if (counts[cell] !== 0 && asked[cell % sites] !== 0)
      perPoint[Math.floor(cell / sites)]! += perSite[cell % sites]! * counts[cell]!;
  return { points: perPoint, sites: perSite };
}
