import { rule } from '../../../platform/rule/index.ts';
import type { Span } from '../hours.ts';

export const meetingHours = rule({
  id: 'meeting-hours',
  says:
    'Booked meetings lie between 09:00 and 16:00, never in the hour from 11:00, and begin on the hour or the half hour; a longer one ' +
    'takes half hours that follow on each other. Where the opening hours of a place are known, they bound the meetings there too.',
  source: 'MEET-1: CRM21 calendar_af (Arbetsförmedlingen, 2020)',
  // Minutes after midnight in Sweden.
  values: { '2019-01-01': { from: 540, to: 960, pause: { from: 660, to: 720 }, grid: 30 } },
});

export type MeetingHours = (typeof meetingHours.values)[string];

/** The stretches of a day in which meetings may lie, in order; `opening`: when the place is open, null when that is not known. */
export function meetingSpans({ from, to, pause }: MeetingHours, opening: readonly Span[] | null): Span[] {
  const whole = [
    { from, to: pause.from },
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
