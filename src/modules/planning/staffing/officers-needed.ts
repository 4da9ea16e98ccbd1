/** How many officers a place or a remote team needs. Pure: what is not known is asked for, nothing is assumed in silence. */
import { erlangC } from '../../desk/index.ts';

export interface DropIn {
  /** Visitors in so many minutes, and the minutes of one visit with what is around it. */
  visitors: number;
  interval: number;
  minutes: number;
  /** This share is to be called within so many minutes. */
  goal: { share: number; minutes: number };
  /** The most of the officers' time that may be used; 1: no limit but that the line does not grow. */
  mostOccupied: number;
  /** The share of those employed who are not at a counter: absence, breaks, other work. */
  shrinkage: number;
}

export interface DropInNeed {
  /** At counters at the same time. */
  open: number;
  /** Employed for it: open / (1 − shrinkage), rounded up. */
  officers: number;
  /** Share called within the goal, share of time used, share who wait at all. */
  level: number;
  occupancy: number;
  waits: number;
}

/**
 * The fewest counters with which the goal is reached and no more time is used than may be, by Erlang C (A. K. Erlang 1917; desk's function):
 * visitors come evenly at random, visits vary as an exponential, nobody leaves. Null: more than `most` would be needed, or all are away.
 */
export function dropInNeed(demand: DropIn, most = 100_000): DropInNeed | null {
  const { visitors, interval, minutes, goal, mostOccupied, shrinkage } = demand;
  if (shrinkage >= 1 || mostOccupied <= 0) return null;
  const load = { arrivals: visitors / interval, service: minutes };
  const least = Math.max(1, Math.ceil((load.arrivals * minutes) / mostOccupied - 1e-9));
  for (let open = least; open <= most; open += 1) {
    const wait = erlangC({ ...load, counters: open });
    if (wait === null || wait.within(goal.minutes) < goal.share) continue;
    const officers = Math.ceil(open / (1 - shrinkage) - 1e-9);
    return { open, officers, level: wait.within(goal.minutes), occupancy: wait.occupancy, waits: wait.waits };
  }
  return null;
}

export interface MeetingLoad {
  /** Meetings that fall due in each week: of first planning meetings, and of all others. */
  firsts: readonly number[];
  others: readonly number[];
  /** Minutes of one of each with what is around it, on the whole. */
  firstMinutes: number;
  otherMinutes: number;
  /** Share of meetings that nobody comes to: the time is gone, and a first one is held anew. */
  missed: number;
}

export interface MeetingGoal {
  /** This share of those who fall due is to be met within so many days; the plan’s 30 (rule plan-deadlines). */
  share: number;
  days: number;
  /** And nobody waits longer; null: no such goal. */
  longest: number | null;
}

export interface Working {
  /** Minutes of an officer’s day that are for meetings and what is around them; working days of each week. */
  dayMinutes: number;
  workingDays: readonly number[];
  /** Share of those employed who are away, on the whole. */
  absence: number;
  /** Calendar days from the booking to the first day that can be booked. */
  leadDays: number;
}

export interface MeetingNeed {
  officers: number;
  /** With so many: share in time, the longest wait in days, minutes that fall due per minute there is. */
  share: number;
  longest: number;
  occupancy: number;
}

/** Minutes that fall due in a week: each first one is held 1/(1 − missed) times on the whole, until somebody comes; others once. */
export function weekMinutes({ firsts, others, firstMinutes, otherMinutes, missed }: MeetingLoad, week: number): number {
  return (firsts[week]! * firstMinutes) / (1 - missed) + others[week]! * otherMinutes;
}

/**
 * The fewest officers with whom the goal is held over these weeks, by the fluid line (G. F. Newell, Applications of Queueing Theory, 1982): what
 * is not held in a week is carried over, B(w) = max(0, B(w − 1) + due(w) − capacity(w)), and who falls due in week w waits for what was carried
 * over and the part of the week’s own before them, `leadDays` at least. Over all the weeks no more falls due than can be held: a goal that is held only
 * because the weeks end is not held. Chance within a week is left out: over weeks it evens out for hundreds of
 * meetings, and the simulation has it. Null: 1,000,000 officers are not enough, or there is no time for meetings at all.
 */
export function meetingNeed(load: MeetingLoad, goal: MeetingGoal, working: Working): MeetingNeed | null {
  const perOfficer = working.dayMinutes * (1 - working.absence);
  const holds = (officers: number): boolean => {
    const { share, longest, occupancy } = fluid(load, goal, working, officers * perOfficer);
    return occupancy <= 1 + 1e-9 && share >= goal.share - 1e-12 && (goal.longest === null || longest <= goal.longest + 1e-9);
  };
  let most = 1;
  while (!holds(most)) {
    if (most > 1_000_000 || perOfficer <= 0 || load.missed >= 1) return null;
    most *= 2;
  }
  let fewest = Math.floor(most / 2);
  // More officers never wait longer: halving finds the fewest.
  while (most - fewest > 1) {
    const middle = Math.floor((fewest + most) / 2);
    if (holds(middle)) most = middle;
    else fewest = middle;
  }
  return { officers: most, ...fluid(load, goal, working, most * perOfficer) };
}

function fluid(load: MeetingLoad, goal: MeetingGoal, { workingDays, leadDays }: Working, perDay: number) {
  let carried = 0;
  let inTime = 0;
  let all = 0;
  let longest = 0;
  let needed = 0;
  let available = 0;
  for (const [week, days] of workingDays.entries()) {
    const due = weekMinutes(load, week);
    const capacity = days * perDay;
    const after = Math.max(0, carried + due - capacity);
    // Days of the calendar that the minutes before someone take.
    const waited = (minutes: number): number =>
      Math.max(leadDays, (7 * minutes) / Math.max(1e-9, meanPerWeek(workingDays) * perDay));
    const [begins, ends] = [waited(carried), waited(after)];
    const persons = load.firsts[week]!;
    all += persons;
    inTime += persons * partWithin(begins, ends, goal.days);
    if (persons > 0) longest = Math.max(longest, begins, ends);
    needed += due;
    available += capacity;
    carried = after;
  }
  return { share: all === 0 ? 1 : inTime / all, longest, occupancy: available === 0 ? 0 : needed / available };
}

const meanPerWeek = (workingDays: readonly number[]): number =>
  workingDays.reduce((sum, days) => sum + days, 0) / workingDays.length;

/** The part of a straight line from one wait to another that is within a limit. */
function partWithin(from: number, to: number, limit: number): number {
  if (Math.max(from, to) <= limit) return 1;
  if (Math.min(from, to) > limit) return 0;
  return Math.abs(limit - Math.min(from, to)) / Math.abs(to - from);
}
