/** Officers needed at each place and in the remote team, from the same assumptions as the simulation. */
import type { Chance } from '../../desk/index.ts';
import type { Assumptions, Policy } from './assumptions.ts';
import { peopleOf } from './chances.ts';
import { daysOf } from './days.ts';
import { type MeetingGoal, type MeetingNeed, meetingNeed, type Working } from './officers-needed.ts';
import { minutesOf, onSiteShares } from './run.ts';

export interface TeamNeed {
  /** Null: the remote team. */
  name: string | null;
  /** First planning meetings, and others, that fall due in a week in the mean; and in the week with most. */
  firsts: number;
  others: number;
  mostFirsts: number;
  /** Null: no number of officers holds the goal. */
  need: MeetingNeed | null;
}

/** What is expected in place of what happens. */
const expected: Chance = { even: () => 0.5, exponential: () => 1, normal: () => 0, poisson: (mean) => mean };

interface Due {
  firsts: number[];
  others: number[];
}

/** Weeks that are not whole are left out. */
export function needsOf(given: Assumptions, policy: Policy, goal: MeetingGoal): TeamNeed[] {
  const days = daysOf(given, policy);
  const whole = Array.from({ length: days.at(-1)!.week + 1 }, (_, week) => week).filter(
    (week) => days.filter((day) => day.week === week).length === 7,
  );
  const zeros = (): number[] => whole.map(() => 0);
  const local = given.teams.map((): Due => ({ firsts: zeros(), others: zeros() }));
  const remote: Due = { firsts: zeros(), others: zeros() };
  const people = peopleOf(given, days, expected);
  const workingDays = zeros();
  for (const day of days) {
    const shares = onSiteShares(given, day, people.recent(day.remoteDays));
    const coming = people.draw();
    if (day.week < 0 || day.week >= whole.length) continue;
    if (day.isWorked) workingDays[day.week]! += 1;
    for (const [at, { firsts, others }] of coming.entries()) {
      const conversations = firsts * (1 - given.noConversation);
      local[at]!.firsts[day.week]! += conversations * shares.first;
      local[at]!.others[day.week]! += others * shares.other;
      remote.firsts[day.week]! += conversations * (1 - shares.first);
      remote.others[day.week]! += others * (1 - shares.other);
    }
  }
  // Calendar days for so many working days.
  const leadDays = Math.ceil((given.windows.first[0] * 7) / 5);
  const working: Working = { dayMinutes: given.dayMinutes, workingDays, absence: given.absence, leadDays };
  const needOf = (name: string | null, due: Due): TeamNeed => {
    const firstMinutes = minutesOf(given, 0, name !== null);
    const otherMinutes = minutesOf(given, 1, name !== null);
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return {
      name,
      firsts: mean(due.firsts),
      others: mean(due.others),
      mostFirsts: Math.max(0, ...due.firsts),
      need: meetingNeed({ ...due, firstMinutes, otherMinutes, missed: given.missed }, goal, working),
    };
  };
  return [needOf(null, remote), ...local.map((due, at) => needOf(given.teams[at]!.name, due))];
}
