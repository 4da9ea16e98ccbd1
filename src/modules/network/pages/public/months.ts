/** The months of the time line. */
import { plainDate, type PlainDate } from '../../../../platform/clock/index.ts';
import type { Database } from '../../../../platform/db/index.ts';
import { type Rule, valueOn } from '../../../../platform/rule/index.ts';
import type { PresenceKind } from '../../kinds.ts';
import { monthlyStates, type MonthCounts } from '../../store/summary.ts';

/** So many months can still be told apart on a phone and read as a table. */
const monthsShown = 36;

/** Months since the year 0. */
const monthOf = (day: PlainDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const firstOf = (month: number): PlainDate =>
  plainDate(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`);

/**
 * The first of each month in which `from`..`to` lies, from its first whole month on, and `to` itself. Where they are more
 * than fit, those around `on` (or nearest to it).
 */
export function monthDays(from: PlainDate, to: PlainDate, on: PlainDate): PlainDate[] {
  const earliest = monthOf(from) + (from.endsWith('-01') ? 0 : 1);
  const latest = monthOf(to);
  const around = Math.min(monthOf(on) - monthsShown / 2, latest - monthsShown + 1);
  const begin = Math.max(earliest, around);
  const end = Math.min(latest, begin + monthsShown - 1);
  const days: PlainDate[] = [];
  for (let month = begin; month <= end; month += 1) days.push(firstOf(month));
  return end === latest && days.at(-1) !== to ? [...days, to] : days;
}

/** How many municipalities are in each state on each of `days` (as monthDays gives them), each by the rule's value on that day. */
export async function statesOnDays(
  db: Database,
  days: readonly PlainDate[],
  precedence: Rule<readonly PresenceKind[]>,
): Promise<MonthCounts[]> {
  const sameValue = [...Map.groupBy(days, (day) => valueOn(precedence, day))];
  const counted = await Promise.all(
    sameValue.map(async ([value, within]) => {
      const all = await monthlyStates(db, within[0]!, within.at(-1)!, value);
      return all.filter((one) => within.includes(one.on as PlainDate));
    }),
  );
  return counted.flat().toSorted((a, b) => a.on.localeCompare(b.on));
}
