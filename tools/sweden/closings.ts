/**
 * The 132 office addresses with a decided end (2019-09-27), and when the doors closed.
 * Days inside a sourced month or year, and all other days, are reconstructed: whoever has the shortest way to the next
 * own office closes first, because there the solution needed least work (LOC-2).
 */
import { ENDING, STAFFED, TRAVELLED_TO, municipality, stated } from './facts.ts';
import type { Facts, Statement } from './facts.ts';
import { CLOSING_TWICE, MORE_THAN_ONE } from './own-offices.ts';
import type { OwnOffices } from './own-offices.ts';
import { byText } from './csv.ts';

/** Kept after all, report of 2020-06-15: Hagfors, Hallsberg, Hammarstrand (Ragunda), Härnösand, Karlskoga, Årjäng. */
const KEPT_AFTER_ALL = ['1783', '1861', '2303', '2280', '1883', '1765'];

/** Last working days of the months in which offices closed. The end state is reached before 2020-12-31. */
const LAST_DAYS = [
  '2019-10-31',
  '2019-11-29',
  '2019-12-30',
  '2020-01-31',
  '2020-02-28',
  '2020-03-31',
  '2020-04-30',
  '2020-05-29',
  '2020-06-30',
  '2020-07-31',
  '2020-08-31',
  '2020-09-30',
  '2020-10-30',
  '2020-11-30',
];

/** Last day of an office by what a source says of it: the day is assumed, the month or year is the source's. */
const LAST_DAY_BY_STATEMENT: Record<string, string> = {
  'closed 2019': '2019-11-29',
  'closed 2019-12': '2019-12-30',
  'closed 2020-10': '2020-09-30',
  'to_close 2020-12': '2020-12-30',
  'lease_extended_pending_solution 2020-01-07': '2020-08-31',
  'solution_in_dialogue 2020-02-14': '2020-08-31',
};

export type Closing = {
  place: string;
  municipality: string;
  restored: boolean;
  /** Last day the office is open; '' when it is kept after all, for then its decided end date is not known. */
  lastDay: string;
  /** What says that this office was to close; undefined when that is reconstructed. */
  statement: Statement | undefined;
  method: string;
  /** Minutes to the nearest municipality with an own office; 0 where the municipality keeps one. */
  minutes: number;
};

type Candidate = Omit<Closing, 'lastDay'>;

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

function closingPlaces(facts: Facts, own: OwnOffices): Candidate[] {
  const goals = new Set(own.keeps.keys());
  const says = (code: string) =>
    stated(facts.offices, code, ['closed', 'to_close', 'lease_extended_pending_solution', 'planned_closure']);
  const lost = [...own.loses].flatMap(([code, method]) =>
    numbers(1, CLOSING_TWICE.has(code) ? 2 : 1).map((n) => ({
      place: `af-${code}-${n}`,
      municipality: code,
      restored: false,
      statement: says(code),
      method,
      minutes: facts.travel.nearest(code, goals).minutes,
    })),
  );
  const cities = Object.entries(MORE_THAN_ONE).flatMap(([code, { remain, close }]) =>
    numbers(remain + 1, close).map((n) => ({
      place: `af-${code}-${n}`,
      municipality: code,
      restored: false,
      statement: stated(facts.offices, code, ENDING),
      method: 'published total 132: one of several offices in a large city',
      minutes: 0,
    })),
  );
  const kept = KEPT_AFTER_ALL.map((code) => ({
    place: `af-${code}-1`,
    municipality: code,
    restored: true,
    statement: stated(facts.offices, code, [...ENDING.slice(0, 1), ...TRAVELLED_TO, ...STAFFED]),
    method: '',
    minutes: 0,
  }));
  return [...lost, ...cities, ...kept];
}

function sourcedLastDay(facts: Facts, code: string): string | undefined {
  const days = facts.offices
    .filter((s) => s.municipality === code)
    .flatMap((s) => LAST_DAY_BY_STATEMENT[`${s.event} ${s.on}`] ?? []);
  return days[0];
}

/** All 132, sorted by place. */
export function decideClosings(facts: Facts, own: OwnOffices): Closing[] {
  const places = closingPlaces(facts, own).map((c) => {
    municipality(facts, c.municipality);
    return { ...c, lastDay: c.restored ? '' : (sourcedLastDay(facts, c.municipality) ?? '') };
  });
  const open = places
    .filter((c) => !c.restored && c.lastDay === '')
    .toSorted((a, b) => a.minutes - b.minutes || byText(a.place, b.place));
  open.forEach((closing, index) => {
    closing.lastDay = LAST_DAYS[Math.floor((index * LAST_DAYS.length) / open.length)] ?? '';
  });
  return places.toSorted((a, b) => byText(a.place, b.place));
}
