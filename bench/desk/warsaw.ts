/**
 * The forecast of arrivals against what came: the queues of 21 offices in Warsaw, read from their open API every five minutes, 2019-12-30 to
 * 2020-01-22. Arrivals are not in the data: they are inferred from the last ticket called and how many wait. Faults of the data: 30 and 31
 * December are dated 2020 by 13 offices and are those of 2019; one office's clock said 2012 all the time, and it is left out; ticket
 * numbers begin anew or leap (a leap of 200 or more is no arrivals); who had come before the first look of a day is not counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { addDays, type PlainDate, plainDate } from '../../src/platform/clock/index.ts';
import { type DayCounts, forecastOf, meanCounts, sumOf } from '../../src/modules/desk/staffing/forecast.ts';

const file = '../shared/data/queues/warsaw_office_queues_2019_2020.csv.gz';
export const hasWarsaw = (): boolean => existsSync(file);

/** Hours of a day that are forecast: from 8 to 17. */
const hours = Array.from({ length: 10 }, (_, at) => at + 8);
/** A day on which an office had fewer was closed, or its data are missing. */
const openFrom = 20;

interface Sample {
  minute: number;
  waiting: number;
  ticket: number | null;
}

/** By office and day, how many came in each of 24 hours. */
export type Arrivals = Map<string, Map<PlainDate, number[]>>;

export function readWarsaw(): Arrivals {
  const samples = new Map<string, Sample[]>();
  const [header, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const columns = header!.trim().split(',');
  const index = (name: string): number => columns.indexOf(name);
  const [office, time, date, queue] = [index('office'), index('time'), index('date'), index('queue_id')];
  for (const line of lines) {
    const cells = line.trim().split(',');
    const day = cells[date]!;
    if (day.startsWith('2012')) continue;
    const key = `${cells[office]} ${day.startsWith('2020-12') ? `2019${day.slice(4)}` : day} ${cells[queue]}`;
    // A queue's name may have commas in it; what is counted stands last.
    const ticket = cells.at(-1)!.replaceAll(/\D/g, '');
    const [hour, minute] = cells[time]!.split(':').map(Number) as [number, number];
    const sample = { minute: hour * 60 + minute, waiting: Number(cells.at(-2)), ticket: ticket === '' ? null : Number(ticket) };
    const of = samples.get(key);
    if (of === undefined) samples.set(key, [sample]);
    else of.push(sample);
  }
  return arrivalsOf(samples);
}

function arrivalsOf(samples: ReadonlyMap<string, Sample[]>): Arrivals {
  const arrivals: Arrivals = new Map();
  for (const [key, of] of samples) {
    const [office, day] = key.split(' ') as [string, string];
    const days = arrivals.get(office) ?? new Map<PlainDate, number[]>();
    const counts = days.get(plainDate(day)) ?? Array.from({ length: 24 }, () => 0);
    arrivals.set(office, days.set(plainDate(day), counts));
    let called = 0;
    let most: number | null = null;
    for (const { minute, waiting, ticket } of of.toSorted((a, b) => a.minute - b.minute)) {
      if (ticket !== null && ticket >= called && ticket < called + 200) called = ticket;
      const come = called + waiting;
      // Who was there at the first look came before it.
      if (most !== null && come > most) counts[Math.floor(minute / 60)]! += come - most;
      most = Math.max(most ?? 0, come);
    }
  }
  return arrivals;
}

export interface Errors {
  offices: number;
  trainedDays: number;
  forecastDays: readonly PlainDate[];
  /** Hours of offices that were forecast, and how many came in them in the mean. */
  hours: number;
  mean: number;
  /** Mean absolute error, visitors an hour and office: ours, the same hour last week, and the office's mean of the hour. */
  mae: { ours: number; lastWeek: number; mean: number };
}

/** Trains on the first two thirds of the days and forecasts each of the others; nothing of those is known to the forecast. */
export function validate(arrivals: Arrivals): Errors {
  const days = openDays(arrivals);
  const train = days.slice(0, Math.ceil((days.length * 2) / 3));
  const test = days.slice(train.length);
  const off = { ours: 0, lastWeek: 0, mean: 0 };
  let [offices, count, came] = [0, 0, 0];
  for (const [, of] of arrivals) {
    const known = train.flatMap((day) => openDay(of, day));
    if (known.length < 5) continue;
    offices += 1;
    const mean = meanCounts(known);
    for (const { day, counts } of test.flatMap((on) => openDay(of, on))) {
      const ours = forecastOf(known, day);
      const before = countsOf(of, addDays(day, -7));
      for (const [at, real] of counts.entries()) {
        off.ours += Math.abs(real - ours[at]!);
        off.lastWeek += Math.abs(real - before[at]!);
        off.mean += Math.abs(real - mean[at]!);
        count += 1;
        came += real;
      }
    }
  }
  const mae = { ours: off.ours / count, lastWeek: off.lastWeek / count, mean: off.mean / count };
  return { offices, trainedDays: train.length, forecastDays: test, hours: count, mean: came / count, mae };
}

/** Days on which more than a thousand came to all offices: working days. */
function openDays(arrivals: Arrivals): PlainDate[] {
  const totals = new Map<PlainDate, number>();
  for (const of of arrivals.values()) for (const [day, counts] of of) totals.set(day, (totals.get(day) ?? 0) + sumOf(counts));
  return [...totals].flatMap(([day, total]) => (total > 1000 ? [day] : [])).toSorted();
}

const countsOf = (of: ReadonlyMap<PlainDate, number[]>, day: PlainDate): number[] =>
  hours.map((hour) => of.get(day)?.[hour] ?? 0);

function openDay(of: ReadonlyMap<PlainDate, number[]>, day: PlainDate): DayCounts[] {
  return sumOf(of.get(day) ?? []) > openFrom ? [{ day, counts: countsOf(of, day) }] : [];
}
