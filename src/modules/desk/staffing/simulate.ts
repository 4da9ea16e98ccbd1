/**
 * One day at an office, event by event (discrete-event simulation: A. M. Law, Simulation Modeling and Analysis): arrivals that vary over the
 * day, booked visitors in between, counters that open and close, service times as they vary, and people who leave.
 */
import { chanceOf } from './chance.ts';
import type { OfficeDay } from './office-day.ts';
import { addDay, noOutcomes, type Outcomes } from './outcomes.ts';
import { type Visitors, visitorsOf } from './visitors.ts';

/**
 * Simulates so many days, the same ones for the same seed, and adds them to those that were simulated already. Day n has its own chance:
 * another plan of counters meets the same visitors.
 */
export function simulate(day: OfficeDay, days: number, seed: number, before?: Outcomes): Outcomes {
  const steps = day.arrivals.length;
  const outcomes = before ?? noOutcomes(steps);
  const visitors = visitorsOf(day);
  const counters = countersOf(day);
  const today: Today = { came: new Float64Array(steps + 1), soon: new Float64Array(steps + 1) };
  for (let number = outcomes.days, end = number + days; number < end; number += 1) {
    visitors.draw(chanceOf(seed + number * 0x1_0000_0001));
    counters.free.fill(0);
    serve(day, visitors, counters, today, outcomes);
    addDay(outcomes, today.came, today.soon);
  }
  return outcomes;
}

interface Today {
  came: Float64Array;
  soon: Float64Array;
}

interface Counters {
  /** When each has served whom it serves. */
  free: Float64Array;
  /** The one that is first free and open from then on, with `free` moved to that moment; -1: none opens again. */
  next(from: number): number;
}

function countersOf({ step, counters }: OfficeDay): Counters {
  const steps = counters.length;
  const closes = step * steps;
  const free = new Float64Array(Math.max(1, ...counters));
  return {
    free,
    next(from) {
      let best = -1;
      let bestAt = Infinity;
      for (let index = 0; index < free.length; index += 1) {
        let at = Math.max(free[index]!, from);
        while (at < closes && counters[Math.floor(at / step)]! <= index) at = (Math.floor(at / step) + 1) * step;
        // At the end of the day the last step's counters go on until all are served.
        if (at >= closes && counters[steps - 1]! <= index) continue;
        if (at < bestAt) {
          bestAt = at;
          best = index;
        }
      }
      if (best >= 0) free[best] = bestAt;
      return best;
    },
  };
}

function serve(day: OfficeDay, visitors: Visitors, counters: Counters, today: Today, outcomes: Outcomes): void {
  const { step, goal } = day;
  const { came, takes, until, walkIns, all } = visitors;
  const last = day.arrivals.length - 1;
  const closes = step * day.arrivals.length;
  let walkIn = 0;
  let booked = walkIns;
  while (walkIn < walkIns || booked < all) {
    const first = Math.min(walkIn < walkIns ? came[walkIn]! : Infinity, booked < all ? came[booked]! : Infinity);
    const counter = counters.next(first);
    const at = counter < 0 ? Infinity : counters.free[counter]!;
    // Who is booked and has come goes first (rule queue-order).
    const who = booked < all && came[booked]! <= at ? booked++ : walkIn++;
    const arrived = came[who]!;
    const of = Math.min(last, Math.floor(arrived / step));
    today.came[of]! += 1;
    // Had enough, or no counter opens again today.
    if (until[who]! < at || counter < 0) {
      outcomes.left[of]! += 1;
      continue;
    }
    const wait = at - arrived;
    outcomes.waited[of]! += wait;
    if (wait <= goal) today.soon[of]! += 1;
    const done = at + takes[who]!;
    counters.free[counter] = done;
    outcomes.busy += takes[who]!;
    outcomes.overtime += Math.max(0, done - Math.max(closes, at));
  }
}
