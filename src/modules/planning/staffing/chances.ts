/** What happens to people in one run, whatever the policy: the same seed gives every policy the same people (common random numbers). */
import type { Chance } from '../../desk/index.ts';
import type { Assumptions } from './assumptions.ts';
import type { Day } from './days.ts';

const daysOfMonth = 365.25 / 12;

/** People and meetings that come to a place on a day. Numbers drawn are evenly in (0, 1), two for each meeting. */
export interface Coming {
  firsts: number;
  others: number;
}

export interface People {
  /** Draws the next day: who comes to each place. The same object each time. */
  draw(): readonly Coming[];
  /** Registered at the end of the day. */
  registered(): number;
  /** Among those whose next meeting falls due: the share who are still in their first months, so many days. */
  recent(days: number): number;
  chance: Chance;
}

/**
 * Registrations of a day are Poisson; who is registered leaves at an even rate, as the share of a month says. Planning meetings after the first fall
 * due every `renewMonths` for those registered for half as long and more: over people of every age that is as many as at each full period.
 */
export function peopleOf(given: Assumptions, days: readonly Day[], chance: Chance): People {
  const leaving = -Math.log(1 - given.leaving) / daysOfMonth;
  const half = Math.round((given.renewMonths * daysOfMonth) / 2);
  const since = newcomers(leaving, days[0]!.registrations);
  const coming: Coming[] = given.teams.map(() => ({ firsts: 0, others: 0 }));
  const registeredPerDay: number[] = [];
  let registered = given.registered;
  let next = 0;
  return {
    chance,
    registered: () => registered,
    recent(length) {
      const due = Math.max(1e-9, registered - since(registeredPerDay, half));
      return Math.min(1, Math.max(0, since(registeredPerDay, length) - since(registeredPerDay, half)) / due);
    },
    draw() {
      const day = days[next]!;
      next += 1;
      let all = 0;
      const rate = Math.max(0, registered - since(registeredPerDay, half)) / (given.renewMonths * daysOfMonth);
      for (const [index, { share }] of given.teams.entries()) {
        const came = manyOf(chance, day.registrations * share);
        all += came;
        coming[index]!.firsts = came;
        coming[index]!.others = manyOf(chance, rate * share);
      }
      registered = Math.max(0, registered + all - manyOf(chance, registered * leaving));
      registeredPerDay.push(all);
      return coming;
    },
  };
}

/** How many of those registered came in the last so many days, who came before the first day as evenly as on it. */
function newcomers(leaving: number, perDay: number): (came: readonly number[], days: number) => number {
  const known = new Map<number, { sum: number; days: number }>();
  const stays = Math.exp(-leaving);
  return (came, days) => {
    if (days <= 0) return 0;
    const kept = known.get(days) ?? { sum: (perDay * (1 - stays ** days)) / leaving, days: 0 };
    for (; kept.days < came.length; kept.days += 1) {
      const gone = kept.days >= days ? came[kept.days - days]! : perDay;
      kept.sum = kept.sum * stays + came[kept.days]! - gone * stays ** days;
    }
    known.set(days, kept);
    return kept.sum;
  };
}

/** Poisson; the normal from a thousand on, whose error there is far below the chance itself. */
function manyOf(chance: Chance, mean: number): number {
  if (mean < 1000) return chance.poisson(mean);
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.normal()));
}
