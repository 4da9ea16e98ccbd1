/** How many counters are to be open in each step of a day, so that so many are called within a goal. */
import { setImmediate } from 'node:timers/promises';
import { countersFor } from './erlang.ts';
import { meanOf, type OfficeDay } from './office-day.ts';
import { type Outcomes, type Share, shareWithin } from './outcomes.ts';
import { simulate } from './simulate.ts';

export interface Goal {
  /** The share of those who come who are to be called within `OfficeDay.goal` minutes, in each step. */
  share: number;
  /** A step in which somebody may come is given at least so many counters, and none more than `most`. */
  least: number;
  most: number;
}

export interface Needs {
  counters: number[];
  /** For each step: the share called within the goal with its 95 % interval; null where nobody came. */
  within: (Share | null)[];
  /** Of the whole day. */
  day: Share | null;
  /** False when even `most` counters are too few in some step. */
  reached: boolean;
}

type Unstaffed = Omit<OfficeDay, 'counters'>;

/** Days that are simulated for each plan that is tried, and for the answer. */
const trials = 300;
const shown = 2000;
/** Days that are simulated before something else may have its turn: some ten milliseconds. */
const atOnce = 250;

/**
 * The fewest counters with which the whole 95 % interval of each step's share is at the goal or above it. Begins with what Erlang says of each
 * step by itself, opens another where the goal is missed, closes one after the other that it does not need, and is tried on days
 * that it was not found by. Every plan meets the same visitors. Waits for its turn again and again: a request beside it is not held up.
 */
export async function counterNeeds(day: Unstaffed, goal: Goal, seed: number): Promise<Needs> {
  const counters = firstGuess(day, goal);
  const tried = async (days: number, of: number): Promise<Outcomes> => {
    let found: Outcomes | undefined;
    for (let left = days; left > 0; left -= atOnce) {
      await setImmediate();
      found = simulate({ ...day, counters }, Math.min(left, atOnce), of, found);
    }
    return found!;
  };
  await openWhereMissed(counters, goal, () => tried(trials, seed));
  await closeUnneeded(day, counters, goal, () => tried(trials, seed));
  // With other days than those by which the plan was found: a plan that fits its own days by luck is not believed.
  const outcomes = await openWhereMissed(counters, goal, () => tried(shown, seed + 1));
  return {
    counters,
    within: counters.map((_, at) => shareWithin(outcomes, at)),
    day: shareWithin(outcomes),
    reached: missed(outcomes, goal).length === 0,
  };
}

/** Opens counters until no step misses the goal, or none may have another. Gives what the plan then came to. */
async function openWhereMissed(counters: number[], goal: Goal, tried: () => Promise<Outcomes>): Promise<Outcomes> {
  for (;;) {
    const found = await tried();
    const at = nextToOpen(missed(found, goal), counters, goal);
    if (at === null) return found;
    counters[at]! += 1;
  }
}

/** From the end of the day: what comes later depends on what was before it. A plan that misses anyhow is left as it is. */
async function closeUnneeded(day: Unstaffed, counters: number[], goal: Goal, tried: () => Promise<Outcomes>): Promise<void> {
  if (missed(await tried(), goal).length > 0) return;
  for (let at = counters.length - 1; at >= 0; at -= 1) {
    while (counters[at]! > leastOf(day, at, goal)) {
      counters[at]! -= 1;
      if (missed(await tried(), goal).length === 0) continue;
      counters[at]! += 1;
      break;
    }
  }
}

/** The first step that misses the goal and may have another counter, or the one before it, whose line it inherits. */
function nextToOpen(steps: readonly number[], counters: readonly number[], { most }: Goal): number | null {
  for (const at of steps) {
    if (counters[at]! < most) return at;
    if (at > 0 && counters[at - 1]! < most) return at - 1;
  }
  return null;
}

/** Steps in which the goal is not sure to be held. */
function missed(outcomes: Outcomes, { share }: Goal): number[] {
  return Array.from({ length: outcomes.came.length - 1 }, (_, at) => at).filter((at) => {
    const found = shareWithin(outcomes, at);
    return found !== null && found.share - found.half < share;
  });
}

const bookedIn = ({ booked, step }: Unstaffed, at: number) => booked.filter((one) => Math.floor(one.at / step) === at);

const leastOf = (day: Unstaffed, at: number, { least }: Goal): number =>
  day.arrivals[at]! > 0 || bookedIn(day, at).length > 0 ? least : 0;

function firstGuess(day: Unstaffed, goal: Goal): number[] {
  const { most, share } = goal;
  return day.arrivals.map((expected, at) => {
    const coming = bookedIn(day, at).reduce((sum, { comes }) => sum + comes, 0);
    const all = expected + coming;
    if (all === 0) return 0;
    const service = (expected * meanOf(day.service) + coming * meanOf(day.bookedService)) / all;
    const load = { arrivals: all / day.step, service };
    const guess = countersFor(load, { share, minutes: day.goal }, { patience: day.patience, most });
    return Math.max(leastOf(day, at, goal), guess ?? most);
  });
}
