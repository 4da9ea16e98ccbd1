/** The values of a place, and who says something of it: held against one check by the register file and by the commands. */
import { z } from 'zod';
import { code, degrees, Expected, maybe, postalCode, text, type Value } from './values.ts';

export const placeCode = code(
  'a place code of a-z, 0-9 and -, 2 to 61 characters, such as af-2280-1',
  /^[a-z0-9][a-z0-9-]{1,60}$/,
);
export const placeName = text('the name of the place', 200);
export const municipalityCode = code('the four digits of a municipality, such as 0180', /^\d{4}$/);
export const localityCode = maybe(code('the code of a locality, such as 0180TC101', /^[A-Za-z0-9]{1,20}$/));
export const street = maybe(text('a street address', 200));
export const knownPostalCode = maybe(postalCode);
/** The extent of Sweden, with some sea around it. */
export const latitude = degrees(55, 70);
export const longitude = degrees(10, 25);
export const languageCode = code('a language code such as sv or se', /^[a-z]{2,3}$/);
export const method = text('which rule of the program, or who entered it', 500);

/** What is expected of a locality's code when the locality lies in the municipality `within`. */
export function localityIn(municipality: string, within: string): string {
  return `a locality in municipality ${municipality} (this one is in ${within}), or empty`;
}

/** The value as text in a command's input: read, kept and refused as in the file. */
export function inputOf<T>(value: Value<T>) {
  return z.string().transform((given, context) => {
    const read = value.read(given);
    if (!(read instanceof Expected)) return read;
    context.addIssue({ code: 'custom', message: read.text });
    return z.NEVER;
  });
}

/** As inputOf, for a number. */
export function numberOf(value: Value<number>, expected: string) {
  return z.number(expected).transform(String).pipe(inputOf(value));
}
