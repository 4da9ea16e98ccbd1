import { addDays, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const attendancePlace = rule<OfferingValues>({
  id: 'attendance-place',
  says:
    'An officer attends at a place only on days when the register says that booked meetings are offered there. ' +
    'A service office handles no cases of ours; a room of ours in one is a cooperation place.',
  source:
    'Publikt 2019-07-02: tasks at the service offices (general information, guiding, documents); Arbetsförmedlingen 2020-10-23: rented rooms at a municipality or service office ' +
    'are cooperation places',
  values: { '2019-01-01': { service: 'booked-meeting', notAt: ['service_office'] } },
});

/** By which service a place offers booked meetings, and at which kinds of presence it does not count. */
export interface OfferingValues {
  service: string;
  notAt: readonly string[];
}

/** A presence at the place: days that both count, null = no end; and what it offers. */
export interface OfferedPeriod {
  validFrom: string;
  validTo: string | null;
  services: readonly string[];
  kind: string;
}

/** The first day of a weekday (1 = Monday) in a period on which no presence at the place offers the service; null when there is none. */
export function firstDayNotOffered(
  presences: readonly OfferedPeriod[],
  { service, notAt }: OfferingValues,
  { from, to, on }: { from: PlainDate; to: PlainDate | null; on: number },
): PlainDate | null {
  const offering = presences.filter(({ services, kind }) => services.includes(service) && !notAt.includes(kind));
  let day = nextWeekday(from, on);
  while (to === null || day <= to) {
    const there = offering.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo));
    if (there.length === 0) return day;
    const ends = there.map(({ validTo }) => validTo);
    if (ends.includes(null)) return null;
    const last = ends.reduce((a, b) => (a! > b! ? a : b)) as PlainDate;
    day = nextWeekday(addDays(last, 1), on);
  }
  return null;
}

/** The first day of that weekday on or after a day. */
function nextWeekday(from: PlainDate, on: number): PlainDate {
  return addDays(from, (on - weekday(from) + 7) % 7);
}
