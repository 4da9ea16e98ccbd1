/** What an officer offers on a day: where, from when and until when. Pure: what is known of the officer comes in, stretches come out. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { weekday } from '../../../platform/clock/index.ts';
import type { DaysHours, WeeklyHours } from '../../network/index.ts';
import { type Span, spansOf, weekdayHours, without } from '../hours.ts';

/** First and last day; null = no such bound. */
export interface Period {
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
}

/** What is known of an officer's time. */
export interface OfficerTime {
  homePlaceId: Uuid | null;
  employed: Period;
  patterns: readonly (Period & { weekly: WeeklyHours })[];
  /** Days that differ from the pattern. */
  days: ReadonlyMap<PlainDate, DaysHours>;
  /** `weekday` 1 = Monday … 7 = Sunday; `from` and `to` in minutes after midnight. */
  attendance: readonly (Period & Span & { weekday: number; placeId: Uuid })[];
}

/** In minutes after midnight in Sweden; `placeId` null: at no place where people are met. */
export interface Stretch extends Span {
  placeId: Uuid | null;
}

/** Whole minutes of travel from place to place; null when they are not known. */
export type TravelMinutes = (from: Uuid, to: Uuid) => number | null;

const within = ({ validFrom, validTo }: Period, date: PlainDate): boolean =>
  (validFrom === null || validFrom <= date) && (validTo === null || date <= validTo);

/**
 * A dated day stands before the weekly pattern, and the pattern does not hold on a public holiday. At other places than home the
 * officer is as the attendance says. The day begins and ends at home: at another place the officer is no sooner than a journey after
 * the day's first hour or the place before, and no later than a journey before its last; what is left at home is what lies before
 * the journeys there and after those back. A place to which no travel time is known is not offered.
 */
export function officerDay(of: OfficerTime, date: PlainDate, isHoliday: boolean, travel: TravelMinutes): Stretch[] {
  const spans = spansOf(hoursOf(of, date, isHoliday));
  if (spans.length === 0) return [];
  const home = of.homePlaceId;
  const day = weekday(date);
  const elsewhere = of.attendance.filter((one) => one.weekday === day && one.placeId !== home && within(one, date));
  if (elsewhere.length === 0) return spans.map((span) => ({ placeId: home, ...span }));
  const planned = elsewhere
    .toSorted((a, b) => a.from - b.from)
    .flatMap(({ placeId, from, to }) => both(spans, [{ from, to }]).map((span) => ({ placeId, ...span })));
  // Who has no home place begins and ends the day wherever they are.
  const journey = (a: Uuid | null, b: Uuid | null): number | null => (a === b || a === null || b === null ? 0 : travel(a, b));
  const away = reached(planned, { from: spans[0]!.from, to: spans.at(-1)!.to }, home, journey);
  const out = away.map(({ placeId, from, to }) => ({ from: from - journey(home, placeId)!, to: to + journey(placeId, home)! }));
  const atHome = both(without(spans, elsewhere), without([{ from: 0, to: 1440 }], out)).map((span) => ({
    placeId: home,
    ...span,
  }));
  return [...away, ...atHome].toSorted((a, b) => a.from - b.from);
}

function hoursOf(of: OfficerTime, date: PlainDate, isHoliday: boolean): DaysHours {
  if (!within(of.employed, date)) return [];
  const dated = of.days.get(date);
  if (dated !== undefined) return dated;
  const pattern = isHoliday ? undefined : of.patterns.find((one) => within(one, date));
  return pattern === undefined ? [] : weekdayHours(pattern.weekly, date);
}

/** When the officer can be at the other places, going from one to the next: what cannot be reached in time is left out. */
function reached(
  planned: readonly (Stretch & { placeId: Uuid })[],
  day: Span,
  home: Uuid | null,
  journey: (a: Uuid | null, b: Uuid | null) => number | null,
): (Stretch & { placeId: Uuid })[] {
  const found: (Stretch & { placeId: Uuid })[] = [];
  for (const one of planned) {
    const before = found.at(-1) ?? { placeId: home, to: day.from };
    const [there, back] = [journey(before.placeId, one.placeId), journey(one.placeId, home)];
    if (there === null || back === null || journey(home, one.placeId) === null) continue;
    const from = Math.max(one.from, before.to + there);
    const to = Math.min(one.to, day.to - back);
    if (from < to) found.push({ placeId: one.placeId, from, to });
  }
  return found;
}

/** What lies in one of these spans and in one of those. */
function both(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => from < to),
  );
}
