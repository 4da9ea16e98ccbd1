/** An identity number as it was typed, read or refused with what is wrong. */
import type { PlainDate } from '../../platform/clock/index.ts';
import { peopleProblem } from './problems.ts';
import { type IdentityNumber, identityNumber, numberExpected, readIdentityNumber } from './rules/identity-number.ts';

/** Throws identity-number-wrong, which says what is wrong (`params.fault`) at `field`. */
export function readTypedNumber(typed: string, today: PlainDate, field = 'number'): IdentityNumber {
  const read = readIdentityNumber(typed, today);
  if (!('fault' in read)) return read;
  const fields = [{ field, expected: numberExpected[read.fault] }];
  throw peopleProblem('identity-number-wrong', { rule: identityNumber, fields, params: { fault: read.fault } });
}
