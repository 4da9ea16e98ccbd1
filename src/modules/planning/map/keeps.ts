/** Whether a network keeps what was demanded, counted anew from its places: a search that errs gives an error, and no answer. Pure. */
import { gini, type Weighted } from '../../insight/index.ts';
import type { ToChoose } from './choose.ts';

/** HiGHS holds rows to a millionth. */
const slack = 1e-6;

export function keeps(asked: ToChoose, places: readonly number[]): boolean {
  const { open, closed, count, money, longest, share, limit, gini: most } = asked;
  const there = new Set(places);
  if (open.some((one) => !there.has(one)) || closed.some((one) => there.has(one))) return false;
  const spent = money === null ? places.length : places.reduce((sum, one) => sum + money.costs[one]!, 0);
  if (spent > (money === null ? count : money.most * (1 + slack))) return false;
  const ways = waysOf(asked, places);
  const people = ways.reduce((sum, { weight }) => sum + weight, 0);
  const within = ways.reduce((sum, { value, weight }) => sum + (value <= limit ? weight : 0), 0);
  if (longest !== null && ways.some(({ value }) => value > longest)) return false;
  if (share !== null && within < (share - slack) * people) return false;
  return most === null || (gini(ways) ?? 0) <= most + slack;
}

/** The minutes to the nearest, of those who are anybody. */
function waysOf({ weights, minutes }: ToChoose, places: readonly number[]): Weighted[] {
  const sites = minutes.length / weights.length;
  const nearest = (point: number): number =>
    places.reduce((least, at) => Math.min(least, minutes[point * sites + at]!), Infinity);
  return [...weights].flatMap((weight, point) => (weight > 0 ? [{ weight, value: nearest(point) }] : []));
}
