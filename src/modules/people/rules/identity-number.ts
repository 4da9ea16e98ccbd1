import importedPersonnummer from 'personnummer';
import { type PlainDate, parsePlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

// The package says `default` in its types and is the class itself when Node imports it (CommonJS).
const personnummer = importedPersonnummer as unknown as typeof importedPersonnummer.default;

export const identityNumber = rule({
  id: 'identity-number',
  says:
    'An identity number is a personal identity number or a coordination number (day of birth plus 60) with 10 or 12 digits, ' +
    'a day of birth that has been, and the right check digit; with 10 digits a plus sign says that the person is 100 or older.',
  source: 'Folkbokföringslagen (1991:481) 18 § and 18 a §; package personnummer 3.2.1',
  values: { '1991-07-01': { coordinationDays: 60 } },
});

export type NumberKind = 'personal' | 'coordination';

export interface IdentityNumber {
  /** Twelve digits. */
  number: string;
  kind: NumberKind;
  bornOn: PlainDate;
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
  const parts = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/.exec(text.replaceAll(/[\s\u00A0]/g, '').replaceAll(/[‐‑–−]/g, '-'));
  if (parts === null) return { fault: 'form' };
  const [, written, yearMonthDay, sign, last] = parts as unknown as [string, string | undefined, string, string, string];
  if (last.startsWith('000')) return { fault: 'form' };
  if (written !== undefined && sign === '+' && ageInYears(written + yearMonthDay.slice(0, 2), today) < 100)
    return { fault: 'form' };
  const century = written ?? centuryOf(yearMonthDay, sign, today);
  const day = Number(yearMonthDay.slice(4));
  const kind = day > identityNumber.values['1991-07-01']!.coordinationDays ? 'coordination' : 'personal';
  const bornOn = birthDay(century + yearMonthDay.slice(0, 4), day, kind);
  if (bornOn === null) return { fault: 'birth-day' };
  if (bornOn > today) return { fault: 'future-birth' };
  const number = century + yearMonthDay + last;
  return personnummer.valid(number) ? { number, kind, bornOn } : { fault: 'check-digit' };
}

/** The latest century in which the day is not to come; with a plus sign the one before. */
function centuryOf(yearMonthDay: string, sign: string, today: PlainDate): string {
  const ten = Number(yearMonthDay.slice(4)) % 60;
  const thisCentury = Number(today.slice(0, 2));
  const here = `${thisCentury}${yearMonthDay.slice(0, 2)}-${yearMonthDay.slice(2, 4)}-${String(ten).padStart(2, '0')}`;
  const latest = here <= today ? thisCentury : thisCentury - 1;
  return String(sign === '+' ? latest - 1 : latest);
}

function birthDay(yearMonth: string, day: number, kind: NumberKind): PlainDate | null {
  const real = kind === 'coordination' ? day - 60 : day;
  return parsePlainDate(`${yearMonth.slice(0, 4)}-${yearMonth.slice(4)}-${String(real).padStart(2, '0')}`);
}

function ageInYears(year: string, today: PlainDate): number {
  return Number(today.slice(0, 4)) - Number(year);
}
