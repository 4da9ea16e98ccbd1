/** The best places for what the map is asked, with proof. Pure: the same question gives the same answer unless `stop` cuts it. */
import { center, cover } from '../solve/covering.ts';
import type { Progress } from '../solve/incumbent.ts';
import { chooseSites } from '../solve/median.ts';
import { rowsOf } from '../solve/rows.ts';
import { chooseWithin } from '../solve/side/index.ts';
import { chooseEvenly, chooseMixed } from './choose-mixed.ts';
import { type Chosen, chosen, impossible, type Steered } from './chosen.ts';
import { conflictIn } from './conflict.ts';
import { keeps } from './keeps.ts';
import { costsOf } from './mixed-of.ts';
import type { MapAim } from './question.ts';

export interface ToChoose {
  /** Registered unemployed by seat. */
  weights: Float64Array;
  /** seats × places. */
  minutes: Float64Array;
  aim: MapAim;
  limit: number;
  count: number;
  open: readonly number[];
  closed: readonly number[];
  /** Those of the closed where nothing new may lie, though nobody closes anything there. */
  outside: readonly number[];
  /** Of places that are as good the one that is named here first: what is there stays. */
  preferred: readonly number[];
  longest: number | null;
  /** From 0 to 1. */
  share: number | null;
  gini: number | null;
  /** Money a year by place, and at most so much in all. */
  money: { costs: readonly number[]; most: number } | null;
}

/** More than the core answers in a moment: bounds on other sums, money, inequality. */
export const mayTakeLong = ({ share, gini, money }: Pick<ToChoose, 'share' | 'gini' | 'money'>): boolean =>
  share !== null || gini !== null || money !== null;

/**
 * The same question made easier. Of places to which the way is equally long for everyone only one is looked at. Money that buys
 * places of one price buys a number of them; money that does not cover what stays, or buys none, is left as it is and refused with its reason.
 */
export function simplified(asked: ToChoose): ToChoose {
  const { weights, minutes, open, closed, money, share, gini } = asked;
  const places = minutes.length / weights.length;
  const [opened, gone] = [new Set(open), new Set(closed)];
  const free = Array.from({ length: places }, (_, place) => place).filter((place) => !opened.has(place) && !gone.has(place));
  const prices = new Set(money === null ? [] : free.map((place) => money.costs[place]!));
  const [price = 0] = prices;
  const spent = money === null ? 0 : [...opened].reduce((sum, place) => sum + money.costs[place]!, 0);
  const bought = money === null ? 0 : Math.floor((money.most - spent) / price + 1e-9);
  const isOfOnePrice = money !== null && prices.size === 1 && price > 0 && share === null && gini === null;
  const isNumber = isOfOnePrice && bought >= 0 && opened.size + bought > 0;
  const simple = isNumber ? { ...asked, money: null, count: opened.size + bought } : asked;
  if (simple.money !== null) return simple;
  const isFree = new Set(free);
  const first = asked.preferred.filter((place) => isFree.has(place));
  const alike = Map.groupBy(new Set([...open, ...first, ...free]), (place) => {
    const ways: number[] = [];
    for (let at = place; at < minutes.length; at += places) ways.push(minutes[at]!);
    return ways.join();
  });
  const others = [...alike.values()].flatMap((list) => list.slice(1).filter((place) => !opened.has(place)));
  return { ...simple, closed: [...closed, ...others] };
}

/** Throws when what was found breaks a demand. */
export function choose(asked: ToChoose, steered: Steered = {}): Chosen {
  const found = search(asked, steered);
  if (found.places !== null && !keeps(asked, found.places)) throw new Error('the network that was found breaks a demand');
  return found;
}

function search(asked: ToChoose, steered: Steered): Chosen {
  const stop = steered.stop ?? (() => false);
  if (asked.money === null && (asked.longest !== null || asked.share !== null)) {
    const conflict = conflictIn(asked, stop);
    if (conflict !== null) return impossible(conflict);
  }
  if (asked.money !== null) return chooseMixed(asked, steered);
  if (asked.gini !== null) return chooseEvenly(asked, choose({ ...asked, gini: null }, { stop }), steered);
  if (asked.share !== null) return within(asked, asked.share, steered);
  if (asked.aim === 'maximum') return farthest(asked, steered);
  return asked.aim === 'mean' ? nearest(asked, steered) : covering(asked, steered);
}

