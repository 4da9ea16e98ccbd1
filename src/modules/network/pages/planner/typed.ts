/** Reads what people type: forgiving in form, never in meaning. What cannot be read is handed on for the command to refuse. */
import { valueOf, type Values } from '../../../../ui/index.ts';
import { type HoursException, type Weekday, weekdays, type WeeklyHours } from '../../kinds.ts';

/** A day, or null when nothing is typed. */
export function typedDay(values: Values, name: string): string | null {
  const text = valueOf(values, name).trim();
  return text === '' ? null : text;
}

/** A number with a point or a comma; undefined when it is none. */
export function typedNumber(values: Values, name: string): number | undefined {
  const text = valueOf(values, name).trim().replace(',', '.');
  return /^-?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : undefined;
}

/** Hours as seven lines of text; null when they are said not to be known. */
export function typedHours(values: Values): unknown {
  if (valueOf(values, 'hoursUnknown') === 'yes') return null;
  const typed = weekdays.map((day): [Weekday, string] => [day, valueOf(values, `hours.${day}`)]);
  return Object.fromEntries(typed.filter(([, text]) => text.trim() !== '').map(([day, text]) => [day, spansOf(text)]));
}

/** One line per day: `2020-12-24 closed`, `2020-12-23 10:00-12:00`. */
export function typedExceptions(values: Values): unknown {
  const lines = valueOf(values, 'exceptions')
    .split(/[\r\n;]+/)
    .map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [date = '', ...rest] = line.split(/\s+/);
      const said = rest.join(' ');
      return { date, hours: /^(closed|stängt)$/i.test(said) ? [] : said === '' ? null : spansOf(said) };
    });
}

/** `10-16`, `10.00–16.00` and `10:00-16:00` are the same hours. */
function spansOf(text: string): string[][] {
  const spans = text
    .trim()
    .replaceAll(/\s*[-–—]\s*/g, '-')
    .split(/[\s,]+/);
  return spans.filter((span) => span !== '').map((span) => span.split('-').map(timeOf));
}

function timeOf(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
}

/** Hours as they are typed: one field a day. */
export function hoursAsTyped(hours: WeeklyHours | null): Values {
  if (hours === null) return { hoursUnknown: ['yes'] };
  return Object.fromEntries(
    weekdays.map((day) => [`hours.${day}`, [(hours[day] ?? []).map((span) => span.join('-')).join(' ')]]),
  );
}

/** Exceptions as they are typed: one line each. */
export function exceptionsAsTyped(exceptions: readonly HoursException[]): string {
  return exceptions.map(({ date, hours }) => `${date} ${hours.map((span) => span.join('-')).join(' ') || 'closed'}`).join('\n');
}
