import type { Highs } from 'highs';
import { ascend, choose } from './ascent.ts';
import { judgeService } from './judge.ts';
import type { Multipliers } from './lagrange.ts';
import { programOf, run } from './program.ts';
import { round } from './round.ts';
import type { State } from './state.ts';

interface Node {
  bound: number;
  status: Int8Array;
  prices: Multipliers;
}

/**
 * Best first: the part of the tree with the least bound is split by the option about which the prices say least. Answers the least bound of what is
 * left (Infinity: everything was looked at), after at most `most` parts.
 */
export function searchTree(state: State, highs: Highs, root: Node, most: number): { bound: number; left: Node[] } {
  const queue: Node[] = [root];
  let floor = Infinity;
  let seen = 0;
  const lowest = (): number => Math.min(floor, queue[0]?.bound ?? Infinity);
  while (queue.length > 0) {
    if (state.enough(lowest()) || seen >= most || state.stop()) break;
    const node = take(queue);
    seen += 1;
    state.nodes += 1;
    const ascent = climb(state, node);
    if (state.stopped) {
      put(queue, node);
      break;
    }
    if (ascent.pruned) continue;
    const bound = Math.max(node.bound, ascent.bound);
    const split = doubt(node.status, ascent.often);
    if (split === -1) {
      floor = Math.min(floor, leaf(state, highs, node.status, bound));
      continue;
    }
    offerNode(state, node.status, ascent.prices, ascent.often, seen);
    for (const side of [1, -1]) {
      const status = node.status.slice();
      if (side === 1) choose(state.relaxed, status, split);
      else status[split] = -1;
      put(queue, { bound, status, prices: ascent.prices });
    }
    state.bound = Math.max(state.bound, Math.min(lowest(), state.value));
    if (seen % 20 === 0) state.told(state.bound);
  }
  return { bound: lowest(), left: queue };
}

const climb = (state: State, node: Node): ReturnType<typeof ascend> =>
  ascend(state.relaxed, node.status, node.prices, {
    rounds: 80,
    step: 0.3,
    patience: 6,
    least: 0.02,
    target: () => state.target(),
    stop: () => state.stop(),
  });

function offerNode(state: State, status: Int8Array, prices: Multipliers, often: Float64Array, seen: number): void {
  const rounded = round(state.prep, status, often);
  const judged = state.judge(rounded, prices.sum);
  state.offer(judged);
  const near = judged.off > 0 ? state.best === null : judged.value < state.value * 1.02;
  if (seen % 10 === 1 || (near && seen % 3 === 0)) state.improve(rounded, prices, 60);
}

/** Everything is settled: what these options cost is known, or it is left as a bound where the service is not the only one. */
function leaf(state: State, highs: Highs, status: Int8Array, bound: number): number {
  const { prep } = state;
  const options = [...status.keys()].filter((a) => status[a] === 1);
  const judged = state.judge(options, new Float64Array(prep.sums.length));
  state.offer(judged);
  if (prep.limits.length > 0 && limitsBroken(state, options)) return Infinity;
  // Where inequality is bounded everyone goes where it costs least, whatever the sums over points: there is no other service.
  if (prep.sums.length === 0 || prep.problem.inequality !== undefined) {
    if (!judged.service.exact) return bound;
    if (judged.off === 0 || judged.service.short > 0) return Infinity;
    return prep.capacitated ? bound : Infinity;
  }
  const found = run(highs, programOf(prep, status, false), prep);
  if (found.infeasible) return Infinity;
  if (!found.complete) return bound;
  const service = { cost: found.value, short: 0, room: new Float64Array(options.length), shares: found.shares, exact: true };
  const best = judgeService(prep, options, service);
  state.offer(best);
  return best.off === 0 ? Infinity : Math.max(bound, found.value);
}

function limitsBroken(state: State, options: readonly number[]): boolean {
  const empty = { cost: 0, short: 0, room: new Float64Array(0), shares: [], exact: true };
  const bare = { ...state.prep, sums: [], problem: { ...state.prep.problem } };
  delete bare.problem.inequality;
  return judgeService(bare, options, empty).off > 0;
}

function doubt(status: Int8Array, often: Float64Array): number {
  let found = -1;
  let most = -1;
  for (let a = 0; a < status.length; a += 1) {
    if (status[a] !== 0) continue;
    const one = 0.5 - Math.abs(0.5 - often[a]!);
    if (one > most) {
      most = one;
      found = a;
    }
  }
  return found;
}

function put(queue: Node[], node: Node): void {
  let at = queue.length;
  queue.push(node);
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (queue[up]!.bound <= node.bound) break;
    queue[at] = queue[up]!;
    at = up;
  }
  queue[at] = node;
}

function take(queue: Node[]): Node {
  const first = queue[0]!;
  const last = queue.pop()!;
  if (queue.length === 0) return first;
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    if (down >= queue.length) break;
    if (down + 1 < queue.length && queue[down + 1]!.bound < queue[down]!.bound) down += 1;
    if (queue[down]!.bound >= last.bound) break;
    queue[at] = queue[down]!;
    at = down;
  }
  queue[at] = last;
  return first;
}
