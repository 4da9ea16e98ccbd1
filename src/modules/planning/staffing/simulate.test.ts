import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { bookingWindow, isClosedDay } from '../../meetings/index.ts';
import { windowOf } from '../../meetings/rules/booking-window.ts';
import { type Assumptions, assumptions } from './assumptions.ts';
import { daysOf, warmUpWeeks, workingDay } from './days.ts';
import { exampleService } from './fixtures.ts';
import { runOnce, shareOut } from './run.ts';
import { simulate } from './simulate.ts';

const with_ = (changes: Partial<Assumptions>): Assumptions => assumptions.parse({ ...exampleService, ...changes });
const cut = with_({
  staff: [
    { from: plainDate('2019-01-01'), local: 45, remote: 90 },
    { from: plainDate('2020-04-01'), local: 30, remote: 60 },
  ],
  registrations: Array.from({ length: 12 }, () => 2000),
  runs: 5,
});

describe('the days', () => {
  const days = daysOf(exampleService, 'as-stated');

  it('are worked and booked ahead by the rules booking-window and meeting-days', () => {
    const calendar = days.filter(({ isWorked }) => isWorked).map(({ date }) => date);
    for (const [at, day] of days.entries()) {
      for (const count of [0, 1, 3, 15]) {
        if (at > days.length - 40) continue;
        const known = windowOf(valueOn(bookingWindow, day.date), day.date, { windowFirst: count, windowLast: null }, isClosedDay);
        expect(calendar[workingDay(day, count)]).toBe(known.first);
      }
    }
    expect(days.find(({ date }) => date === '2020-04-10')!.isWorked).toBe(false);
  });

  it('know the thirty days of a plan, the weeks from the first day, and the first six months from October 2019', () => {
    const first = days[7 * warmUpWeeks]!;
    expect([first.date, first.week, days[7 * warmUpWeeks - 1]!.week]).toEqual(['2020-02-01', 0, -1]);
    expect(days[first.planBy]!.date).toBe('2020-03-02');
    const autumn = daysOf(with_({ from: plainDate('2019-09-01') }), 'as-stated');
    const on = (date: string) => autumn.find((day) => day.date === date)!;
    expect([on('2019-09-30').remoteDays, on('2019-10-01').remoteDays]).toEqual([0, 183]);
    expect(daysOf(exampleService, 'remote-never').every(({ remoteDays }) => remoteDays === 0)).toBe(true);
  });
});

describe('a service that has enough officers', () => {
  const found = runOnce(exampleService, 'as-stated', 7);

  it('meets everyone in time, three working days after they register and some hours', () => {
    expect(found.totals.within).toBeGreaterThan(0.97);
    expect(found.totals.p50).toBeLessThanOrEqual(5);
    expect(found.totals.utilisation).toBeLessThan(0.9);
  });

  it('J. Little’s law: as many wait as register in a day times the days they wait', () => {
    const even = with_({ registrations: Array.from({ length: 18 }, () => 2000), missed: 0, noConversation: 0 });
    for (const seed of [1, 2, 3, 4]) {
      const { totals } = runOnce(even, 'as-stated', seed);
      const perDay = (18 * 2000) / (366 + 181);
      // Whoever registers on a day off counts from that day in both.
      expect(totals.backlogMean! / perDay).toBeGreaterThan(totals.waitMean! - 0.15);
      expect(totals.backlogMean! / perDay).toBeLessThan(totals.waitMean! + 0.15);
    }
  });
});

