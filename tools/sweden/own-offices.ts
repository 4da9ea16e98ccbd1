/**
 * Which municipalities had an office of their own at the start of 2019, which keep one, and of which kind.
 * Published totals: 218 municipalities with 238 offices before; 106 with 112 (88 staffed, 24 travelled to) after.
 */
import { ENDING, STAFFED, TRAVELLED_TO, stated } from './facts.ts';
import type { Facts, Municipality } from './facts.ts';
import { byText } from './csv.ts';

const MUNICIPALITIES_BEFORE = 218;
const MUNICIPALITIES_AFTER = 106;
const VISITING_AFTER = 24;
/** A labour-market area with fewer registered than this (mean 2018) is not counted as a hub. */
const HUB_REGISTERED = 500;

/** Offices that remain, and offices that close, in municipalities which keep at least one. The three that close in
 *  Göteborg and in Stockholm are sourced; the rest is reconstructed so that the published totals come out. */
export const MORE_THAN_ONE: Record<string, { remain: number; close: number }> = {
  '0180': { remain: 4, close: 3 },
  '1480': { remain: 3, close: 3 },
  '1280': { remain: 2, close: 2 },
  '0181': { remain: 1, close: 1 },
  '0380': { remain: 1, close: 1 },
  '0680': { remain: 1, close: 1 },
  '1980': { remain: 1, close: 1 },
  '2480': { remain: 1, close: 1 },
};
/** Two addresses close in Älvdalen (list of 2019-03-28), so it had two. */
export const CLOSING_TWICE = new Set(['2039']);

/** The list of 2019-03-28 is read in alphabetical order up to this name: whoever comes before it and is not on it did
 *  not lose an office. */
const LIST_READ_UNTIL = 'Härnösand';
/** Counties where a source gives all closing offices, and how many of them no source names.
 *  18 Örebro: "five offices may close, Örebro and Lindesberg remain" (orebrokuriren.se 2019-03-28); four are named elsewhere.
 *  05 Östergötland: Åtvidaberg, Kinda, Finspång and Valdemarsvik (tellerreport.com 2020-02-18). */
const UNNAMED_IN_COUNTY: Record<string, number> = { '18': 1, '05': 0 };
/** In this county the source also says who remains, so nobody else keeps an office. */
const REMAINING_NAMED = '18';

export type Keeps = { kind: 'staffed_office' | 'visiting_office'; method: string };
export type OwnOffices = {
  /** Municipalities with an own office at the end of 2020. */
  keeps: ReadonlyMap<string, Keeps>;
  /** Municipalities that lose every own office, with the reason to think that they had one. */
  loses: ReadonlyMap<string, string>;
};

const swedish = (name: string) => name.toLowerCase().replaceAll('å', '{').replaceAll('ä', '|').replaceAll('ö', '}');

/** Whether the office of a municipality may have been among the closed ones without a source naming it. */
function mayBeUnnamed(m: Municipality): boolean {
  return swedish(m.name) > swedish(LIST_READ_UNTIL);
}

/** Most registered unemployed first. */
const mostFirst = (a: Municipality, b: Municipality) => b.unemployed - a.unemployed || byText(a.code, b.code);

/** The largest municipality of each labour-market area that is large enough to be a hub. */
function hubs(facts: Facts, allowed: (m: Municipality) => boolean): Municipality[] {
  const areas = Map.groupBy(facts.municipalities, (m) => m.labourMarketArea);
  return [...areas.values()].flatMap((area) => {
    const registered = area.reduce((sum, m) => sum + m.unemployed, 0);
    const largest = area.filter(allowed).toSorted(mostFirst)[0];
    return largest !== undefined && registered >= HUB_REGISTERED ? [largest] : [];
  });
}

