/** Which demands on a network cannot be met together: as few as it takes, and how near the one that is in the way they come. Pure. */
import { chooseCovering } from '../solve/covered.ts';
import { center } from '../solve/covering.ts';
import { solveMixed } from '../solve/mixed/index.ts';
import { mixedOf } from './mixed-of.ts';
import { rowsOf } from '../solve/rows.ts';
import type { ToChoose } from './choose.ts';

export const demands = ['number', 'money', 'keep', 'close', 'where', 'longest', 'share', 'gini'] as const;
export type Demand = (typeof demands)[number];

export interface Conflict {
  /** Without any one of these the others can be met. With Gini among them: these cannot all be met, proved. */
  demands: readonly Demand[];
  /** The greatest share within the limit that the other demands allow, 0 to 1, where the share is one of them. */
  mostWithin: number | null;
  /** The shortest longest way that the other demands allow, where the longest way is one of them and no share is. */
  shortest: number | null;
}

type Stop = () => boolean;

/** The demands of a question. */
export const demandsOf = ({ money, open, closed, outside, longest, share, gini }: ToChoose): Demand[] =>
  demands.filter(
    (one) =>
      ({
        number: money === null,
        money: money !== null,
        keep: open.length > 0,
        close: closed.length > outside.length,
        where: outside.length > 0,
        longest: longest !== null,
        share: share !== null,
        gini: gini !== null,
      })[one],
  );

/** Null when all but Gini can be met, or when it is not known. */
export function conflictIn(asked: ToChoose, stop: Stop): Conflict | null {
  const all = demandsOf(asked).filter((one) => one !== 'gini');
  if (fits(asked, all, stop) !== false) return null;
  let left = all;
  for (const one of all) {
    const without = left.filter((other) => other !== one);
    if (fits(asked, without, stop) === false) left = without;
  }
  const others = only(
    asked,
    left.filter((one) => one !== 'share' && one !== 'longest'),
  );
  return {
    demands: left,
    mostWithin: left.includes('share') && asked.money === null ? mostWithin(asked, left, stop) : null,
    shortest: left.includes('longest') && !left.includes('share') && asked.money === null ? shortestOf(others, stop) : null,
  };
}

const total = (weights: Float64Array): number => weights.reduce((sum, one) => sum + one, 0);
const placesOf = ({ weights, minutes }: ToChoose): number => minutes.length / weights.length;

/** The same question with these demands alone. */
function only(asked: ToChoose, those: readonly Demand[]): ToChoose {
  const has = (one: Demand): boolean => those.includes(one);
  const outside = new Set(asked.outside);
  return {
    ...asked,
    count: has('number') ? asked.count : placesOf(asked),
    money: has('money') ? asked.money : null,
    open: has('keep') ? asked.open : [],
    closed: asked.closed.filter((place) => has(outside.has(place) ? 'where' : 'close')),
    longest: has('longest') ? asked.longest : null,
    share: has('share') ? asked.share : null,
    gini: null,
  };
}

/** Null when it is not known. */
function fits(asked: ToChoose, those: readonly Demand[], stop: Stop): boolean | null {
  const left = only(asked, those);
  if (left.money !== null) return affords(left, stop);
  if (left.open.length > left.count || left.closed.length === placesOf(asked)) return false;
  const most = left.share === null ? total(left.weights) : (1 - left.share) * total(left.weights);
  const { value, bound } = leastBeyond(left, stop);
  const slack = 1e-9 * Math.max(1, most);
  return value <= most + slack ? true : bound > most + slack ? false : null;
}

/** The least weight that is left beyond the limit, when nobody has farther than the longest way. */
function leastBeyond({ weights, minutes, limit, count, open, closed, longest, share }: ToChoose, stop: Stop) {
  const places = minutes.length / weights.length;
  const weightAt = (cell: number): number => weights[Math.floor(cell / places)]!;
  const farthest = longest ?? Infinity;
  const costs = minutes.map((time, cell) => (time > farthest ? Infinity : share !== null && time > limit ? weightAt(cell) : 0));
  const search = { open, closed, stop };
  if (longest === null) return chooseCovering(rowsOf(costs, weights.length, places, weights), count, search);
  if (share !== null) return chooseCovering(rowsOf(costs, weights.length, places), count, search);
  const {
    bound,
    proved,
    minutes: found,
  } = center({ minutes, points: weights.length, sites: places }, count, { ...search, weights });
  const isMet = found <= longest;
  return { value: isMet ? 0 : Infinity, bound: isMet || !proved || bound <= longest ? 0 : Infinity };
}

function mostWithin(asked: ToChoose, those: readonly Demand[], stop: Stop): number {
  const people = total(asked.weights);
  return 1 - Math.min(people, leastBeyond(only(asked, those), stop).bound) / people;
}

function shortestOf({ weights, minutes, count, open, closed }: ToChoose, stop: Stop): number | null {
  const { bound } = center({ minutes, points: weights.length, sites: minutes.length / weights.length }, count, {
    open,
    closed,
    weights,
    stop,
  });
  return Number.isFinite(bound) ? bound : null;
}

/** Whether money is enough for the other demands: any plan will do. */
function affords(asked: ToChoose, stop: Stop): boolean | null {
  let isFound = false;
  const { outcome } = solveMixed(
    mixedOf({ ...asked, gini: null }, () => 0),
    {
      stop: () => isFound || stop(),
      progress: ({ plan }) => (isFound ||= plan !== null),
    },
  );
  return outcome === 'plan' ? true : outcome === 'no-plan-exists' ? false : null;
}
