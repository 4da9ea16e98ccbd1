/**
 * The values of the register file: each kind of value is read from text and written as text, in one canonical way.
 * Reading forgives spaces and order; writing gives one text for one value, so that "same text" means "same value".
 */
import { type PlainDate, parsePlainDate } from '../../../platform/clock/index.ts';
import { isSpreadsheetError } from '../../../platform/text/index.ts';
import {
  type Accessibility,
  accessibility,
  accessibilityFacts,
  type DaysHours,
  type HoursException,
  type Weekday,
  weekdays,
  type WeeklyHours,
  weeklyHours,
} from '../kinds.ts';

/** What a text that could not be read should have been, in English. */
export class Expected {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface Value<T> {
  /** Never throws: a text that is no such value gives Expected. */
  read(text: string): T | Expected;
  write(value: T): string;
}

/**
 * Free text of one line. Letters are composed (NFC): a Mac writes å as two characters, and they are the same name.
 * A spreadsheet computes what begins with =, +, - or @, wherever the text came from; here it is refused rather than
 * marked, so that a file comes back byte for byte.
 */
export function text(expected: string, most: number): Value<string> {
  const write = (value: string): string => value.normalize('NFC').trim();
  return {
    read(given) {
      const value = write(given);
      if (value === '') return new Expected(expected);
      if (value.length > most) return new Expected(`${expected}, at most ${most} characters`);
      if (/[\p{Cc}\u2028\u2029]/u.test(value)) return new Expected(`${expected}, on one line`);
      if (/^[=+\-@]/.test(value)) return new Expected(`${expected} that does not begin with =, +, - or @`);
      if (isSpreadsheetError(value)) return new Expected(`${expected}, not a spreadsheet's error`);
      return value.isWellFormed() ? value : new Expected(`${expected}, in whole characters`);
    },
    write,
  };
}

/** Text of a fixed pattern. */
export function code(expected: string, pattern: RegExp): Value<string> {
  return {
    read(given) {
      const value = given.trim();
      return pattern.test(value) ? value : new Expected(expected);
    },
    write: (value) => value,
  };
}

/** One of a list of words. */
export function oneOf<Word extends string>(words: readonly Word[]): Value<Word> {
  return {
    read(given) {
      const value = given.trim();
      return words.find((word) => word === value) ?? new Expected(`one of ${words.join(', ')}`);
    },
    write: (value) => value,
  };
}

/** Empty = not known (null). */
export function maybe<T>(inner: Value<T>): Value<T | null> {
  return {
    read: (given) => (given.trim() === '' ? null : inner.read(given)),
    write: (value) => (value === null ? '' : inner.write(value)),
  };
}

/** Values joined by `|`, each once, sorted; empty = none. */
export function listOf<Item extends string>(inner: Value<Item>): Value<Item[]> {
  return {
    read(given) {
      if (given.trim() === '') return [];
      const items = new Set<Item>();
      for (const part of given.split('|')) {
        const item = inner.read(part);
        if (item instanceof Expected) return new Expected(`codes joined by |, each ${item.text}`);
        items.add(item);
      }
      return [...items].toSorted();
    },
    write: (items) => [...new Set(items)].toSorted().join('|'),
  };
}

export const date: Value<PlainDate> = {
  read: (given) => parsePlainDate(given.trim()) ?? new Expected('a day that exists, YYYY-MM-DD, 1900 to 2199'),
  write: (value) => value,
};

/** Degrees WGS84, kept to 5 decimals (about a metre). */
export function degrees(from: number, to: number): Value<number> {
  const write = (value: number): string => (Math.round(value * 1e5) / 1e5 + 0).toFixed(5);
  return {
    read(given) {
      // A spreadsheet in Swedish writes 62,63.
      const value = /^\s*-?\d{1,3}([.,]\d{1,20})?\s*$/.test(given) ? Number(given.replace(',', '.')) : NaN;
      return value >= from && value <= to
        ? Number(write(value))
        : new Expected(`decimal degrees from ${from} to ${to}, such as ${from}.12345`);
    },
    write,
  };
}

/** `123 45`, also read as 12345. */
export const postalCode: Value<string> = {
  read(given) {
    const digits = given.trim().replace(' ', '');
    return /^[1-9]\d{4}$/.test(digits) ? postalCode.write(digits) : new Expected('a postal code of five digits, such as 111 22');
  },
  write: (value) => (/^\d{5}$/.test(value) ? `${value.slice(0, 3)} ${value.slice(3)}` : value),
};

export const address: Value<string> = {
  read(given) {
    const value = given.trim();
    const readable = /^https?:\/\/[^\s/]\S*$/.test(value) && value.isWellFormed() && value.length <= 2000 && URL.canParse(value);
    return readable ? value : new Expected('an address that begins with https:// or http://');
  },
  write: (value) => value.trim(),
};

/** `step_free=yes; hearing_loop=no`; a fact that is unknown is left out. */
export const premises: Value<Accessibility> = {
  read(given) {
    const facts: Record<string, string> = {};
    for (const part of parts(given)) {
      const [name, value, more] = part.split('=').map((side) => side.trim());
      const known = accessibilityFacts.some((fact) => fact === name) && ['yes', 'no', 'unknown'].includes(value ?? '');
      if (!known || more !== undefined || Object.hasOwn(facts, name!)) {
        return new Expected(
          `facts such as step_free=yes; hearing_loop=no, of ${accessibilityFacts.join(', ')} = yes, no or unknown, each once`,
        );
      }
      facts[name!] = value!;
    }
    return accessibility.parse(Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== 'unknown')));
  },
  write: (value) =>
    accessibilityFacts
      .filter((fact) => value[fact] !== undefined)
      .map((fact) => `${fact}=${value[fact]}`)
      .join('; '),
};

