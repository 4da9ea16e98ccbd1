/** A week at a desk, half hour by half hour: who came, how soon they were called, how many counters were open and how many are needed. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Needs } from '../staffing/needs.ts';
import { type Span, step } from '../staffing/history.ts';
import type { CounterShift, PastVisit } from '../store/week.ts';

export interface Slot {
  visits: number;
  /** Of those of whom it is known when they were called; those who left were not. */
  known: number;
  /** Called within the goal; null without a goal. */
  soon: number | null;
  /** Counters that were staffed for some of it. */
  open: number;
  /** Null: not worked out. */
  need: number | null;
}

export interface WeekDay {
  day: PlainDate;
  /** One for each of the week's half hours; null: closed. */
  slots: readonly (Slot | null)[];
  /** Minutes waited by those who were called, and how many left. */
  waits: readonly number[];
  left: number;
}

export interface Week {
  monday: PlainDate;
  /** Minutes of the day at which each half hour begins. */
  begins: readonly number[];
  /** Days on which the place is open or somebody came. */
  days: readonly WeekDay[];
}

export interface WeekFacts {
  monday: PlainDate;
  visits: readonly PastVisit[];
  shifts: readonly CounterShift[];
  /** Null: closed. */
  spans: ReadonlyMap<PlainDate, Span | null>;
  needs: ReadonlyMap<PlainDate, Needs>;
  /** Minutes of the goal; null: none. */
  goalMinutes: number | null;
  /** Until when counters that are still staffed are counted: the minute of today; null: this is not today's week. */
  now: { day: PlainDate; minute: number };
}

export function weekOf(facts: WeekFacts): Week {
  const { monday, visits, spans } = facts;
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at)).filter(
    (day) => (spans.get(day) ?? null) !== null || visits.some((one) => one.day === day),
  );
  const open = days.flatMap((day) => spans.get(day) ?? []);
  const seen = visits.map(({ arrived }) => arrived);
  const first = floorStep(Math.min(...(open.length > 0 ? open : seen)));
  const last = Math.max(...(open.length > 0 ? open : seen.map((at) => at + 1)));
  const begins = Number.isFinite(first)
    ? Array.from({ length: Math.ceil((last - first) / step) }, (_, at) => first + at * step)
    : [];
  return { monday, begins, days: days.map((day) => dayOf(facts, day, begins)) };
}

const floorStep = (minute: number): number => Math.floor(minute / step) * step;

function dayOf(
  { visits, shifts, spans, needs, goalMinutes, now }: WeekFacts,
  day: PlainDate,
  begins: readonly number[],
): WeekDay {
  const ofDay = visits.filter((one) => one.day === day);
  const staffed = [
    ...shifts
      .filter((one) => one.day === day)
      .map(({ counter, from, to }) => ({ counter, from, to: to ?? (day === now.day ? now.minute : from) })),
    ...ofDay.flatMap(({ counter, from, to }) =>
      counter === null || from === null || to === null ? [] : [{ counter, from, to }],
    ),
  ];
  const span = spans.get(day) ?? null;
  const need = needs.get(day);
  const slots = begins.map((begin, at): Slot | null => {
    // Who came before the first half hour or after the last is in the one that is nearest.
    const those = ofDay.filter(({ arrived }) => slotAt(begins, arrived) === at);
    const isOpen = span === null ? those.length > 0 : begin + step > span[0] && begin < span[1];
    if (!isOpen && those.length === 0) return null;
    const known = those.filter((one) => one.left || one.waited !== null);
    return {
      visits: those.length,
      known: known.length,
      soon: goalMinutes === null ? null : known.filter((one) => !one.left && one.waited! <= goalMinutes).length,
      open: new Set(staffed.filter(({ from, to }) => from < begin + step && to > begin).map(({ counter }) => counter)).size,
      need:
        need === undefined || span === null ? null : (need.counters[Math.max(0, Math.floor((begin - span[0]) / step))] ?? null),
    };
  });
  const called = ofDay.flatMap((one) => (one.left || one.waited === null ? [] : one.waited));
  return { day, slots, waits: called.toSorted((a, b) => a - b), left: ofDay.filter((one) => one.left).length };
}

function slotAt(begins: readonly number[], minute: number): number {
  return Math.min(begins.length - 1, Math.max(0, Math.floor((minute - begins[0]!) / step)));
}

/** Whether fewer than the goal says were called in time; false when nobody came, or nothing is known. */
export const isMissed = (slot: Slot | null, share: number): boolean =>
  slot !== null && slot.soon !== null && slot.known > 0 && slot.soon < share * slot.known;

/** Nearest rank; null of none. The values in order. */
export function rank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
