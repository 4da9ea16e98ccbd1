/** The municipalities of the register, to choose from. */
import { type Option, optionsOf } from '../../../../ui/index.ts';
import { municipalitiesByName, type Register } from '../../../network/index.ts';

const known = new WeakMap<Register, readonly Option[]>();

/** Code and name of every municipality, by name as Swedish orders them. */
export function municipalityOptions(register: Register): readonly Option[] {
  let options = known.get(register);
  if (options === undefined) {
    options = optionsOf(municipalitiesByName(register));
    known.set(register, options);
  }
  return options;
}

export function municipalityNames(register: Register): (code: string) => string | undefined {
  return (code) => register.municipalities.get(code)?.name;
}
