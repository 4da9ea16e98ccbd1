/** Reads what planners type: forgiving in form, never in meaning. What cannot be read is handed on for the command to refuse. */
import { valueOf, type Values } from '../../../../ui/index.ts';
import { type DaysHours, type Weekday, weekdays, type WeeklyHours } from '../../../network/index.ts';

/** null when nothing is typed. */
export function typedOrNull(values: Values, name: string): string | null {
  const text = valueOf(values, name).trim();
  return text === '' ? null : text;
}

/** null when nothing is typed; what is no whole number is handed on. */
export function typedNumber(values: Values, name: string): number | string | null {
  const text = valueOf(values, name).trim();
  return text === '' ? null : /^\d{1,6}$/.test(text) ? Number(text) : text;
}

/** Codes apart from each other by commas or spaces. */
export function typedCodes(values: Values, name: string): string[] {
  return valueOf(values, name)
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((one) => one !== '');
}

/** Hours of a week as a line of text for each weekday. */
export function typedWeek(values: Values): unknown {
  const typed = weekdays.map((day): [Weekday, string] => [day, valueOf(values, `weekly.${day}`).trim()]);
  return Object.fromEntries(typed.filter(([, text]) => text !== '').map(([day, text]) => [day, typedSpans(text)]));
}

/** `8-16`, `8.00–16.30` and `08:00-16:30` are hours; what is none is handed on. */
export function typedSpans(text: string): string[][] {
  const spans = text
    .trim()
    .replaceAll(/\s*[-–—]\s*/g, '-')
    .split(/[\s,;]+/);
  return spans.filter((span) => span !== '').map((span) => span.split('-').map(typedTime));
}

/** `8`, `8.30` and `08:30` are times; what is none is handed on. */
export function typedTime(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? [];
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
}

/** Hours as they are typed and read: `08:00–12:00, 13:00–16:30`. */
export function spansAsTyped(hours: DaysHours): string {
  return hours.map(([from, to]) => `${from}–${to}`).join(', ');
}

export function weekAsTyped(weekly: WeeklyHours): Values {
  return Object.fromEntries(weekdays.map((day) => [`weekly.${day}`, [spansAsTyped(weekly[day] ?? [])]]));
}
