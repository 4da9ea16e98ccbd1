import { ascend, type Ascent } from './ascent.ts';
import { equityCut } from './equity.ts';
import type { Multipliers } from './lagrange.ts';
import { polish } from './polish.ts';
import { roomy } from './roomy.ts';
import { round } from './round.ts';
import type { State } from './state.ts';

const ROUNDS = 3000;
const CUTS = 12;
/** After so many rounds a plan is made of what the prices take, and so many others near it are judged. */
const LOOKS = new Map([
  [100, 10],
  [200, 40],
  [400, 100],
  [900, 400],
  [1800, 400],
]);

/** The first bound, good plans on the way, and cuts where the bound of inequality is passed. Marks in `status` what is settled. */
export function searchRoot(state: State, status: Int8Array): Ascent {
  const warm = state.search.from;
  if (warm !== undefined) begin(state, warm.options);
  let ascent = climb(state, status, state.prices, { rounds: ROUNDS, step: warm?.prices === undefined ? 1 : 0.3 });
  for (let cut = 0; cut < CUTS && !ascent.pruned && addCut(state, ascent.prices, cut); cut += 1) {
    const sum = new Float64Array(state.relaxed.sums.length);
    sum.set(ascent.prices.sum);
    const before = ascent.bound;
    ascent = climb(state, status, { ...ascent.prices, sum }, { rounds: 300, step: 0.5 });
    if (ascent.bound < before) ascent = { ...ascent, bound: before };
    if (state.stop() || state.enough(ascent.bound)) break;
  }
  state.prices = ascent.prices;
  state.bound = Math.max(state.bound, ascent.bound);
  state.told(state.bound);
  return ascent;
}

function begin(state: State, options: readonly number[]): void {
  const { prep } = state;
  const taken = new Set<number>();
  const kept = [...new Set(options)].filter((a) => {
    if (!(a in prep.problem.options) || prep.status[a] === -1 || taken.has(prep.siteOf[a]!)) return false;
    taken.add(prep.siteOf[a]!);
    return true;
  });
  const must = [...prep.status.keys()].filter((a) => prep.status[a] === 1);
  const places = new Set(must.map((a) => prep.siteOf[a]!));
  state.improve([...must, ...kept.filter((a) => !places.has(prep.siteOf[a]!))], state.prices, 120);
}

/** Ascends with plans from what the prices take, at first often, later seldom. */
function climb(state: State, status: Int8Array, from: Multipliers, by: { rounds: number; step: number }): Ascent {
  const ascent = ascend(state.relaxed, status, from, {
    ...by,
    patience: 12,
    least: 0.002,
    target: () => state.target(),
    stop: () => state.stop() || state.enough(state.bound),
    seen: (at, often, prices, bound) => {
      state.bound = Math.max(state.bound, bound);
      const tries = LOOKS.get(at);
      if (tries === undefined) return;
      state.improve(round(state.prep, state.prep.status, often), prices, tries);
      if (state.best === null && state.prep.capacitated) state.improve(roomy(state.prep), prices, tries);
    },
  });
  if (!ascent.pruned && !state.enough(state.bound)) polish(state, ascent.prices, ascent.often);
  return ascent;
}

/** From the shares of the plan nearest to the bound, and from what the prices take at last. */
function addCut(state: State, prices: Multipliers, number: number): boolean {
  const { prep } = state;
  if (prep.problem.inequality === undefined) return false;
  const taken = [...state.relaxed.chosen.keys()].filter((a) => state.relaxed.chosen[a] === 1);
  const judged = state.judge(taken, prices.sum);
  const cut = (judged.service.short === 0 ? equityCut(prep, judged.service.shares, number) : null) ?? nearestCut(state, number);
  if (cut === null) return false;
  state.relaxed.sums = [...state.relaxed.sums, cut];
  state.relaxed.sumSum = new Float64Array(state.relaxed.sums.length);
  return true;
}

function nearestCut(state: State, number: number): ReturnType<typeof equityCut> {
  const { nearest } = state;
  return nearest === null || nearest.off === 0 || nearest.service.short > 0
    ? null
    : equityCut(state.prep, nearest.service.shares, number);
}
