import { type PlainDate, type TimeOfDay, weekday } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { type DaysHours, type HoursException, type WeeklyHours, weekdays } from '../kinds.ts';

export const openingHours = rule({
  id: 'opening-hours',
  says:
    'A dated exception stands before the weekly pattern; a weekday that the pattern leaves out is closed; ' +
    'hours that are not in the register are unknown, never guessed.',
  source: 'FvL 2017:900 §7: an authority says when and how it can be reached',
  values: { '2018-07-01': true },
});

/** The hours of a day: spans in order, [] when closed, null when not known. */
export function hoursOn(date: PlainDate, weekly: WeeklyHours | null, exceptions: readonly HoursException[]): DaysHours | null {
  const exception = exceptions.find((one) => one.date === date);
  if (exception !== undefined) return exception.hours;
  return weekly === null ? null : (weekly[weekdays[weekday(date) - 1]!] ?? []);
}

export type OpenState =
  | { state: 'unknown' }
  | { state: 'closed' }
  | { state: 'open'; until: string }
  | { state: 'opens'; at: string }
  | { state: 'closed-for-today' };

/** Open now, opens later today, closed for today or closed all day. The closing minute itself is closed. */
export function openAt(time: TimeOfDay, hours: DaysHours | null): OpenState {
  if (hours === null) return { state: 'unknown' };
  if (hours.length === 0) return { state: 'closed' };
  for (const [from, to] of hours) {
    if (time < from) return { state: 'opens', at: from };
    if (time < to) return { state: 'open', until: to };
  }
  return { state: 'closed-for-today' };
}

export type OfficeState = 'open' | 'closed' | 'not-known';

/**
 * Of a municipality's offices on a day, by their hours: open when one of them is, closed when all of them are; where there is none,
 * or the hours of one that could be open are not in the register, it is not known.
 */
export function officeStateOf(offices: readonly (DaysHours | null)[]): OfficeState {
  if (offices.some((hours) => hours !== null && hours.length > 0)) return 'open';
  return offices.length > 0 && offices.every((hours) => hours !== null) ? 'closed' : 'not-known';
}
