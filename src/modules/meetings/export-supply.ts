/** Officers' time as rows of the file that can be read in again. */
import { type DaysHours, type Register, weekdays } from '../network/index.ts';
import { timeOf } from './hours.ts';
import type { Officer } from './store/officers.ts';
import type { Timetable } from './store/timetable.ts';

export interface ExportedRow {
  officer_id: string;
  officer: string;
  kind: 'hours' | 'day' | 'place';
  from: string;
  to: string;
  weekday: string;
  hours: string;
  place_code: string;
  note: string;
}

/** A row for each weekday of each pattern, each day that differs and each stay; a week without hours is one row without a weekday. */
export function exportedRows(register: Register, officer: Officer, { patterns, days, attendance }: Timetable): ExportedRow[] {
  const codes = new Map<string, string>(register.places.map(({ place }) => [place.id, place.code]));
  const base = { officer_id: officer.id, officer: officer.name, to: '', weekday: '', hours: '', place_code: '', note: '' };
  const text = (hours: DaysHours): string => hours.map((span) => span.join('-')).join(' ');
  return [
    ...patterns.flatMap(({ validFrom, validTo, weekly }): ExportedRow[] => {
      const row = { ...base, kind: 'hours' as const, from: validFrom, to: validTo ?? '' };
      const worked = weekdays.filter((day) => (weekly[day] ?? []).length > 0);
      return worked.length === 0 ? [row] : worked.map((day) => ({ ...row, weekday: day, hours: text(weekly[day]!) }));
    }),
    ...attendance.map((one): ExportedRow => ({
      ...base,
      kind: 'place',
      from: one.validFrom,
      to: one.validTo ?? '',
      weekday: weekdays[one.weekday - 1]!,
      hours: one.from === 0 && one.to === 1440 ? '' : `${timeOf(one.from)}-${timeOf(one.to)}`,
      place_code: codes.get(one.placeId) ?? '',
    })),
    ...days.map(({ on, hours, note }): ExportedRow => ({ ...base, kind: 'day', from: on, to: on, hours: text(hours), note })),
  ];
}
