/** E-mail addresses and telephone numbers as people type them. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** An address of e-mail; an empty text is none. */
export const typedEmail = z
  .string()
  .trim()
  .pipe(z.literal('').or(z.email('an e-mail address, name@example.se')))
  .transform((email) => (email === '' ? null : email));

/** A telephone number, Swedish unless it begins with + and a country code; kept as E.164. An empty text is none. */
export const typedPhone = z
  .string()
  .trim()
  .max(40)
  .transform((typed, context): string | null => {
    if (typed === '') return null;
    const phone = parsePhoneNumberFromString(typed, 'SE');
    if (phone?.isValid() === true) return phone.number;
    context.addIssue({ code: 'custom', message: 'a telephone number, with + and country code when it is foreign' });
    return z.NEVER;
  });

/** A number kept as E.164 as people write it: 070-174 06 05, a foreign one +358 40 1234567; anything else as it is. */
export function phoneShown(phone: string): string {
  const known = phone.startsWith('+') ? parsePhoneNumberFromString(phone) : undefined;
  if (known === undefined) return phone;
  return known.countryCallingCode === '46' ? known.formatNational() : known.formatInternational();
}

/** A text that may be left empty, which is null. */
export const typedText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => (text === '' ? null : text));
