/**
 * Where booked meetings are held in other people's rooms at the end of 2020: one place in each of 102 municipalities
 * without an own office (LOC-1.1, published total). The other 82 are served from a neighbour (LOC-3).
 */
import { byText } from './csv.ts';
import type { Closing } from './closings.ts';
import { shiftDay } from './days.ts';
import { municipality } from './facts.ts';
import type { Facts } from './facts.ts';
import type { OwnOffices } from './own-offices.ts';

const MUNICIPALITIES = 102;
/** "Reasonable commuting distance" has no published number. A closed office farther away than this gets a cooperation
 *  place first; it is our own limit and only puts municipalities in order. */
const REASONABLE_MINUTES = 20;
/** First days of the months in which places opened in municipalities that had no office to replace. */
const NEW_PLACES_FROM = [
  '2020-03-01',
  '2020-04-01',
  '2020-05-01',
  '2020-06-01',
  '2020-07-01',
  '2020-08-01',
  '2020-09-01',
  '2020-10-01',
];

export type Cooperation = { place: string; municipality: string; from: string; method: string };

type Candidate = { code: string; minutes: number; next: string; closed: string; need: number };

function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const first = candidates
    .filter((c) => c.closed !== '' && c.minutes > REASONABLE_MINUTES)
    .toSorted((a, b) => b.need - a.need || byText(a.code, b.code));
  const then = candidates.filter((c) => !first.includes(c)).toSorted((a, b) => b.minutes - a.minutes || byText(a.code, b.code));
  return [...first, ...then].slice(0, MUNICIPALITIES);
}

/** The 102 places, sorted by place. Where an office closed, the place opens the day after its last day. */
export function decideCooperation(facts: Facts, own: OwnOffices, closings: readonly Closing[]): Cooperation[] {
  const goals = new Set(own.keeps.keys());
  const candidates = facts.municipalities
    .filter((m) => !own.keeps.has(m.code))
    .map((m) => {
      const { minutes, code } = facts.travel.nearest(m.code, goals);
      const days = closings.filter((c) => c.municipality === m.code).map((c) => c.lastDay);
      const closed = days.toSorted(byText).at(-1) ?? '';
      return { code: m.code, minutes, next: municipality(facts, code).name, closed, need: m.unemployed * minutes };
    });
  const chosen = inOrder(candidates);
  const withoutOffice = chosen.filter((c) => c.closed === '');
  const newFrom = (c: Candidate) =>
    NEW_PLACES_FROM[Math.floor((withoutOffice.indexOf(c) * NEW_PLACES_FROM.length) / withoutOffice.length)] ?? '';
  const places = chosen.map((c) => ({
    place: `sv-${c.code}-1`,
    municipality: c.code,
    from: c.closed === '' ? newFrom(c) : shiftDay(c.closed, 1),
    method: `LOC-1.1, published total 102: ${c.closed === '' ? 'no own office before' : 'own office closed'}, about ${c.minutes} min to the next one (${c.next})`,
  }));
  return places.toSorted((a, b) => byText(a.place, b.place));
}
