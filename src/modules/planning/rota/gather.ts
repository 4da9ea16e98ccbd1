/** What a rota is made of, from the register and from what meetings knows of officers. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { type Attendance, listAttendance, listOfficers, listPatterns, type Officer } from '../../meetings/index.ts';
import { type KnownPlace, type Register, travelBetween, weekdays } from '../../network/index.ts';
import type { RotaPeriod } from '../store/rotas.ts';
import type { RotaOfficer } from './problem.ts';

/** They meet the protected persons that they are named for, and nobody else: no rota sends them anywhere, or home. */
export const notInRotas = 'protection-officer';

/** A travel-in place, with the weekdays that the register says it is open; none when the register does not say. */
export interface VisitedPlace {
  place: KnownPlace['place'];
  weekdays: number[];
  isReconstructed: boolean;
}

/** Places to which staff travel and where meetings are booked on the day. */
export function visitedPlaces(register: Register, on: PlainDate): VisitedPlace[] {
  return register.places.flatMap(({ place, presences }) => {
    const there = presences.find(
      ({ kind, services, validFrom, validTo }) =>
        kind === 'visiting_office' &&
        services.includes('booked-meeting') &&
        validFrom <= on &&
        (validTo === null || on <= validTo),
    );
    if (there === undefined) return [];
    const open = weekdays.flatMap((day, index) => ((there.hours?.[day] ?? []).length > 0 ? [index + 1] : []));
    return [{ place, weekdays: open, isReconstructed: there.evidence === 'reconstructed' }];
  });
}

/** Attendance that touches the period, by officer. */
export async function attendanceIn(
  db: Database,
  { validFrom, validTo }: RotaPeriod,
  officerIds?: readonly string[],
): Promise<Map<Uuid, Attendance[]>> {
  const all = await listAttendance(db, { officerIds, since: validFrom });
  return Map.groupBy(
    all.filter((one) => validTo === null || one.validFrom <= validTo),
    ({ officerId }) => officerId,
  );
}

/** Whole minutes one way from each officer's home place to each place, by the best source that the register has. */
export async function journeysOf(
  db: Database,
  register: Register,
  officers: readonly Officer[],
  placeIds: readonly string[],
  on: PlainDate,
): Promise<{ minutes: Map<Uuid, Record<string, number>>; travel: Record<string, number> }> {
  const known = new Map(register.places.map(({ place }) => [place.id, place]));
  const goals = placeIds.flatMap((id) => known.get(id) ?? []);
  const homes = [...new Set(officers.flatMap(({ homePlaceId }) => known.get(homePlaceId ?? '') ?? []))];
  const origins = homes.flatMap(({ municipalityCode }) => register.findOrigin('municipality', municipalityCode) ?? []);
  const seats = [
    ...new Map(
      origins.map(({ code, latitude, longitude }) => [code, { code, municipality: code, latitude, longitude }]),
    ).values(),
  ];
  const table = await travelBetween(
    db,
    seats,
    goals.map(({ id, municipalityCode, latitude, longitude }) => ({
      placeId: parseUuid(id),
      municipality: municipalityCode,
      latitude,
      longitude,
    })),
    on,
  );
  const at = new Map(seats.map(({ code }, index) => [code, index]));
  const minutes = officers.map(({ id, homePlaceId }): [Uuid, Record<string, number>] => {
    const seat = at.get(known.get(homePlaceId ?? '')?.municipalityCode ?? '');
    const own = goals.flatMap((goal, index): [string, number][] => {
      if (goal.id === homePlaceId) return [[goal.id, 0]];
      const found = seat === undefined ? Infinity : table.minutes[seat * goals.length + index]!;
      return found === Infinity ? [] : [[goal.id, Math.round(found)]];
    });
    return [id, Object.fromEntries(own)];
  });
  return { minutes: new Map(minutes), travel: { ...table.journeys } };
}

/**
 * Officers employed on the first day, as the rota needs them. A weekday counts when they work it by their pattern of that day and are not at
 * a place that is none of the rota's.
 */
export async function rotaOfficers(
  db: Database,
  register: Register,
  { officerIds, placeIds, validFrom, validTo }: RotaPeriod & { officerIds: readonly string[]; placeIds: readonly string[] },
): Promise<{ officers: RotaOfficer[]; travel: Record<string, number> }> {
  const wanted = new Set(officerIds);
  const officers = (await listOfficers(db, { on: validFrom })).filter(({ id, role }) => wanted.has(id) && role !== notInRotas);
  const patterns = await listPatterns(db, { officerIds, since: validFrom });
  const attendance = await attendanceIn(db, { validFrom, validTo }, officerIds);
  const { minutes, travel } = await journeysOf(db, register, officers, placeIds, validFrom);
  const made = officers.map(({ id, languages, competences }): RotaOfficer => {
    const weekly = patterns.find(
      (one) =>
        one.officerId === id && one.validFrom <= addDays(validFrom, 6) && (one.validTo === null || one.validTo >= validFrom),
    )?.weekly;
    const elsewhere = new Set(
      (attendance.get(id) ?? []).filter(({ placeId }) => !placeIds.includes(placeId)).map(({ weekday }) => weekday),
    );
    const free = weekdays.flatMap((day, index) =>
      (weekly?.[day] ?? []).length > 0 && !elsewhere.has(index + 1) ? [index + 1] : [],
    );
    return { id, weekdays: free, languages, competences, minutes: minutes.get(id) ?? {} };
  });
  return { officers: made, travel };
}
