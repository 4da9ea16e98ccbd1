/** What people choose from in forms, in the order of its names: sorted once for each register that is read, not for each page. */
import { byName } from '../../platform/text/index.ts';
import type { Register } from './register.ts';
import type { Municipality } from './store/geography.ts';

interface Ordered {
  municipalities: readonly Municipality[];
  places: readonly { code: string; name: string }[];
}

const known = new WeakMap<Register, Ordered>();

function ordered(register: Register): Ordered {
  const found = known.get(register) ?? {
    municipalities: [...register.municipalities.values()].toSorted(byName),
    places: register.places.map(({ place }) => ({ code: place.id, name: `${place.name} (${place.code})` })).toSorted(byName),
  };
  known.set(register, found);
  return found;
}

/** Every municipality, å, ä and ö last. */
export const municipalitiesByName = (register: Register): readonly Municipality[] => ordered(register).municipalities;

/** Every place by its name and code; `code` is its id. */
export const placesByName = (register: Register): readonly { code: string; name: string }[] => ordered(register).places;
