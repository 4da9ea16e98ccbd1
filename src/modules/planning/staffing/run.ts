/** One run of one policy: people who register, book as far ahead as they may, wait where nothing is free, and meet. */
import { chanceOf } from '../../desk/index.ts';
import type { Assumptions, Policy } from './assumptions.ts';
import { type People, peopleOf } from './chances.ts';
import { type Day, daysOf, warmUpWeeks, workingDay } from './days.ts';
import { type Kind, type Line, lineOf } from './line.ts';
import { resultOf, type RunResult, type Sums, sumsOf } from './outcomes.ts';

/** A meeting to be held, in one number: the day of registration, whether somebody comes to it, and whether it is on site. */
const jobOf = (registered: number, comes: boolean, onSite: boolean): number =>
  registered * 4 + (comes ? 2 : 0) + (onSite ? 1 : 0);

interface Team {
  line: Line;
  /** Who found no time in the window, by kind. */
  without: readonly [number[], number[]];
  officers: number;
}

interface Run {
  given: Assumptions;
  policy: Policy;
  days: readonly Day[];
  people: People;
  /** What happens beside the people: who finds a time first, who comes the second time. */
  other: ReturnType<typeof chanceOf>;
  sums: Sums;
  /** One for each place; and, unless it is shared out, the remote team last. */
  teams: Team[];
  /** Who has registered and not been to a first planning meeting. */
  waiting: number;
  /** The day of calendar of each working day. */
  calendar: readonly number[];
}

/** The same seed gives the same run; another policy with the same seed meets the same people. */
export function runOnce(given: Assumptions, policy: Policy, seed: number): RunResult {
  const days = daysOf(given, policy);
  const weeks = days.at(-1)!.week + 1;
  const calendar = days.flatMap(({ isWorked }, at) => (isWorked ? [at] : []));
  const people = peopleOf(given, days, chanceOf(seed));
  const sums = sumsOf(weeks, days.length + 1);
  const run: Run = { given, policy, days, people, other: chanceOf(seed + 0x1234_5678), sums, teams: [], waiting: 0, calendar };
  run.teams = given.teams.map((_, at) => teamOf(run, at));
  if (policy !== 'remote-local') run.teams.push(teamOf(run, given.teams.length));
  for (const [at, day] of days.entries()) {
    if (day.isWorked) open(run, day);
    register(run, day, at);
    if (day.isWorked) work(run, day);
    if (day.week >= 0) {
      sums.backlog[day.week] = run.waiting;
      sums.backlogDays[day.week]! += run.waiting;
      sums.workload[day.week] = people.registered() / (day.local + day.remote);
    }
  }
  const judged = Math.max(0, days.findLast(({ planBy }) => planBy < days.length)?.week ?? 0);
  return resultOf(
    sums,
    days.length - 7 * warmUpWeeks,
    judged,
    given.teams.every(({ within30 }) => within30 !== null),
  );
}

function teamOf(run: Run, at: number): Team {
  const { given, policy, days, sums, calendar, other } = run;
  const near = given.teams[at]?.within30 ?? 0;
  const [again] = windowOf(run, 0);
  const line = lineOf({
    dayMinutes: given.dayMinutes,
    firstsFirst: policy === 'firsts-first',
    began(kind, job, begins) {
      const today = calendar[Math.floor(begins / given.dayMinutes + 1e-9)]!;
      const onSite = job % 2 === 1;
      const comes = (job & 2) === 2;
      const { week } = days[today]!;
      if (comes && week >= 0) {
        if (onSite) {
          sums.onSite[week]! += 1;
          sums.near[week]! += near;
        } else sums.remote[week]! += 1;
      }
      if (kind === 1) return;
      const registered = job >> 2;
      if (!comes) {
        const release = workingDay(days[today]!, again) * given.dayMinutes;
        line.add(0, jobOf(registered, other.even() >= given.missed, onSite), release, minutesOf(given, 0, onSite));
        return;
      }
      met(run, registered, today);
    },
  });
  return { line, without: [[], []], officers: 0 };
}

function met(run: Run, registered: number, today: number): void {
  const { sums, days } = run;
  run.waiting -= 1;
  const { week, planBy } = days[registered]!;
  if (week < 0) return;
  sums.waits[week * sums.most + today - registered]! += 1;
  if (today <= planBy) sums.inTime[week]! += 1;
}

export function minutesOf({ minutes }: Assumptions, kind: Kind, onSite: boolean): number {
  const own =
    kind === 0 ? (onSite ? minutes.firstOnSite : minutes.firstRemote) : onSite ? minutes.followOnSite : minutes.followRemote;
  return own + minutes.around;
}

