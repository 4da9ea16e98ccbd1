/** Who comes to the office on a simulated day: when, how long they take and how long they wait. */
import type { Chance } from './chance.ts';
import { drawerOf, type OfficeDay } from './office-day.ts';

/** Rows of visitors: those without a booking in the order in which they come, then the booked in theirs. */
export interface Visitors {
  came: Float64Array;
  takes: Float64Array;
  /** Until when they wait. */
  until: Float64Array;
  /** How many are without a booking, and how many there are in all. */
  walkIns: number;
  all: number;
  draw(chance: Chance): void;
}

/**
 * Arrivals that vary over the day: a Poisson process whose rate is constant within a step, drawn as so many evenly in the step, which is the
 * same process as by thinning (P. Lewis, G. Shedler 1979) and needs no refused draws.
 */
export function visitorsOf(day: OfficeDay): Visitors {
  const { step, arrivals, patience } = day;
  const walkIn = drawerOf(day.service);
  const byBooking = drawerOf(day.bookedService);
  const level = drawerOf({ mean: 1, deviation: day.busyness });
  const rows: Visitors = {
    came: new Float64Array(512),
    takes: new Float64Array(512),
    until: new Float64Array(512),
    walkIns: 0,
    all: 0,
    draw(chance) {
      rows.all = 0;
      const busy = level(chance);
      for (const [at, expected] of arrivals.entries()) comeIn(chance, at, chance.poisson(expected * busy));
      rows.walkIns = rows.all;
      for (const booking of day.booked) comeByBooking(chance, booking);
    },
  };

  function comeIn(chance: Chance, at: number, count: number): void {
    // In order: each the lowest of those that remain.
    const end = (at + 1) * step;
    let from = at * step;
    for (let left = count; left > 0; left -= 1) {
      from += (end - from) * (1 - chance.even() ** (1 / left));
      add(rows, from, walkIn(chance), patience === null ? Infinity : from + patience * chance.exponential());
    }
  }

  function comeByBooking(chance: Chance, { at, comes }: OfficeDay['booked'][number]): void {
    const { late } = day;
    const isComing = chance.even() < comes;
    const minutes = byBooking(chance);
    const behind = late.length === 0 ? 0 : late[Math.floor(chance.even() * late.length)]!;
    if (!isComing) return;
    add(rows, at + behind, minutes, Infinity);
    // Who is later than the next booking comes after it.
    for (let row = rows.all - 1; row > rows.walkIns && rows.came[row]! < rows.came[row - 1]!; row -= 1) swap(rows, row, row - 1);
  }

  return rows;
}

function add(rows: Visitors, came: number, takes: number, until: number): void {
  if (rows.all === rows.came.length)
    for (const column of ['came', 'takes', 'until'] as const) rows[column] = doubled(rows[column]);
  rows.came[rows.all] = came;
  rows.takes[rows.all] = takes;
  rows.until[rows.all] = until;
  rows.all += 1;
}

function swap({ came, takes }: Visitors, a: number, b: number): void {
  for (const column of [came, takes]) [column[a], column[b]] = [column[b]!, column[a]!];
}

function doubled(old: Float64Array): Float64Array {
  const made = new Float64Array(old.length * 2);
  made.set(old);
  return made;
}
