/** The number of a receipt: says nothing of who or when, and cannot be guessed. */
import { randomInt } from 'node:crypto';

// Without letters and digits that are taken for each other when read aloud or copied by hand: 0 O, 1 I L, U V.
const signs = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** Twelve signs in groups of four: 58 bits at random. */
export function newReceiptNumber(): string {
  const group = (): string => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
