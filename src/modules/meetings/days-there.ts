/** On which days officers are there at all: for whoever plans whole days ahead. */
import { type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { midnight } from './change-officer-supply.ts';
import { minutesOf, type Span, spansOf, workingHours } from './hours.ts';
import { type Absence, absencesOf } from './store/absence.ts';
import { allOfficers } from './store/officers.ts';
import { listPatterns, listWorkingDays } from './store/timetable.ts';

export interface DaysThere {
  /**
   * The officer works that day, by a dated day or the pattern, and is not away for any of those hours: a whole day can be planned. Holidays
   * are no absence here. From `since` on.
   */
  isThere(officerId: string, on: PlainDate): boolean;
  /** Nothing is known of any later day by itself: every week after it is like the next. */
  knownTo: PlainDate;
}

export async function daysThere(db: Database, officerIds: readonly string[], since: PlainDate): Promise<DaysThere> {
  const of = { officerIds, since };
  const officers = new Map((await allOfficers(db, officerIds)).map((one) => [one.id as string, one]));
  const patterns = await listPatterns(db, of);
  const days = await listWorkingDays(db, of);
  const absences = (await absencesOf(db, officerIds, midnight(since))).map(localSpan);
  const own = new Map(
    officerIds.map((id) => [
      id,
      {
        timetable: { patterns: patterns.filter(isOf(id)), days: days.filter(isOf(id)) },
        absences: absences.filter(isOf(id)),
      },
    ]),
  );
  const dated = [
    ...patterns.flatMap(({ validFrom, validTo }) => [validFrom, validTo]),
    ...days.map(({ on }) => on),
    ...absences.map(({ end }) => end.date),
    ...[...officers.values()].flatMap(({ employedFrom, employedTo }) => [employedFrom, employedTo]),
  ];
  return {
    isThere(officerId, on) {
      const [officer, known] = [officers.get(officerId), own.get(officerId)];
      if (officer === undefined || known === undefined) return false;
      const hours = spansOf(workingHours(officer, known.timetable, on));
      return hours.length > 0 && !known.absences.some((away) => isWithin(away, on, hours));
    },
    knownTo: dated.reduce<PlainDate>((last, one) => (one !== null && one > last ? one : last), since),
  };
}

const isOf =
  (id: string) =>
  ({ officerId }: { officerId: Uuid }): boolean =>
    officerId === id;

interface Away {
  officerId: Uuid;
  start: ReturnType<typeof localTime>;
  end: ReturnType<typeof localTime>;
}

function localSpan({ resourceId, start, end }: Pick<Absence, 'resourceId'> & { start: Instant; end: Instant }): Away {
  return { officerId: resourceId, start: localTime(start), end: localTime(end) };
}

/** Whether someone who is away is so for any of a day's hours. */
function isWithin({ start, end }: Away, on: PlainDate, hours: readonly Span[]): boolean {
  if (on < start.date || on > end.date) return false;
  const from = on === start.date ? minutesOf(start.time) : 0;
  const to = on === end.date ? minutesOf(end.time) : 1440;
  return hours.some((one) => one.from < to && from < one.to);
}
