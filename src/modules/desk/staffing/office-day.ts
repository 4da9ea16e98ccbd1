/** What a day at an office is, for the simulation. Times are minutes from when the office opens. */
import type { Chance } from './chance.ts';

/**
 * Minutes of one service: lognormal with this mean and this deviation, as service times in offices are (L. Brown et al. 2005; deviation 0:
 * always the mean); or one of those that were measured, each as likely.
 */
export type ServiceTime = { mean: number; deviation: number } | { measured: readonly number[] };

export interface OfficeDay {
  /** Minutes of one step of the day: 30 for half hours. */
  step: number;
  /** How many are expected to come without a booking in each step; as many steps as the day has. */
  arrivals: readonly number[];
  /** How much whole days differ from what is expected of them, beyond chance: the deviation of the day's level, whose mean is 1. */
  busyness: number;
  /** Counters that are open in each step: hours and breaks. Who is with an officer when a counter closes is served to the end. */
  counters: readonly number[];
  /** Times that are booked, in order, each with the probability that somebody comes for it. */
  booked: readonly { at: number; comes: number }[];
  /** How many minutes late those with a booking are, each as likely; none: on time. Who is early waits for their time. */
  late: readonly number[];
  service: ServiceTime;
  bookedService: ServiceTime;
  /** Mean minutes after which someone without a booking leaves, exponential; null: nobody does. */
  patience: number | null;
  /** Minutes within which someone is to be called. */
  goal: number;
}

/** Draws minutes of one service. */
export function drawerOf(time: ServiceTime): (chance: Chance) => number {
  if ('measured' in time) {
    const { measured } = time;
    return (chance) => measured[Math.floor(chance.even() * measured.length)]!;
  }
  const { mean, deviation } = time;
  if (deviation === 0) return () => mean;
  const spread = Math.log1p((deviation / mean) ** 2);
  const middle = Math.log(mean) - spread / 2;
  const root = Math.sqrt(spread);
  return (chance) => Math.exp(middle + root * chance.normal());
}

/** Minutes of one service in the mean. */
export function meanOf(time: ServiceTime): number {
  return 'mean' in time ? time.mean : time.measured.reduce((sum, one) => sum + one, 0) / time.measured.length;
}
