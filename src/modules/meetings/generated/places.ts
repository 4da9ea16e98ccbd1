/** Where made-up officers work, and where they travel. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import type { KnownPlace, Register } from '../../network/index.ts';
import { attendancePlace } from '../rules/attendance-place.ts';

/** A place where booked meetings are offered from a day on. */
export interface Open {
  id: Uuid;
  municipalityCode: string;
  weight: number;
  /** People work there every day; otherwise they travel there. */
  staffed: boolean;
  /** The last day on which it is offered; null = no end. */
  until: PlainDate | null;
}

/** The register's places with booked meetings on a day. */
export function openPlaces(register: Register, from: PlainDate): Open[] {
  const rule = valueOn(attendancePlace, from);
  const open = register.places.flatMap(({ place, presences }: KnownPlace) => {
    const there = presences.filter(
      ({ services, kind, validFrom, validTo }) =>
        services.some((one) => one === rule.service) &&
        !rule.notAt.includes(kind) &&
        validFrom <= from &&
        (validTo === null || from <= validTo),
    );
    if (there.length === 0) return [];
    const ends = there.map(({ validTo }) => validTo);
    const until = ends.includes(null) ? null : (ends.reduce((a, b) => (a! > b! ? a : b)) as PlainDate);
    return [{ place, until, staffed: there.some(({ kind }) => kind === 'staffed_office') }];
  });
  const inMunicipality = Map.groupBy(open, ({ place }) => place.municipalityCode);
  return open.map(({ place, until, staffed }) => ({
    id: parseUuid(place.id)!,
    municipalityCode: place.municipalityCode,
    weight:
      (register.municipalities.get(place.municipalityCode)?.registeredUnemployed ?? 1) /
      inMunicipality.get(place.municipalityCode)!.length,
    staffed,
    until,
  }));
}

/** Places without staff of their own, by the nearest office that has: its officers travel there. */
export function servedFrom(register: Register, places: readonly Open[]): Map<Uuid, Open[]> {
  const staffed = new Set<string>(places.filter((one) => one.staffed).map(({ id }) => id));
  const served = new Map<Uuid, Open[]>();
  for (const place of places.filter((one) => !one.staffed)) {
    const origin = register.findOrigin('municipality', place.municipalityCode);
    const nearest = origin === undefined ? undefined : register.journeysFrom(origin).find(({ to }) => staffed.has(to.place.id));
    if (nearest === undefined) continue;
    const id = parseUuid(nearest.to.place.id)!;
    served.set(id, [...(served.get(id) ?? []), place]);
  }
  return served;
}

/** One day a week, or two or three where there are many: Tuesday, Thursday, Monday. */
export function visitsTo(place: Open): { place: Open; weekday: number }[] {
  const days = place.weight > 800 ? 3 : place.weight > 300 ? 2 : 1;
  return [2, 4, 1].slice(0, days).map((weekday) => ({ place, weekday }));
}
