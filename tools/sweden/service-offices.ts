/**
 * The state service offices: 113 from 2019-06-01, 117 in 110 municipalities from June 2020 (published totals). Only a
 * few municipalities are named for 2019-2020; sources of later years rule some out and suggest others.
 */
import { byText } from './csv.ts';
import { stated } from './facts.ts';
import type { Facts, Municipality, Statement } from './facts.ts';
import type { OwnOffices } from './own-offices.ts';

const MUNICIPALITIES_FROM_START = 106;
const START = '2019-06-01';
/** The four sourced openings are dated June 2020; the day is assumed. */
const OPENED = '2020-06-15';
/** "In the autumn" (news of 2019-07-02); the day is assumed. */
const PILOT_FROM = '2019-10-01';
const PILOT_OFFICES = 6;

/** Offices in cities that evidently have several: 7 more than one each, so that 106 municipalities have 113. */
const SEVERAL: Record<string, number> = { '0180': 4, '1480': 3, '1280': 2, '0380': 2 };
/** Cities where a later source speaks of one more office, so an earlier one is no contradiction. */
const LARGE_CITIES = new Set(['0180', '1480', '1280', '0380', '0580', '1283', '0581', '0780', '0680', '0181', '0484']);
/** Statements of 2020 that an office was there. */
const THERE = ['drop_in_pilot', 'existing'];
/** Later statements that mean the municipality had no office in 2019-2020. */
const OPENED_LATER = ['new_office_phase1_planned', 'new_office_phase2_planned', 'opened'];
/** Later statements that suggest an office was there in 2019-2020. */
const SUGGESTS = ['closed_municipality_left', 'existing', 'closed_then_reopening', 'closing', 'one_office_closed'];

export type ServiceOffice = {
  place: string;
  municipality: string;
  from: string;
  /** First day of the drop-in pilot, or '' for an office outside it. */
  pilotFrom: string;
  statement: Statement | undefined;
  method: string;
};

type Chosen = { code: string; method: string };

function startingMunicipalities(facts: Facts): Chosen[] {
  const later = (m: Municipality, events: readonly string[]) => stated(facts.laterServiceOffices, m.code, events);
  const opened2020 = (m: Municipality) => stated(facts.serviceOffices, m.code, ['opened']) !== undefined;
  const allowed = facts.municipalities.filter(
    (m) => !opened2020(m) && (LARGE_CITIES.has(m.code) || later(m, OPENED_LATER) === undefined),
  );
  const largest = new Map<string, Municipality>();
  for (const m of allowed) {
    const known = largest.get(m.labourMarketArea);
    if (known === undefined || m.unemployed > known.unemployed) largest.set(m.labourMarketArea, m);
  }
  const rank = (m: Municipality): [number, string] => {
    if (stated(facts.serviceOffices, m.code, THERE)) return [0, ''];
    const suggestion = later(m, SUGGESTS);
    if (suggestion) return [1, `published total 113: a later source speaks of its office (${suggestion.source})`];
    if (LARGE_CITIES.has(m.code)) return [2, 'published total 113: large city, a later source speaks of one more office'];
    if (largest.get(m.labourMarketArea) === m) return [3, 'published total 113: largest of its labour-market area'];
    return [4, 'published total 113: most registered unemployed of those left'];
  };
  return allowed
    .map((m) => ({ m, rank: rank(m) }))
    .toSorted((a, b) => a.rank[0] - b.rank[0] || b.m.unemployed - a.m.unemployed || byText(a.m.code, b.m.code))
    .slice(0, MUNICIPALITIES_FROM_START)
    .map(({ m, rank: [, method] }) => ({ code: m.code, method }));
}

/** Skellefteå is sourced; the others are where most jobseekers lose their office and a service office is there,
 *  at most one in each county. */
function pilotMunicipalities(facts: Facts, own: OwnOffices, chosen: readonly Chosen[]): Set<string> {
  const pilots = facts.municipalities.filter((m) => stated(facts.serviceOffices, m.code, ['drop_in_pilot']));
  const counties = new Set(pilots.map((m) => m.county));
  const rest = facts.municipalities
    .filter((m) => own.loses.has(m.code) && chosen.some((c) => c.code === m.code))
    .toSorted((a, b) => b.unemployed - a.unemployed || byText(a.code, b.code));
  for (const m of rest) {
    if (pilots.length === PILOT_OFFICES) break;
    if (counties.has(m.county)) continue;
    counties.add(m.county);
    pilots.push(m);
  }
  return new Set(pilots.map((m) => m.code));
}

/** All 117, sorted by place. */
export function decideServiceOffices(facts: Facts, own: OwnOffices): ServiceOffice[] {
  const chosen = startingMunicipalities(facts);
  const pilots = pilotMunicipalities(facts, own, chosen);
  const fromStart = chosen.flatMap(({ code, method }) =>
    Array.from({ length: SEVERAL[code] ?? 1 }, (_, index) => ({
      place: `sk-${code}-${index + 1}`,
      municipality: code,
      from: START,
      pilotFrom: index === 0 && pilots.has(code) ? PILOT_FROM : '',
      statement: index === 0 ? stated(facts.serviceOffices, code, THERE) : undefined,
      method,
    })),
  );
  const opened = facts.serviceOffices
    .filter((s) => s.event === 'opened')
    .map((statement) => ({
      place: `sk-${statement.municipality}-1`,
      municipality: statement.municipality,
      from: OPENED,
      pilotFrom: '',
      statement,
      method: '',
    }));
  return [...fromStart, ...opened].toSorted((a, b) => byText(a.place, b.place));
}
