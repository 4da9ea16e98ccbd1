/** Among what a planner chooses when a rota is made: travel-in places of some counties, and officers, the nearest first. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { allOfficers, listOfficers, type Officer } from '../../meetings/index.ts';
import type { Register } from '../../network/index.ts';
import type { Rota } from '../store/rotas.ts';
import { attendanceIn, journeysOf, notInRotas, type VisitedPlace, visitedPlaces } from './gather.ts';

/** More officers are not shown: the nearest are. */
export const mostOfficers = 120;

export interface ChoosablePlace extends VisitedPlace {
  /** Weekdays on which an officer is there now. */
  attended: number[];
}

export interface ChoosableOfficer {
  officer: Officer;
  /** One way to the nearest of the places; null when none can be reached. */
  nearest: number | null;
  isThereNow: boolean;
}

export interface Choosable {
  on: PlainDate;
  places: ChoosablePlace[];
  officers: ChoosableOfficer[];
}

export async function choosableIn(
  db: Database,
  register: Register,
  { on, counties, officerIds = [] }: { on: PlainDate; counties: readonly string[]; officerIds?: readonly string[] },
): Promise<Choosable> {
  const countyOf = (municipality: string) => register.municipalities.get(municipality)?.countyCode ?? '';
  const visited = visitedPlaces(register, on).filter(({ place }) => counties.includes(countyOf(place.municipalityCode)));
  const attendance = [...(await attendanceIn(db, { validFrom: on, validTo: on })).values()].flat();
  const there = Map.groupBy(attendance, ({ placeId }) => placeId as string);
  const places = visited.map((one): ChoosablePlace => ({
    ...one,
    attended: [...new Set((there.get(one.place.id) ?? []).map(({ weekday }) => weekday))].toSorted(),
  }));
  const placeIds = places.map(({ place }) => place.id);
  const now = new Set<string>(placeIds.flatMap((id) => there.get(id) ?? []).map(({ officerId }) => officerId));
  const homes = new Map(register.places.map(({ place }) => [place.id, countyOf(place.municipalityCode)]));
  const known = (await listOfficers(db, { on })).filter(
    ({ id, role, homePlaceId }) =>
      role !== notInRotas && (now.has(id) || officerIds.includes(id) || counties.includes(homes.get(homePlaceId ?? '') ?? '-')),
  );
  const { minutes } = await journeysOf(db, register, known, placeIds, on);
  const officers = known
    .map((officer): ChoosableOfficer => {
      const own = Object.values(minutes.get(officer.id) ?? {});
      return { officer, nearest: own.length === 0 ? null : Math.min(...own), isThereNow: now.has(officer.id) };
    })
    .toSorted(
      (a, b) =>
        rank(a, officerIds) - rank(b, officerIds) ||
        (a.nearest ?? Infinity) - (b.nearest ?? Infinity) ||
        (a.officer.id < b.officer.id ? -1 : 1),
    );
  return {
    on,
    places: places.toSorted((a, b) => a.place.name.localeCompare(b.place.name, 'sv')),
    officers: officers.slice(0, mostOfficers),
  };
}

/** Those who are in it already stand first. */
const rank = ({ officer, isThereNow }: ChoosableOfficer, ids: readonly string[]): number =>
  isThereNow || ids.includes(officer.id) ? 0 : 1;

/** What a rota is re-planned among: its own counties, and its own officers wherever they are. */
export async function choosableFor(db: Database, register: Register, { problem }: Rota, on: PlainDate): Promise<Choosable> {
  const officerIds = problem.officers.map(({ id }) => id);
  const homes = (await allOfficers(db, officerIds)).map(({ homePlaceId }) => homePlaceId as string | null);
  const ids = new Set([...problem.promises.map(({ placeId }) => placeId), ...homes]);
  const counties = register.places.flatMap(({ place }) =>
    ids.has(place.id) ? (register.municipalities.get(place.municipalityCode)?.countyCode ?? []) : [],
  );
  return choosableIn(db, register, { on, counties: [...new Set(counties)], officerIds });
}
