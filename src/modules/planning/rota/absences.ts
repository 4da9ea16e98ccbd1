/** Days on which a rota says that someone sits somewhere who is not there: absences that it does not know of. */
import { addDays, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type DaysThere, daysThere, isClosedDay } from '../../meetings/index.ts';
import type { Rota } from '../store/rotas.ts';
import type { Sitting } from './problem.ts';
import { type Span, stretchesOf } from './weeks.ts';

/** Days of a weekday, as far as anything is known of them by themselves, and one after that which stands for the rest. */
export function daysAway(
  { from, to }: Span,
  { officerId, weekday: day }: Pick<Sitting, 'officerId' | 'weekday'>,
  there: DaysThere,
): PlainDate[] {
  const days: PlainDate[] = [];
  const last = addDays(from > there.knownTo ? from : there.knownTo, 7);
  for (let on = addDays(from, (day - weekday(from) + 7) % 7); on <= last && (to === null || on <= to); on = addDays(on, 7))
    if (!there.isThere(officerId, on)) days.push(on);
  return days;
}

/** A sitting that is not kept, and on which days. */
export interface Short extends Sitting {
  days: PlainDate[];
}

/** From a day on, until another rota takes over; the first first. A holiday lacks nobody. */
export async function shortOf(db: Database, rota: Rota, since: PlainDate): Promise<Short[]> {
  const first = since > rota.validFrom ? since : rota.validFrom;
  const stretches = stretchesOf(rota);
  const officerIds = [...new Set(stretches.map(({ officerId }) => officerId))];
  const there = await daysThere(db, officerIds, first);
  const isOurs = (on: PlainDate): boolean => !isClosedDay(on) && (rota.takenOverFrom === null || on < rota.takenOverFrom);
  return stretches
    .flatMap(({ from, to, ...sat }): Short[] => {
      const days = daysAway({ from: from > first ? from : first, to }, sat, there).filter(isOurs);
      return days.length === 0 ? [] : [{ ...sat, days }];
    })
    .toSorted((a, b) => (a.days[0]! < b.days[0]! ? -1 : 1));
}
