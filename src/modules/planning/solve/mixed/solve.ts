import { fromHighs, isProved } from '../proof.ts';
import { ascend } from './ascent.ts';
import { conflicts } from './conflict.ts';
import { prepare } from './prepare.ts';
import type { MixedAnswer, MixedProblem, MixedSearch } from './problem.ts';
import { loadHighs, programOf, run } from './program.ts';
import { searchRoot } from './root.ts';
import { State } from './state.ts';
import { searchTree } from './tree.ts';

const highs = await loadHighs();

/** So many parts of the tree before HiGHS is given what is left, and so many ways of each point it is given. */
const FIRST_PARTS = { small: 2000, capacitated: 1, free: 10 };
const SMALL = 20_000;
const WAYS = [48, 120, 200];
const CELLS = 60_000;
/** Nearer than this to the value HiGHS has nothing more to say. */
const NEAR = 2e-6;

/**
 * The least that serving everyone can cost within the limits, with the plan. Lagrangian bounds with reduction by reduced costs, interchange under the limits,
 * branch and bound; HiGHS on what is left. Throws RangeError for a problem that is not one (sizes, holes). The same input gives the same answer
 * unless `stop` cuts it.
 */
export function solveMixed(problem: MixedProblem, search: MixedSearch = {}): MixedAnswer {
  const prep = prepare(problem);
  const state = new State(prep, search);
  const conflict = conflicts(prep);
  if (conflict.length > 0) return { ...answer(state, Infinity), outcome: 'no-plan-exists', conflict };
  const status = prep.status.slice();
  const root = searchRoot(state, status);
  if (root.pruned || state.enough(state.bound)) return answer(state, root.pruned ? Infinity : root.bound);
  const top = { bound: Math.max(root.bound, state.bound), status, prices: root.prices };
  const size = prep.points * prep.width < SMALL ? 'small' : prep.capacitated ? 'capacitated' : 'free';
  let tree = searchTree(state, highs, top, FIRST_PARTS[size]);
  if (state.enough(tree.bound) || state.stopped) return answer(state, tree.bound);
  let { bound } = tree;
  for (const ways of WAYS) {
    bound = Math.max(bound, finish(state, status, ways));
    state.bound = Math.max(state.bound, Math.min(bound, state.value));
    const isNear = state.best !== null && state.value - bound <= NEAR * Math.abs(state.value);
    if (isNear || state.enough(bound) || state.stop()) return answer(state, bound);
    resettle(state, status);
  }
  tree = searchTree(state, highs, top, Infinity);
  return answer(state, Math.max(bound, tree.bound));
}

/** With a better plan more options are ruled out at the same prices. */
function resettle(state: State, status: Int8Array): void {
  const rules = { rounds: 60, step: 0.1, patience: 12, least: 0.01, target: () => state.target(), stop: () => state.stop() };
  const before = status.slice();
  if (ascend(state.relaxed, status, state.prices, rules).pruned) status.set(before);
}

/** HiGHS on what the prices have not settled; its bound, less its tolerance. -Infinity where that is too large to try. */
function finish(state: State, status: Int8Array, most: number): number {
  const { prep, relaxed } = state;
  const free = status.filter((one) => one !== -1).length;
  // A limit over points would have to be kept by the way that stands for the others too: then all are in it.
  const ways = relaxed.sums.length === 0 ? Math.min(free, most) : free;
  if (ways * prep.points > CELLS) return -Infinity;
  const program = programOf({ ...prep, sums: relaxed.sums }, status, true, ways);
  const none = new Float64Array(relaxed.sums.length);
  const found = run(highs, program, prep, {
    stop: () => state.stop() || state.enough(state.bound),
    start: state.best?.options ?? [],
    told: (bound) => {
      state.bound = Math.max(state.bound, Math.min(fromHighs(bound), state.value));
      state.told(state.bound);
    },
    improved: (options) => state.offer(state.judge(options, none)),
    gap: Math.max(0, (state.search.gap ?? 0) / 2),
  });
  if (found.infeasible) return state.best === null ? state.ceiling : fromHighs(state.value);
  if (found.options.length > 0) state.improve(found.options, state.prices, 60);
  return fromHighs(found.bound);
}

function answer(state: State, bound: number): MixedAnswer {
  const { value, best, prices } = state;
  const shown = Math.max(state.bound, bound);
  const outcome = best !== null ? 'plan' : shown >= state.ceiling ? 'no-plan-exists' : 'none-found';
  const isRounding = best !== null && value - shown <= state.speck;
  const least = isRounding ? value : Math.min(shown, value);
  const proved = best !== null && isProved(value, least);
  const room = value - least;
  return {
    outcome,
    plan: state.plan(),
    value,
    bound: least,
    gap: best === null ? Infinity : room === 0 ? 0 : room / Math.abs(value),
    proved,
    nodes: state.nodes,
    conflict: [],
    prices,
  };
}
