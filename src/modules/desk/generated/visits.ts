/**
 * Days of visits at a desk that are made up, for practice and measurement: people who come unevenly over the day, wait in one line, are
 * served or leave. The shares below are no figures about anyone: they make a day that looks like one.
 */
import {
  addDays,
  epochMilliseconds,
  type Instant,
  instantAt,
  later,
  type PlainDate,
  weekday,
} from '../../../platform/clock/index.ts';
import { randomId, type Uuid } from '../../../platform/ids/index.ts';
import type { NotHelpedReason, Outcome } from '../kinds.ts';
import { type Chance, chanceOf } from '../staffing/chance.ts';

export interface GeneratedDesk {
  placeId: Uuid;
  /** Topics of each, by code. */
  services: readonly { id: Uuid; letter: string; topics: readonly string[] }[];
  counterIds: readonly Uuid[];
}

export interface GeneratedDays {
  from: PlainDate;
  /** Last day. */
  to: PlainDate;
  /** Visitors on a middling weekday. */
  perDay: number;
  /** Opening and closing time; closed at weekends. */
  hours: readonly [string, string];
}

export interface GeneratedVisit {
  id: Uuid;
  serviceId: Uuid;
  day: PlainDate;
  ticket: string;
  arrivedAt: Instant;
  bookedFor: Instant | null;
  topic: string;
  language: string;
  counterId: Uuid | null;
  calledAt: Instant | null;
  servingAt: Instant | null;
  endedAt: Instant;
  outcome: Outcome;
  reason: NotHelpedReason | null;
  feedback: 'good' | 'fair' | 'bad' | null;
}

/** How the day's visitors spread over its hours: many when it opens, fewer towards the end. */
const overTheDay = [1.3, 1.2, 1.1, 1.1, 1, 1, 1, 0.9, 0.9, 0.8, 0.7, 0.6];
/** From Monday to Friday. */
const overTheWeek = [1.2, 1.05, 1, 0.95, 0.8];
const languages = weighted({ sv: 70, ar: 9, en: 7, so: 4, fa: 3, ti: 2, fi: 1, ru: 2, uk: 2 });
const outcomes = weighted<Outcome>({
  solved: 40,
  guided: 25,
  referred: 13,
  'document-forwarded': 8,
  'meeting-booked': 6,
  'not-helped': 8,
});
const reasons = weighted<NotHelpedReason>({
  'no-system-access': 45,
  'not-in-agreement': 30,
  'wrong-office': 10,
  language: 8,
  'no-time': 7,
});
const feedback = weighted<'good' | 'fair' | 'bad'>({ good: 70, fair: 20, bad: 10 });
/** Minutes. */
const serviceMean = 11;
const patienceMean = 55;
const bookedShare = 0.1;
const absentShare = 0.03;
const feedbackShare = 0.3;

function weighted<Code extends string>(weights: Readonly<Partial<Record<Code, number>>>): (chance: Chance) => Code {
  const entries = Object.entries(weights) as [Code, number][];
  const sum = entries.reduce((all, [, weight]) => all + weight, 0);
  return (chance) => {
    let left = chance.even() * sum;
    return (entries.find(([, weight]) => (left -= weight) <= 0) ?? entries[0]!)[0];
  };
}

/** The same visits for the same seed but for their ids, day by day in order of arrival. Each desk has a seed of its own. */
export function* generateVisits(seed: number, desk: GeneratedDesk, days: GeneratedDays): Generator<GeneratedVisit> {
  for (let [day, number] = [days.from, 0]; day <= days.to; day = addDays(day, 1), number += 1) {
    if (weekday(day) <= 5) yield* dayOf(chanceOf(seed * 10_007 + number), desk, day, days);
  }
}

function* dayOf(
  chance: Chance,
  desk: GeneratedDesk,
  day: PlainDate,
  { perDay, hours }: GeneratedDays,
): Generator<GeneratedVisit> {
  const [opens, closes] = [instantAt(day, hours[0])!, instantAt(day, hours[1])!];
  const length = (epochMilliseconds(closes) - epochMilliseconds(opens)) / 60_000;
  const free = desk.counterIds.map(() => 0);
  const numbers = new Map<Uuid, number>();
  for (const at of arrivals(chance, (perDay * overTheWeek[weekday(day) - 1]!) / length, length)) {
    const service = desk.services[Math.floor(chance.even() * desk.services.length)]!;
    const number = (numbers.get(service.id) ?? 0) + 1;
    numbers.set(service.id, number);
    const topic = service.topics[Math.floor(chance.even() * service.topics.length)]!;
    const instant = (minutes: number): Instant => later(opens, Math.round(minutes * 60) * 1000);
    // Whoever is booked comes a little before their quarter.
    const bookedFor = chance.even() < bookedShare ? instant(Math.ceil((at + 1) / 15) * 15) : null;
    const came = {
      serviceId: service.id,
      day,
      ticket: `${service.letter}${number}`,
      topic,
      language: languages(chance),
      bookedFor,
    };
    yield { id: randomId(), ...came, arrivedAt: instant(at), ...served(chance, desk, free, at, instant) };
  }
}

/** Minutes after opening, in order; nobody comes in the last ten. */
function arrivals(chance: Chance, rate: number, length: number): number[] {
  const sum = overTheDay.reduce((all, one) => all + one, 0);
  const part = length / overTheDay.length;
  const found: number[] = [];
  for (const [index, weight] of overTheDay.entries()) {
    const count = chance.poisson((rate * length * weight) / sum);
    for (let n = 0; n < count; n += 1) found.push((index + chance.even()) * part);
  }
  return found.filter((at) => at < length - 10).toSorted((a, b) => a - b);
}

type Served = Pick<GeneratedVisit, 'counterId' | 'calledAt' | 'servingAt' | 'endedAt' | 'outcome' | 'reason' | 'feedback'>;

/** What becomes of someone who came `at`, with the counters free from `free` on, in minutes. */
function served(chance: Chance, desk: GeneratedDesk, free: number[], at: number, instant: (minutes: number) => Instant): Served {
  const counter = free.indexOf(Math.min(...free));
  const calledAt = Math.max(at, free[counter]!);
  const patience = 5 + patienceMean * chance.exponential();
  const none = { servingAt: null, reason: null, feedback: null };
  if (calledAt - at > patience)
    return { counterId: null, calledAt: null, endedAt: instant(at + patience), outcome: 'left', ...none };
  const counterId = desk.counterIds[counter]!;
  if (chance.even() < absentShare) {
    free[counter] = calledAt + 2;
    return { counterId, calledAt: instant(calledAt), endedAt: instant(calledAt + 2), outcome: 'no-show', ...none };
  }
  const begins = calledAt + 0.5;
  const ends = begins + serviceMean * Math.exp(0.6 * chance.normal() - 0.18);
  free[counter] = ends + 0.5;
  const outcome = outcomes(chance);
  return {
    counterId,
    calledAt: instant(calledAt),
    servingAt: instant(begins),
    endedAt: instant(ends),
    outcome,
    reason: outcome === 'not-helped' ? reasons(chance) : null,
    feedback: chance.even() < feedbackShare ? feedback(chance) : null,
  };
}
