import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import { isPublicHoliday } from '../../cases/index.ts';
import type { Span } from '../hours.ts';

export const meetingHours = rule<MeetingHours>({
  id: 'meeting-hours',
  says:
    'Booked meetings lie between 09:00 and 16:00, never in the hour from 11:00, and begin on the hour or the half hour; a longer one ' +
    'takes half hours that follow on each other. On a day before a public holiday they end at `toBeforeHoliday`; null: nothing says that ' +
    'they end earlier, and none is made up. Where the opening hours of a place are known, those of a day too, they bound the meetings there ' +
    'further, and never widen them.',
  source:
    'Arbetsförmedlingen’s own program, 2020-2021 (github vertelab/odoo-af, calendar_af); toBeforeHoliday: setting, no source gives a value',
  // Minutes after midnight in Sweden.
  values: { '2019-01-01': { from: 540, to: 960, pause: { from: 660, to: 720 }, grid: 30, toBeforeHoliday: null } },
});

/** Minutes after midnight in Sweden; `grid`: meetings begin so many minutes apart. */
export interface MeetingHours extends Span {
  pause: Span;
  grid: number;
  toBeforeHoliday: number | null;
}

/** The hours, as they are on a day before a public holiday or on another. */
export function boundedBy(hours: MeetingHours, isBeforeHoliday: boolean): MeetingHours {
  const { to, toBeforeHoliday } = hours;
  return isBeforeHoliday && toBeforeHoliday !== null ? { ...hours, to: Math.min(to, toBeforeHoliday) } : hours;
}

/** The hours of meetings on a day; whether there are any that day is the rule meeting-days'. */
export function meetingHoursOn(date: PlainDate): MeetingHours {
  return boundedBy(valueOn(meetingHours, date), isPublicHoliday(addDays(date, 1)));
}

/** The stretches of a day in which meetings may lie, in order; `opening`: when the place is open, null when that is not known. */
export function meetingSpans({ from, to, pause }: MeetingHours, opening: readonly Span[] | null): Span[] {
  const whole = [
    { from, to: Math.min(pause.from, to) },
    { from: pause.to, to },
  ];
  const open = opening ?? whole;
  return whole.flatMap((one) =>
    open
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter((both) => both.from < both.to),
  );
}

/** Whether a meeting of so many minutes may begin at a minute of the day. */
export function mayLie(hours: MeetingHours, opening: readonly Span[] | null, from: number, minutes: number): boolean {
  return from % hours.grid === 0 && meetingSpans(hours, opening).some((span) => span.from <= from && from + minutes <= span.to);
}
