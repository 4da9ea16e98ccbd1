/** How long a journey from one place to another takes, for officers who work at several. */
import type { Register } from '../network/index.ts';
import type { TravelMinutes } from './picture/officer-day.ts';

const made = new WeakMap<Register, TravelMinutes>();

/** The register's time from the seat of the one place's municipality to the other place: the register has no times between places. */
export function travelBetween(register: Register): TravelMinutes {
  const known = made.get(register);
  if (known !== undefined) return known;
  const municipalityOf = new Map(register.places.map(({ place }) => [place.id, place.municipalityCode]));
  const minutesFrom = new Map<string, ReadonlyMap<string, number>>();
  const travel: TravelMinutes = (from, to) => {
    if (from === to) return 0;
    const code = municipalityOf.get(from);
    const origin = code === undefined ? undefined : register.findOrigin('municipality', code);
    if (origin === undefined) return null;
    let minutes = minutesFrom.get(origin.code);
    if (minutes === undefined) {
      minutes = new Map(register.journeysFrom(origin).map((one) => [one.to.place.id, one.minutes]));
      minutesFrom.set(origin.code, minutes);
    }
    return minutes.get(to) ?? null;
  };
  made.set(register, travel);
  return travel;
}