/** Decides who has an own office before and after. Pure: the same facts give the same answer. */
export function decideOwnOffices(facts: Facts): OwnOffices {
  const keeps = new Map<string, Keeps>();
  const says = (code: string, events: readonly string[]) => stated(facts.offices, code, events) !== undefined;
  for (const { code } of facts.municipalities) {
    if (says(code, TRAVELLED_TO)) keeps.set(code, { kind: 'visiting_office', method: '' });
    else if (says(code, STAFFED)) keeps.set(code, { kind: 'staffed_office', method: '' });
    else if ((MORE_THAN_ONE[code]?.remain ?? 0) > 0 && says(code, ENDING)) {
      keeps.set(code, { kind: 'staffed_office', method: 'LOC-1.4: several offices, the sourced closures concern three of them' });
    }
  }
  const losing = (m: Municipality) => says(m.code, ENDING) && !keeps.has(m.code);
  const free = (m: Municipality) => !losing(m) && !keeps.has(m.code) && m.county !== REMAINING_NAMED;
  keepHubs(facts, keeps, (m) => !losing(m) && (keeps.has(m.code) || free(m)), free);
  keepGreatestNeed(facts, keeps, free, MUNICIPALITIES_AFTER - VISITING_AFTER, {
    kind: 'staffed_office',
    need: (m, minutes) => m.unemployed * minutes,
    method: () => 'LOC-1.4: most registered unemployed times minutes to the next own office',
  });
  // Staff travel to small places, and there the way counts twice: it is what makes the place worth a journey.
  const small = (m: Municipality) => free(m) && m.unemployed < HUB_REGISTERED;
  keepGreatestNeed(facts, keeps, small, VISITING_AFTER, {
    kind: 'visiting_office',
    need: (m, minutes) => m.unemployed * minutes ** 2,
    method: (minutes) => `LOC-1.2: long way to the next own office (about ${minutes} min) and few registered`,
  });
  return { keeps, loses: decideLosing(facts, keeps, losing) };
}

function keepHubs(
  facts: Facts,
  keeps: Map<string, Keeps>,
  canBeHub: (m: Municipality) => boolean,
  free: (m: Municipality) => boolean,
): void {
  for (const m of hubs(facts, canBeHub).filter(free)) {
    keeps.set(m.code, { kind: 'staffed_office', method: 'LOC-1.4: largest of its labour-market area' });
  }
}

/** Adds offices one by one, each to the place where the need is largest with the offices chosen so far. */
function keepGreatestNeed(
  facts: Facts,
  keeps: Map<string, Keeps>,
  free: (m: Municipality) => boolean,
  until: number,
  add: { kind: Keeps['kind']; need: (m: Municipality, minutes: number) => number; method: (minutes: number) => string },
): void {
  while ([...keeps.values()].filter(({ kind }) => kind === add.kind).length < until) {
    const goals = new Set(keeps.keys());
    const first = facts.municipalities
      .filter(free)
      .map((m) => ({ m, minutes: facts.travel.nearest(m.code, goals).minutes }))
      .toSorted((a, b) => add.need(b.m, b.minutes) - add.need(a.m, a.minutes) || byText(a.m.code, b.m.code))[0];
    if (first === undefined) throw new Error('nobody left to keep an office');
    keeps.set(first.m.code, { kind: add.kind, method: add.method(first.minutes) });
  }
}

/** Those named by a source first, then those with the most registered unemployed times minutes to the next office. */
function decideLosing(facts: Facts, keeps: ReadonlyMap<string, Keeps>, named: (m: Municipality) => boolean): Map<string, string> {
  const goals = new Set(keeps.keys());
  const loses = new Map(facts.municipalities.filter(named).map((m) => [m.code, '']));
  const need = (m: Municipality) => m.unemployed * facts.travel.nearest(m.code, goals).minutes;
  const rest = facts.municipalities
    .filter((m) => !keeps.has(m.code) && !loses.has(m.code) && mayBeUnnamed(m))
    .toSorted((a, b) => need(b) - need(a) || byText(a.code, b.code));
  const left = { ...UNNAMED_IN_COUNTY };
  for (const m of rest) {
    if (loses.size === MUNICIPALITIES_BEFORE - MUNICIPALITIES_AFTER) break;
    const unnamed = left[m.county] ?? Infinity;
    if (unnamed === 0) continue;
    left[m.county] = unnamed - 1;
    loses.set(m.code, 'published total 218: most registered unemployed times minutes to the next own office');
  }
  return loses;
}
