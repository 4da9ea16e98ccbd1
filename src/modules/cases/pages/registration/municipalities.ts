/** The municipalities of the register, to choose from. */
import type { Option } from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';

const known = new WeakMap<Register, readonly Option[]>();

/** Code and name of every municipality, by name as Swedish orders them. */
export function municipalityOptions(register: Register): readonly Option[] {
  let options = known.get(register);
  if (options === undefined) {
    options = [...register.municipalities.values()]
      .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'))
      .map(({ code, name }) => ({ value: code, text: name }));
    known.set(register, options);
  }
  return options;
}

export function municipalityNames(register: Register): (code: string) => string | undefined {
  return (code) => register.municipalities.get(code)?.name;
}
