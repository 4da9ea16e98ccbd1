/** Opening hours as they stand in an address of the map: `2.09:00.15:00_4.09:00.15:00` is Tuesday and Thursday, nine to three. Pure. */
import { type WeeklyHours, weeklyHours, weekdays } from '../../network/index.ts';

export function hoursText(hours: WeeklyHours | null): string {
  if (hours === null) return '';
  return weekdays.flatMap((day, at) => (hours[day] ?? []).map(([opens, closes]) => `${at + 1}.${opens}.${closes}`)).join('_');
}

/** Null for what are no hours; a day in it is open from one time to a later one. */
export function readHours(text: string): WeeklyHours | null {
  const hours: Partial<Record<(typeof weekdays)[number], [string, string][]>> = {};
  for (const part of text === '' ? [] : text.split('_')) {
    const [number = '', opens = '', closes = ''] = part.split('.');
    const day = weekdays[Number(number) - 1];
    if (day === undefined) return null;
    (hours[day] ??= []).push([opens, closes]);
  }
  const read = weeklyHours.safeParse(hours);
  return read.success && Object.keys(read.data).length > 0 ? read.data : null;
}