const total = (weights: Float64Array): number => weights.reduce((sum, one) => sum + one, 0);

/** Least mean minutes. */
function nearest(asked: ToChoose, { stop = () => false, told }: Steered): Chosen {
  const { weights, count, open, closed } = asked;
  const rows = rowsOf(
    costsOf(asked, (one) => one),
    weights.length,
    asked.minutes.length / weights.length,
  );
  const people = total(weights);
  const progress = ({ value, bound, sites }: Progress): void =>
    told?.({ value: value / people, bound: bound / people, places: Number.isFinite(value) ? sites() : null });
  const found = chooseSites(rows, count, { open, closed, stop, ...(told === undefined ? {} : { progress }) });
  return chosen(found.sites, found.value / people, found.bound / people, found.proved);
}

/** The greatest share within the limit; of equal ones the one with the least mean that those places can have. */
function covering(asked: ToChoose, steered: Steered): Chosen {
  const { weights, minutes, limit, longest, count, open, closed } = asked;
  const places = minutes.length / weights.length;
  const search = { open, closed, stop: steered.stop ?? (() => false) };
  const found =
    longest === null
      ? cover({ minutes, points: weights.length, sites: places }, weights, limit, count, search)
      : chooseSites(
          rowsOf(
            costsOf(asked, (one) => (one > limit ? 1 : 0)),
            weights.length,
            places,
          ),
          count,
          search,
        );
  const people = total(weights);
  if (!Number.isFinite(found.value)) return chosen([], Infinity, Infinity, found.proved);
  const filled = nearest({ ...asked, open: [...new Set([...open, ...found.sites])] }, stopped(steered));
  return chosen(filled.places ?? found.sites, 1 - found.value / people, 1 - found.bound / people, found.proved);
}

/** What comes second tells nothing: it is in another unit. */
const stopped = ({ stop }: Steered): Steered => (stop === undefined ? {} : { stop });

/** The shortest longest way; of equal ones the one with the least mean. */
function farthest(asked: ToChoose, steered: Steered): Chosen {
  const found = shortestOf(asked, steered);
  // What was found before the search was stopped may be farther than nobody is to have.
  const isTooFar = found.minutes > (asked.longest ?? Infinity);
  if (found.sites.length === 0 || isTooFar) return chosen([], Infinity, Infinity, found.proved && !isTooFar);
  const filled = nearest({ ...asked, longest: found.minutes }, stopped(steered));
  return chosen(filled.places ?? found.sites, found.minutes, found.bound, found.proved);
}

function shortestOf({ weights, minutes, count, open, closed }: ToChoose, { stop = () => false }: Steered) {
  const travel = { minutes, points: weights.length, sites: minutes.length / weights.length };
  return center(travel, count, { open, closed, weights, stop });
}

/** The best of those that reach at least such a share within the limit. */
function within(asked: ToChoose, share: number, { stop = () => false, told }: Steered): Chosen {
  const { weights, minutes, aim, limit, longest, count, open, closed } = asked;
  const points = weights.length;
  const sites = minutes.length / points;
  const people = total(weights);
  const use = costsOf(asked, (one) => (one > limit ? 1 : 0));
  const inUnit = (value: number): number => (aim === 'share' ? 1 - value / people : value / people);
  const found = chooseWithin(
    {
      travel: { minutes: minutes.map((one) => (one > (longest ?? Infinity) ? Infinity : one)), points, sites },
      cost: aim === 'share' ? use : costsOf(asked, (one) => one),
      sums: [{ name: 'share', use, atMost: (1 - share) * people }],
      count,
      open,
      closed,
    },
    {
      stop,
      progress: ({ value, bound, sites: so }) =>
        told?.({ value: inUnit(value), bound: inUnit(bound), places: Number.isFinite(value) ? so() : null }),
    },
  );
  return chosen(found.sites, inUnit(found.value), inUnit(found.bound), found.proved);
}
