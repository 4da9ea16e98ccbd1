/** What a place's past visits say of a day to come: the day that is simulated. */
import { type PlainDate, weekday } from '../../../platform/clock/index.ts';
import type { PastVisit } from '../store/week.ts';
import { busynessOf, type DayCounts, forecastOf } from './forecast.ts';
import type { OfficeDay } from './office-day.ts';

/** Minutes of a step of the day. */
export const step = 30;

/** Fewer days with visits, or fewer visitors of whom it is known how long they took, say too little: four weeks of working days, and a hundred. */
export const least = { days: 20, served: 100 } as const;
/** From fewer who left nothing is said of patience, and from fewer booked nothing of how long they take by themselves. */
const leastLeft = 10;
const leastBooked = 30;

/** Minutes of the day at which a place opens and closes. */
export type Span = readonly [from: number, to: number];

/** What the need was worked out from. */
export interface Inputs {
  first: PlainDate | null;
  last: PlainDate | null;
  /** Days with visits, and how many of each weekday, Monday first. */
  days: number;
  byWeekday: readonly number[];
  visits: number;
  booked: number;
  served: number;
  /** Mean minutes at a counter. */
  service: number | null;
  /** Mean minutes of patience; null: too few left to say, and nobody leaves in the simulation. */
  patience: number | null;
  busyness: number;
}

export function inputsOf(visits: readonly PastVisit[]): Inputs {
  const days = [...new Set(visits.map(({ day }) => day))].toSorted();
  const took = visits.flatMap((one) => one.took ?? []);
  return {
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    days: days.length,
    byWeekday: [1, 2, 3, 4, 5, 6, 7].map((on) => days.filter((day) => weekday(day) === on).length),
    visits: visits.length,
    booked: visits.filter(({ booked }) => booked !== null).length,
    served: took.length,
    service: took.length === 0 ? null : mean(took),
    patience: patienceOf(visits),
    busyness: busynessOf(dayCounts(visits, [0, 24 * 60], () => true)),
  };
}

export const saysTooLittle = ({ days, served }: Inputs): boolean => days < least.days || served < least.served;

/**
 * The day as it is expected, without its counters. Whoever comes before the place opens waits at the door. Only those with a booking who came are
 * known, so each expected booking is one that comes.
 */
export function expectedDay(visits: readonly PastVisit[], on: PlainDate, span: Span, goal: number): Omit<OfficeDay, 'counters'> {
  const inputs = inputsOf(visits);
  const walkIns = dayCounts(visits, span, ({ booked }) => booked === null);
  const booked = dayCounts(visits, span, (one) => one.booked !== null);
  const took = (of: (one: PastVisit) => boolean): number[] => visits.flatMap((one) => (of(one) ? (one.took ?? []) : []));
  const all = took(() => true);
  const ofBooked = took((one) => one.booked !== null);
  const ofWalkIns = took((one) => one.booked === null);
  return {
    step,
    arrivals: forecastOf(walkIns, on),
    busyness: inputs.busyness,
    booked: bookingsOf(forecastOf(booked, on)),
    late: visits.flatMap((one) => (one.booked === null ? [] : Math.max(0, one.arrived - one.booked))),
    service: { measured: ofWalkIns.length < leastBooked ? all : ofWalkIns },
    bookedService: { measured: ofBooked.length < leastBooked ? all : ofBooked },
    patience: inputs.patience,
    goal,
  };
}

/** How many came in each step of the place's hours; those with a booking by their time. Every day with visits is there. */
function dayCounts(visits: readonly PastVisit[], [from, to]: Span, of: (one: PastVisit) => boolean): DayCounts[] {
  const steps = Math.max(1, Math.ceil((to - from) / step));
  return [...Map.groupBy(visits, ({ day }) => day)]
    .map(([day, those]) => {
      const counts = Array.from({ length: steps }, () => 0);
      for (const one of those) {
        if (of(one)) counts[Math.min(steps - 1, Math.max(0, Math.floor(((one.booked ?? one.arrived) - from) / step)))]! += 1;
      }
      return { day, counts };
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** So many bookings in each step, spread evenly in it; what is less than one comes as often as that. */
function bookingsOf(expected: readonly number[]): OfficeDay['booked'] {
  return expected.flatMap((count, at) => {
    const whole = Math.ceil(count - 1e-9);
    return Array.from({ length: whole }, (_, index) => ({
      at: (at + (index + 0.5) / whole) * step,
      comes: Math.min(1, count - index),
    }));
  });
}

/**
 * Mean minutes after which someone leaves: all the time that was waited, by how many left (the estimate of greatest likelihood for times that are
 * exponential and cut off by the call).
 */
function patienceOf(visits: readonly PastVisit[]): number | null {
  const known = visits.filter((one) => one.waited !== null && one.booked === null);
  const left = known.filter((one) => one.left).length;
  return left < leastLeft ? null : known.reduce((sum, one) => sum + one.waited!, 0) / left;
}

const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
