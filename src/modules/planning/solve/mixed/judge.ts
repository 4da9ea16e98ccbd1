import { gini, palmaRatio } from '../../../insight/index.ts';
import type { Prepared } from './prepare.ts';
import type { Plan, Share } from './problem.ts';
import { serve, type Service } from './serve.ts';

/** A choice of options with what it costs and how far it is from keeping the limits. */
export interface Judged {
  options: number[];
  value: number;
  /** 0: a plan. Otherwise how far off, in units that can be compared. */
  off: number;
  inequality: number | null;
  service: Service;
}

const SMALL = 1e-9;

/** How far the sum is outside of the limit, in its scale; 0 within a thousand-millionth. */
export function outside(limit: { least: number; most: number; scale: number }, sum: number): number {
  const over = Math.max(sum - limit.most, limit.least - sum);
  const side = sum > limit.most ? limit.most : limit.least;
  return over > SMALL * (1 + Math.abs(side)) ? over / limit.scale : 0;
}

/** Served at least cost (at `cost`, which may hold multipliers of limits over points), and held against every limit. */
export function judge(prep: Prepared, cost: Float64Array, options: readonly number[], guess?: Float64Array): Judged {
  // The prices of room are told in the order of the options.
  const sorted = options.toSorted((a, b) => a - b);
  return judgeService(prep, sorted, serve(prep, cost, sorted, guess));
}

/** `options` ascending, as the service was given them. */
export function judgeService(prep: Prepared, options: readonly number[], service: Service): Judged {
  const weight = prep.weight.reduce((sum, one) => sum + one, 0);
  let off = service.short === 0 ? 0 : 1 + (100 * service.short) / Math.max(weight, 1e-300);
  for (const limit of prep.limits)
    off += outside(
      limit,
      options.reduce((sum, a) => sum + limit.use[a]!, 0),
    );
  for (const sum of prep.sums) off += outside(sum, sumOver(prep, sum.use, service.shares));
  const inequality = inequalityOf(prep, service.shares);
  const { inequality: bound } = prep.problem;
  if (bound !== undefined && service.short === 0 && inequality !== null && inequality > bound.atMost * (1 + SMALL) + 1e-12)
    off += 1e-3 + 10 * Math.min(inequality - bound.atMost, 10);
  return { options: [...options], value: valueOf(prep, options, service.shares), off, inequality, service };
}

const sumOver = (prep: Prepared, use: Float64Array, shares: readonly Share[]): number =>
  shares.reduce((sum, one) => sum + one.share * use[one.point * prep.width + one.option]!, 0);

function valueOf(prep: Prepared, options: readonly number[], shares: readonly Share[]): number {
  const left = new Float64Array(prep.points).fill(1);
  let value = options.reduce((sum, a) => sum + prep.price[a]!, 0) + sumOver(prep, prep.problem.cost, shares);
  for (const one of shares) left[one.point]! -= one.share;
  for (let i = 0; i < prep.points; i += 1)
    if (left[i]! > 1e-12 && prep.unserved[i]! < Infinity) value += left[i]! * prep.unserved[i]!;
  return value;
}

/** Gini or Palma of the minutes over the people. Palma’s least four tenths with nothing counts as Infinity, unless nobody has anything. */
function inequalityOf(prep: Prepared, shares: readonly Share[]): number | null {
  const { inequality } = prep.problem;
  if (inequality === undefined) return null;
  const list = shares.map((one) => ({
    value: inequality.minutes[one.point * prep.width + one.option]!,
    weight: one.share * prep.weight[one.point]!,
  }));
  if (!list.some((one) => one.weight > 0) || list.every((one) => one.value * one.weight === 0)) return null;
  return inequality.measure === 'gini' ? gini(list) : (palmaRatio(list) ?? Infinity);
}

export const planOf = (judged: Judged): Plan => ({
  options: judged.options,
  assignment: judged.service.shares.toSorted((a, b) => a.point - b.point || a.option - b.option),
  value: judged.value,
  inequality: judged.inequality,
});