/** The morning: who is at work, and what those find who had found no time. */
function open(run: Run, day: Day): void {
  const { given, teams } = run;
  const begins = (day.workedBy - 1) * given.dayMinutes;
  const shares = given.teams.map(({ share }) => share);
  const there = (count: number): number => Math.round(count * (1 - given.absence));
  const local = shareOut(there(day.local), shares);
  const spread = shareOut(there(day.remote), shares);
  for (const [at, team] of teams.entries()) {
    if (at === given.teams.length) team.officers = there(day.remote);
    else team.officers = local[at]! + (run.policy === 'remote-local' ? spread[at]! : 0);
    team.line.open(team.officers, begins);
    for (const kind of [0, 1] as const) findTimes(run, team, kind, day);
  }
}

/** Whoever looks when a time is free gets it: one of those who wait, whichever. */
function findTimes(run: Run, team: Team, kind: Kind, day: Day): void {
  const { other } = run;
  const waiting = team.without[kind];
  while (waiting.length > 0 && isRoom(run, team, kind, day)) {
    const at = Math.floor(other.even() * waiting.length);
    const job = waiting[at]!;
    waiting[at] = waiting.at(-1)!;
    waiting.pop();
    put(run, team, kind, day, job);
  }
}

const windowOf = ({ given: { windows }, policy }: Run, kind: Kind) =>
  kind === 1 ? windows.follow : policy === 'longer-window' ? windows.firstLonger : windows.first;

/** Whether what is booked ends before the window does. Where first ones go first only they are before a first one. */
function isRoom(run: Run, { line, officers }: Team, kind: Kind, day: Day): boolean {
  const { given, policy } = run;
  const last = windowOf(run, kind)[1];
  const ahead = line.work(0) + (kind === 0 && policy === 'firsts-first' ? 0 : line.work(1));
  const today = day.isWorked ? 1 : 0;
  return ahead < officers * given.dayMinutes * (workingDay(day, last) + 1 - day.workedBy + today);
}

function put(run: Run, { line }: Team, kind: Kind, day: Day, job: number): void {
  const { given } = run;
  const [first] = windowOf(run, kind);
  line.add(kind, job, workingDay(day, first) * given.dayMinutes, minutesOf(given, kind, job % 2 === 1));
}

/** Shares of meetings on site by rule remote-first: in the first months with a ground; afterwards, and without the rule, also who chooses it. */
export function onSiteShares(
  { onSiteGround, onSiteChoice }: Assumptions,
  day: Day,
  recent: number,
): { first: number; other: number } {
  const free = onSiteGround + (1 - onSiteGround) * onSiteChoice;
  return { first: day.remoteDays > 0 ? onSiteGround : free, other: recent * onSiteGround + (1 - recent) * free };
}

/** Who comes on a day, also on one that is not worked: they book from the next that is. */
function register(run: Run, day: Day, at: number): void {
  const { given, people, teams, sums } = run;
  const { chance } = people;
  const recent = people.recent(day.remoteDays);
  const shares = onSiteShares(given, day, recent);
  for (const [place, { firsts, others }] of people.draw().entries()) {
    for (let each = 0; each < firsts + others; each += 1) {
      const kind: Kind = each < firsts ? 0 : 1;
      const onSite = chance.even() < (kind === 0 ? shares.first : shares.other);
      const comes = chance.even() >= given.missed;
      if (kind === 0) {
        if (chance.even() < given.noConversation) continue;
        run.waiting += 1;
        if (day.week >= 0) sums.registered[day.week]! += 1;
      }
      const team = teams[onSite || run.policy === 'remote-local' ? place : given.teams.length]!;
      const job = jobOf(at, comes, onSite);
      if (isRoom(run, team, kind, day)) put(run, team, kind, day, job);
      else team.without[kind].push(job);
    }
  }
}

function work({ given, teams, sums }: Run, day: Day): void {
  const until = day.workedBy * given.dayMinutes;
  for (const [at, { line, officers }] of teams.entries()) {
    const busy = line.run(until);
    if (day.week < 0) continue;
    sums.busy[day.week]! += busy;
    sums.available[day.week]! += officers * given.dayMinutes;
    if (at < given.teams.length) continue;
    sums.busyRemote[day.week]! += busy;
    sums.availableRemote[day.week]! += officers * given.dayMinutes;
  }
}

/** Whole officers by shares, one for each place at least where there are so many: the largest remainders get what is left over. */
export function shareOut(total: number, shares: readonly number[]): number[] {
  const least = total >= shares.length ? 1 : 0;
  const rest = total - least * shares.length;
  const exact = shares.map((share) => share * rest);
  const given = exact.map((value) => least + Math.floor(value));
  const left = total - given.reduce((sum, value) => sum + value, 0);
  const order = exact
    .map((value, at) => ({ at, over: value - Math.floor(value) }))
    .toSorted((a, b) => b.over - a.over || a.at - b.at);
  for (const { at } of order.slice(0, left)) given[at]! += 1;
  return given;
}
