/** Who travels and to where they could: the seats of the municipalities and every place that the register knows. */
import type { Uuid } from '../../../platform/ids/index.ts';
import type { KnownPlace, Register } from '../../network/index.ts';

export interface Seats {
  codes: readonly string[];
  /** Registered unemployed. */
  weights: Float64Array;
  places: readonly KnownPlace[];
  /** seats × places, row by row; Infinity where no way is known. */
  minutes: Float64Array;
  /** Where a place stands among them. */
  indexOf: ReadonlyMap<Uuid, number>;
}

const kept = new WeakMap<Register, Seats>();

/** Worked out once for each version of the register: a slider that moves asks for it again. */
export function seatsOf(register: Register): Seats {
  const known = kept.get(register);
  if (known !== undefined) return known;
  const { places } = register;
  const municipalities = [...register.municipalities.values()];
  const indexOf = new Map(places.map(({ place }, at) => [place.id as Uuid, at]));
  const minutes = new Float64Array(municipalities.length * places.length).fill(Infinity);
  for (const [row, { code }] of municipalities.entries()) {
    const origin = register.findOrigin('municipality', code);
    for (const { to, minutes: one } of origin === undefined ? [] : register.journeysFrom(origin))
      minutes[row * places.length + indexOf.get(to.place.id as Uuid)!] = one;
  }
  const seats = {
    codes: municipalities.map(({ code }) => code),
    weights: Float64Array.from(municipalities, ({ registeredUnemployed }) => registeredUnemployed),
    places,
    minutes,
    indexOf,
  };
  kept.set(register, seats);
  return seats;
}
