import importedPersonnummer from 'personnummer';
import { type PlainDate, parsePlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

// The package says `default` in its types and is the class itself when Node imports it (CommonJS).
const personnummer = importedPersonnummer as unknown as typeof importedPersonnummer.default;

export const identityNumber = rule({
  id: 'identity-number',
  says:
    'An identity number is a personal identity number or a coordination number (day of birth plus 60) with 10 or 12 digits, ' +
    'a day of birth that has been, and the right check digit; with 10 digits a plus sign says that the person turns 100 or more this year. ' +
    'A coordination number may have month 00 or day 60: a time of birth that is not known.',
  source:
    'Folkbokföringslagen (1991:481) 18 § and 18 a §; package personnummer 3.2.1; unknown month and day: Skatteverket, test coordination numbers',
  // The act was read in its wording of 2025; used from the first day that the system answers for.
  values: { '2019-01-01': { coordinationDays: 60 } },
});

export type NumberKind = 'personal' | 'coordination';

export interface IdentityNumber {
  /** Twelve digits. */
  number: string;
  kind: NumberKind;
  /** Null for a coordination number that does not say the month or the day. */
  bornOn: PlainDate | null;
}

/** What is wrong with a text that is no identity number. */
export type NumberFault = 'form' | 'birth-day' | 'future-birth' | 'check-digit';

/** What was expected, in English, for a field of a problem. */
export const numberExpected: Readonly<Record<NumberFault, string>> = {
  form: '10 or 12 digits, such as YYYYMMDD-NNNN',
  'birth-day': 'a day of birth that exists, or that day plus 60',
  'future-birth': 'a day of birth that has been',
  'check-digit': 'the right last digit: one of the digits is wrong',
};

/** Reads what a person typed. `today` places a number with 10 digits in its century and refuses births to come. */
export function readIdentityNumber(text: string, today: PlainDate): IdentityNumber | { fault: NumberFault } {
  const parts = /^(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})$/.exec(asTyped(text));
  if (parts === null) return { fault: 'form' };
  const [written, year, month, day, sign, last] = parts.slice(1) as [string | undefined, string, string, string, string, string];
  if (last.startsWith('000')) return { fault: 'form' };
  const { coordinationDays } = identityNumber.values['2019-01-01']!;
  const kind: NumberKind = Number(day) >= coordinationDays ? 'coordination' : 'personal';
  const dayOfBirth = String(kind === 'coordination' ? Number(day) - coordinationDays : Number(day)).padStart(2, '0');
  const monthAndDay = `${month}-${dayOfBirth}`;
  const century = written ?? centuryOf(year, monthAndDay, sign, today);
  if (written !== undefined && sign === '+' && Number(today.slice(0, 4)) - Number(century + year) < 100) return { fault: 'form' };
  const isUnknown = kind === 'coordination' && isUnknownDay(month, dayOfBirth);
  const bornOn = isUnknown ? null : parsePlainDate(`${century}${year}-${monthAndDay}`);
  if (bornOn === null && !isUnknown) return { fault: 'birth-day' };
  if (`${century}${year}-${monthAndDay}` > today) return { fault: 'future-birth' };
  const number = century + year + month + day + last;
  // The package knows no unknown months and days: there the check digit is looked at alone.
  const isRight = isUnknown ? checkSum(number.slice(2)) % 10 === 0 : personnummer.valid(number);
  return isRight ? { number, kind, bornOn } : { fault: 'check-digit' };
}

/** Without spaces, and with whatever dash the keyboard gave as a hyphen. */
function asTyped(text: string): string {
  return text.replaceAll(/\s/g, '').replaceAll(/[\u2010-\u2015\u2212]/g, '-');
}

/** The latest century in which the day is not to come; with a plus sign the one before. */
function centuryOf(year: string, monthAndDay: string, sign: string, today: PlainDate): string {
  const thisCentury = Number(today.slice(0, 2));
  // By the year alone for the plus sign, which the person gets on the first of January (18 §).
  if (sign === '+') return String(year <= today.slice(2, 4) ? thisCentury - 1 : thisCentury - 2);
  return String(`${thisCentury}${year}-${monthAndDay}` <= today ? thisCentury : thisCentury - 1);
}

function isUnknownDay(month: string, day: string): boolean {
  return (month === '00' && Number(day) <= 31) || (day === '00' && Number(month) <= 12);
}

/** The Luhn sum over ten digits: every other digit doubled, from the first. */
function checkSum(digits: string): number {
  let sum = 0;
  for (const [index, digit] of digits.split('').entries()) {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}
