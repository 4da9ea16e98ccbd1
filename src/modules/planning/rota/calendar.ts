/** The weeks of a rota's period: which weekdays are promised, and who of its officers is not there. */
import { addDays, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import { type DaysThere, isClosedDay } from '../../meetings/index.ts';
import type { RotaPeriod } from '../store/rotas.ts';
import type { RotaOfficer, Sitting } from './problem.ts';
import { type Absent, partsOf, type PlannedWeeks, type Span, type Week, type Whole } from './weeks.ts';

interface Calendar {
  /** As they are in the usual week: a weekday on which someone is there in no week of the period is none of theirs. */
  officers: RotaOfficer[];
  /** Those in which someone is not there. */
  weeks: Week[];
}

/** `follows`: the rota that is taken over from; what it had planned for single weeks is to change as little as can be. */
export function calendarOf(
  officers: readonly RotaOfficer[],
  period: RotaPeriod,
  there: DaysThere,
  follows: Whole | null,
): Calendar {
  const weeks = weeksOf(period, there.knownTo).map(({ from, to, dates }) => ({
    from,
    to,
    // Of the week that stands for all that follow, no single day counts as a holiday.
    weekdays: dates.filter((on) => from > there.knownTo || !isClosedDay(on)).map(weekday),
    all: dates.map(weekday),
    absent: officers.flatMap(({ id, weekdays }): Absent[] =>
      dates
        .filter((on) => weekdays.includes(weekday(on)) && !there.isThere(id, on))
        .map((on) => ({ officerId: id, weekday: weekday(on) })),
    ),
    before: follows === null ? [] : plannedBefore(follows, { from, to }),
  }));
  const isAway = (absent: readonly Absent[], officerId: string, day: number): boolean =>
    absent.some((one) => one.officerId === officerId && one.weekday === day);
  const usual = officers.map((one): RotaOfficer => ({
    ...one,
    weekdays: one.weekdays.filter((day) => {
      const own = weeks.filter(({ all }) => all.includes(day));
      return own.length === 0 || own.some(({ absent }) => !isAway(absent, one.id, day));
    }),
  }));
  const theirs = new Map(usual.map(({ id, weekdays }) => [id, weekdays]));
  return {
    officers: usual,
    weeks: weeks
      .map(({ from, to, weekdays, absent, before }) => ({
        from,
        to,
        weekdays,
        absent: absent.filter((one) => theirs.get(one.officerId)!.includes(one.weekday)),
        before,
      }))
      .filter(({ absent }) => absent.length > 0),
  };
}

/** Every week with its days, until nothing more is known; one week then stands for all that follow. */
function weeksOf({ validFrom, validTo }: RotaPeriod, knownTo: PlainDate): (Span & { dates: PlainDate[] })[] {
  const weeks: ReturnType<typeof weeksOf> = [];
  const earlier = (on: PlainDate): PlainDate => (validTo !== null && validTo < on ? validTo : on);
  for (let from = validFrom; validTo === null || from <= validTo;) {
    const stands = from > knownTo;
    const last = earlier(addDays(from, stands ? 6 : 7 - weekday(from)));
    const dates: PlainDate[] = [];
    for (let on = from; on <= last; on = addDays(on, 1)) dates.push(on);
    weeks.push({ from, to: stands ? validTo : last, dates });
    if (stands) break;
    from = addDays(last, 1);
  }
  return weeks;
}

/** What another rota had planned for a week by itself; [] when it was as usual. */
function plannedBefore(rota: Whole, { from }: Span): Sitting[] {
  const isThat = (weeks: PlannedWeeks): boolean =>
    weeks.spans.some((span) => span.from <= from && (span.to === null || from <= span.to));
  if (!rota.weeks.some(isThat)) return [];
  return partsOf(rota).find((part) => part.from <= from && (part.to === null || from <= part.to))!.sittings;
}
