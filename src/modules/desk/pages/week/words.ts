/** The words of a week. */
import { addDays, daysBetween, type PlainDate, plainDate, weekday } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { useText } from '../../../../ui/index.ts';

export function useWeekText(): Translate {
  const t = useText();
  return (key, params) => t(`desk:staffWeek.${key}`, params);
}

/** '09.30' of minutes of the day, as Swedes write a time. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`;

/** The number of the week that begins on this Monday (ISO 8601: the week of the year's first Thursday is the first). */
export function weekNumber(monday: PlainDate): number {
  const thursday = addDays(monday, 3);
  return Math.floor(daysBetween(plainDate(`${thursday.slice(0, 4)}-01-01`), thursday) / 7) + 1;
}

export const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));