const hoursExpected = 'hours such as mon 09:00-12:00 13:00-16:00; tue 10:00-16:00, or closed, or empty when not known';

/** `mon 09:00-12:00 13:00-16:00; tue 10:00-16:00`; a weekday left out is closed; `closed` = never open. */
export const hours: Value<WeeklyHours> = {
  read(given) {
    if (given.trim() === 'closed') return {};
    const days: Record<string, string[][]> = {};
    for (const part of parts(given)) {
      const [name = '', ...spans] = part.split(/\s+/);
      if (Object.hasOwn(days, name) || spans.length === 0 || !weekdays.some((weekday) => weekday === name))
        return new Expected(hoursExpected);
      days[name] = spansOf(spans);
    }
    const read = weeklyHours.safeParse(days);
    if (!read.success) return new Expected(`${hoursExpected} (${read.error.issues[0]!.message})`);
    return openDays(read.data);
  },
  write(value) {
    const open = Object.entries(openDays(value)).map(([name, spans]) => `${name} ${writeSpans(spans)}`);
    return open.length === 0 ? 'closed' : open.join('; ');
  },
};

const exceptionsExpected = 'days such as 2020-12-24 closed; 2020-12-23 10:00-12:00, each day once';

/** `2020-12-24 closed; 2020-12-23 10:00-12:00`, written by date. */
export const exceptions: Value<HoursException[]> = {
  read(given) {
    const found = new Map<string, DaysHours>();
    for (const part of parts(given)) {
      const [day = '', ...spans] = part.split(/\s+/);
      // A dated exception obeys the same rule as a weekday's hours.
      const read = weeklyHours.safeParse({ mon: spansOf(spans) });
      if (!read.success || spans.length === 0 || found.has(day) || parsePlainDate(day) === null)
        return new Expected(exceptionsExpected);
      found.set(day, read.data.mon!);
    }
    return byDate([...found].map(([day, spans]) => ({ date: day, hours: spans })));
  },
  write: (value) =>
    byDate(value)
      .map((one) => `${one.date} ${writeSpans(one.hours)}`)
      .join('; '),
};

function parts(given: string): string[] {
  return given.trim() === '' ? [] : given.split(';').map((part) => part.trim());
}

function spansOf(words: string[]): string[][] {
  return words.length === 1 && words[0] === 'closed' ? [] : words.map((word) => word.split('-'));
}

function writeSpans(spans: DaysHours): string {
  return spans.length === 0 ? 'closed' : spans.map(([from, to]) => `${from}-${to}`).join(' ');
}

/** Monday first, closed days left out. */
function openDays(value: WeeklyHours): WeeklyHours {
  const open = weekdays.filter((weekday) => (value[weekday]?.length ?? 0) > 0);
  return Object.fromEntries(open.map((weekday): [Weekday, DaysHours] => [weekday, value[weekday]!]));
}

function byDate(value: readonly HoursException[]): HoursException[] {
  return value.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
