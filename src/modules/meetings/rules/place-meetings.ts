import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { type DaysHours, hoursOn, type Presence } from '../../network/index.ts';
import { spansOf } from '../hours.ts';

export const placeMeetings = rule({
  id: 'place-meetings',
  says:
    'A meeting on site is held where and when the register says that booked meetings are offered; where opening hours are known, within ' +
    'them. What is booked and is no longer so is moved.',
  source:
    'network: service booked-meeting, opening hours and their exceptions; FvL 2017:900 §7 (when and how an authority can be reached)',
  values: { '2019-01-01': { service: 'booked-meeting' } },
});

/** Whether a place takes a meeting on a day, `from` to `to` in minutes after midnight. */
export function placeTakes(
  { service }: { service: string },
  presences: readonly Pick<Presence, 'validFrom' | 'validTo' | 'services' | 'hours' | 'exceptions'>[],
  { date, from, to }: { date: PlainDate; from: number; to: number },
): boolean {
  return presences.some(({ validFrom, validTo, services, hours, exceptions }) => {
    if (validFrom > date || (validTo !== null && validTo < date) || !services.some((one) => one === service)) return false;
    const open: DaysHours | null = hoursOn(date, hours, exceptions);
    return open === null || spansOf(open).some((span) => span.from <= from && to <= span.to);
  });
}
