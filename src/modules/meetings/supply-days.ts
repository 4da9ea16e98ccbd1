/** Officers' days as planners see them: when they work, where they are, how long they travel, and what is taken. */
import { addDays, type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { midnight } from './change-officer-supply.ts';
import { minutesOf, type Span, spansOf, without, workingHours } from './hours.ts';
import { timeOfOfficer } from './kept-meetings.ts';
import type { Meetings } from './meetings.ts';
import { officerDay, type Stretch } from './picture/officer-day.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import type { Officer } from './store/officers.ts';
import { takenWithin, type Taken } from './store/taken.ts';
import { listAttendance, listPatterns, listWorkingDays } from './store/timetable.ts';
import { travelBetween } from './travel-between.ts';

export interface OfficersDay {
  date: PlainDate;
  holiday: boolean;
  /** When the officer works, wherever that is. */
  worked: Span[];
  /** Where the officer can be met, in order of time. */
  stretches: Stretch[];
  /** Worked time that is spent on the way. */
  travel: Span[];
  taken: TakenSpan[];
  /** What is said of a day that differs from the pattern. */
  note: string | null;
}

export interface TakenSpan extends Span {
  why: Taken['why'];
}

/** So many days of each officer from a day on. */
export async function daysOfOfficers(
  { house, register }: Meetings,
  officers: readonly Officer[],
  from: PlainDate,
  count: number,
): Promise<Map<Uuid, OfficersDay[]>> {
  const of = { officerIds: officers.map(({ id }) => id), since: from };
  const patterns = Map.groupBy(await listPatterns(house.db, of), ({ officerId }) => officerId);
  const days = Map.groupBy(await listWorkingDays(house.db, of), ({ officerId }) => officerId);
  const attendance = Map.groupBy(await listAttendance(house.db, of), ({ officerId }) => officerId);
  const period = { start: midnight(from), end: midnight(addDays(from, count)) };
  const taken = Map.groupBy(await takenWithin(house.db, of.officerIds, period, house.clock.now()), (one) => one.resourceId);
  const travel = travelBetween(register.current());
  const dates = Array.from({ length: count }, (_, index) => addDays(from, index));
  return new Map(
    officers.map((officer) => {
      const timetable = {
        patterns: patterns.get(officer.id) ?? [],
        days: days.get(officer.id) ?? [],
        attendance: attendance.get(officer.id) ?? [],
      };
      const time = timeOfOfficer(officer, timetable);
      const made = dates.map((date): OfficersDay => {
        const dated = timetable.days.find((one) => one.on === date);
        const holiday = isClosedDay(date);
        const worked = holiday && dated === undefined ? [] : spansOf(workingHours(officer, timetable, date));
        const stretches = officerDay(time, date, holiday, travel);
        return {
          date,
          holiday,
          worked,
          stretches,
          travel: stretches.some(({ placeId }) => placeId !== officer.homePlaceId) ? without(worked, stretches) : [],
          taken: takenOn(date, taken.get(officer.id) ?? []),
          note: dated?.note ?? null,
        };
      });
      return [officer.id, made];
    }),
  );
}

/** What is taken on a day, in minutes after midnight. */
export function takenOn(date: PlainDate, taken: readonly Taken[]): TakenSpan[] {
  const minutes = (at: Instant): number => {
    const local = localTime(at);
    return local.date < date ? 0 : local.date > date ? 1440 : minutesOf(local.time);
  };
  return taken
    .map(({ start, end, why }) => ({ from: minutes(start), to: minutes(end), why }))
    .filter(({ from, to }) => from < to);
}
