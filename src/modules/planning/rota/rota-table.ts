/** A rota as rows: each officer, place and weekday with its first and last date. */
import type { Database } from '../../../platform/db/index.ts';
import { allOfficers } from '../../meetings/index.ts';
import { type Register, weekdays } from '../../network/index.ts';
import type { RotaNames } from '../pages/rota/words.ts';
import { namesIn } from '../pages/words.tsx';
import type { Proposed } from './propose-rota.ts';
import { stretchesOf } from './weeks.ts';

export const rotaColumns = [
  'weekday',
  'place_code',
  'place',
  'officer_id',
  'officer',
  'home',
  'minutes_there_and_back',
  'from',
  'to',
];

export function rotaRows(rota: Proposed, names: RotaNames, register: Register): Record<string, string | number>[] {
  const codes = new Map(register.places.map(({ place }) => [place.id, place.code]));
  const minutes = new Map(rota.problem.officers.map((one) => [one.id, one.minutes]));
  return stretchesOf(rota)
    .toSorted((a, b) => a.weekday - b.weekday || names.place(a.placeId).localeCompare(names.place(b.placeId), 'sv'))
    .map(({ officerId, placeId, weekday, from, to }) => ({
      weekday: weekdays[weekday - 1]!,
      place_code: codes.get(placeId) ?? '',
      place: names.place(placeId),
      officer_id: officerId,
      officer: names.officer(officerId),
      home: names.home(officerId) ?? '',
      minutes_there_and_back: 2 * (minutes.get(officerId)?.[placeId] ?? 0),
      from,
      to: to ?? '',
    }));
}

/** What a rota's places and officers are called, and more officers. */
export async function rotaNames(
  db: Database,
  register: Register,
  { problem }: Pick<Proposed, 'problem'>,
  more: readonly string[] = [],
): Promise<RotaNames> {
  const ids = [...problem.officers.map(({ id }) => id), ...(problem.before ?? []).map(({ officerId }) => officerId), ...more];
  const officers = new Map<string, { name: string; homePlaceId: string | null }>(
    (await allOfficers(db, [...new Set(ids)])).map((one) => [one.id, one]),
  );
  const { place } = namesIn(register);
  return {
    place,
    officer: (id) => officers.get(id)?.name ?? id,
    home(id) {
      const home = officers.get(id)?.homePlaceId ?? null;
      return home === null ? null : place(home);
    },
  };
}