describe('the fluid limit', () => {
  it('D/D/c: with a load above what there is, the backlog grows by the difference', () => {
    // No follow-ups, nobody away, one place: what registers less what officers hold.
    const given = with_({
      teams: [{ name: 'A', share: 1, within30: 1 }],
      registered: 0,
      renewMonths: 12,
      leaving: 0.9,
      noConversation: 0,
      missed: 0,
      onSiteGround: 0,
      onSiteChoice: 0,
      absence: 0,
      minutes: { firstRemote: 30, firstOnSite: 30, followRemote: 30, followOnSite: 30, around: 0 },
      staff: [{ from: plainDate('2019-01-01'), local: 1, remote: 10 }],
      registrations: [1800, 1800, 1800, 1800, 1800, 1800],
    });
    const { weeks } = runOnce(given, 'remote-always', 3);
    const worked = daysOf(given, 'remote-always').filter(({ week, isWorked }) => isWorked && week >= 10 && week < 20).length;
    const came = daysOf(given, 'remote-always')
      .filter(({ week }) => week >= 10 && week < 20)
      .reduce((sum, { registrations }) => sum + registrations, 0);
    const grown = weeks[19]!.backlog! - weeks[9]!.backlog!;
    // 10 officers × 8 meetings a day; chance of those who register: √(70 days × 59) ≈ 64.
    expect(Math.abs(grown - (came - worked * 80))).toBeLessThan(3 * 64);
    // The officer at the place, who has nobody, is the eleventh.
    expect(weeks[15]!.utilisation).toBeCloseTo(10 / 11, 3);
  });
});

describe('a third fewer staff', () => {
  const answer = simulate(
    with_({ ...cut, policies: ['as-stated', 'staff-kept', 'firsts-first', 'remote-local', 'longer-window'] }),
  )!;
  const of = (policy: string) => answer.policies.find((one) => one.policy === policy)!;

  it('makes people wait and each officer have more, and the pairs say so with certainty', () => {
    const { differences } = of('staff-kept');
    expect(differences!.backlogEnd!.mean + differences!.backlogEnd!.half).toBeLessThan(0);
    expect(differences!.workloadEnd!.mean + differences!.workloadEnd!.half).toBeLessThan(0);
    expect(of('as-stated').totals.within!.mean).toBeLessThan(of('staff-kept').totals.within!.mean);
  });

  it('first ones first: more of them are met in time', () => {
    const { within } = of('firsts-first').differences!;
    expect(within!.mean - within!.half).toBeGreaterThan(0);
  });

  it('pairs are surer than two studies beside each other', () => {
    const paired = of('firsts-first').differences!.workloadEnd!;
    expect(paired.mean).toBe(0);
    expect(paired.half).toBe(0);
  });

  it('the same seed gives the same answer; stopped, what has been made', () => {
    expect(simulate({ ...cut, runs: 2 })).toEqual(simulate({ ...cut, runs: 2 }));
    let asked = 0;
    expect(simulate(cut, { stop: () => (asked += 1) > 3 })!.runs).toBe(3);
    expect(simulate(cut, { stop: () => true })).toBeNull();
  });
});

describe('assumptions', () => {
  it('that cannot be are refused where they stand', () => {
    const faults = (changes: object) =>
      assumptions.safeParse({ ...exampleService, ...changes }).error?.issues.map(({ path }) => path[0]);
    expect(faults({ teams: [{ name: 'A', share: 0.9, within30: null }] })).toEqual(['teams']);
    expect(faults({ staff: [{ from: '2020-02-02', local: 30, remote: 30 }] })).toEqual(['staff']);
    expect(faults({ staff: [{ from: '2020-01-01', local: 1, remote: 30 }] })).toEqual(['staff']);
    expect(faults({ dayMinutes: 60 })).toEqual(['dayMinutes']);
    expect(faults({ missed: Number.NaN })).toEqual(['missed']);
    expect(faults({ policies: ['staff-kept'] })).toEqual(['policies']);
  });
});

it('officers are shared out whole, none lost', () => {
  const shares = fc
    .array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 30 })
    .filter((list) => list.some((one) => one > 0));
  fc.assert(
    fc.property(shares, fc.integer({ min: 0, max: 9000 }), (list, total) => {
      const all = list.reduce((sum, one) => sum + one, 0);
      const given = shareOut(
        total,
        list.map((one) => one / all),
      );
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(total);
      if (total >= list.length) expect(Math.min(...given)).toBeGreaterThanOrEqual(1);
    }),
  );
});
