/** The days of a simulation, by the rules: which are worked, when a plan is due, how long meetings are remote first. */
import { addDays, addMonths, daysBetween, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { firstPlanBy, planDeadlines } from '../../cases/index.ts';
import { bookingWindow, isClosedDay, isWorkingDay, remoteFirst } from '../../meetings/index.ts';
import type { Assumptions, Policy } from './assumptions.ts';

/** Weeks before the first day in which the lines come to be as long as they are with the staff of the first day. */
export const warmUpWeeks = 13;

/** One day. Days are counted from the beginning of the warm-up, working days likewise. */
export interface Day {
  date: PlainDate;
  isWorked: boolean;
  /** Working days up to this one, itself counted: the next working day’s own number. */
  workedBy: number;
  /** Weeks from the first day that is reported; below 0 before it. */
  week: number;
  /** New registrations expected. */
  registrations: number;
  /** The last day for the plan of who registers on it. */
  planBy: number;
  /** Months for which the meetings of who registers on it are remote first, in days. */
  remoteDays: number;
  local: number;
  remote: number;
}

export const earliest = plainDate('2019-01-01');

/** How the rules are before the day from which the system has them: as on that day. */
export const knownFrom = (date: PlainDate): PlainDate => (date < earliest ? earliest : date);

export function daysOf(given: Assumptions, policy: Policy): Day[] {
  const first = addDays(given.from, -7 * warmUpWeeks);
  const end = addMonths(given.from, given.registrations.length);
  const count = daysBetween(first, end);
  const days: Day[] = [];
  let workedBy = 0;
  for (let at = 0; at < count; at += 1) {
    const date = addDays(first, at);
    const isWorked = isWorkingDay(valueOn(bookingWindow, knownFrom(date)), date, isClosedDay);
    if (isWorked) workedBy += 1;
    const staff =
      policy === 'staff-kept' ? given.staff[0]! : (given.staff.findLast(({ from }) => from <= date) ?? given.staff[0]!);
    days.push({
      date,
      isWorked,
      workedBy,
      week: Math.floor((at - 7 * warmUpWeeks) / 7),
      registrations: registrationsOn(given, date),
      planBy: at + daysBetween(date, firstPlanBy(date, valueOn(planDeadlines, knownFrom(date)))),
      remoteDays: daysBetween(date, addMonths(date, remoteMonths(policy, date))),
      local: staff.local,
      remote: staff.remote,
    });
  }
  return days;
}

/** A month’s registrations lie evenly on its days; the warm-up has those of the first month. */
function registrationsOn({ from, registrations }: Assumptions, date: PlainDate): number {
  const monthOf = (one: PlainDate): number => 12 * Number(one.slice(0, 4)) + Number(one.slice(5, 7));
  const known = Math.max(0, monthOf(date) - monthOf(from));
  const begins = addMonths(from, known);
  return registrations[known]! / daysBetween(begins, addMonths(begins, 1));
}

function remoteMonths(policy: Policy, date: PlainDate): number {
  if (policy === 'remote-never') return 0;
  if (policy === 'remote-always') return Math.max(...Object.values(remoteFirst.values).map(({ months }) => months));
  return valueOn(remoteFirst, knownFrom(date)).months;
}

/** The number of the `count`th working day after a day; 0: the day itself, or the first worked one after it (rule booking-window). */
export function workingDay({ workedBy, isWorked }: Pick<Day, 'workedBy' | 'isWorked'>, count: number): number {
  return count === 0 && isWorked ? workedBy - 1 : workedBy + Math.max(0, count - 1);
}
