import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, plainDate, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import type { DaysThere } from '../../meetings/index.ts';
import type { RotaPeriod } from '../store/rotas.ts';
import { daysAway } from './absences.ts';
import { calendarOf } from './calendar.ts';
import { at, bruteForce, officer, problemOf, small } from './fixtures.ts';
import { keyOf, type RotaProblem } from './problem.ts';
import { unmetBy } from './solve-rota.ts';
import { solveWeeks } from './solve-weeks.ts';
import { partsOf, sittingsOfWeeks, stretchesOf, type Whole, weekProblem, weeksToPlan } from './weeks.ts';

const monday = plainDate('2020-03-02');
const period = (from: string, to: string | null): RotaPeriod => ({
  validFrom: plainDate(from),
  validTo: to === null ? null : plainDate(to),
});

/** Who is away on which days; nothing is known after `knownTo`. */
const thereBut = (away: Readonly<Record<string, readonly string[]>>, knownTo: string): DaysThere => ({
  isThere: (id, on) => !(away[id] ?? []).includes(on),
  knownTo: plainDate(knownTo),
});

function planned(problem: RotaProblem, days: RotaPeriod, there: DaysThere, follows: Whole | null = null) {
  const { officers, weeks } = calendarOf(problem.officers, days, there, follows);
  const asked = { ...problem, officers };
  const solved = solveWeeks(asked, weeks);
  const rota = { ...days, problem: asked, ...solved };
  return { rota, weeks, problem: asked };
}

const datesOf = (from: PlainDate, count: number): PlainDate[] => Array.from({ length: count }, (_, k) => addDays(from, k));

/** Dates of three weeks, by officer. */
const absences = fc
  .tuple(...['0', '1', '2', '3'].map((id) => fc.tuple(fc.constant(id), fc.subarray(datesOf(monday, 19)))))
  .map((all): Record<string, string[]> => Object.fromEntries(all));

describe('a rota with absences', () => {
  test('nobody sits where they are not there, and every week is the best there is of it', { timeout: 240_000 }, () => {
    let compared = 0;
    fc.assert(
      fc.property(small, absences, fc.constantFrom('2020-03-02', '2020-03-04'), (given, away, from) => {
        const days = period(from, '2020-03-20');
        const there = thereBut(away, '2020-03-20');
        const { rota, weeks, problem } = planned({ ...given, before: null }, days, there);
        for (const { from, to, ...sat } of stretchesOf(rota)) expect(daysAway({ from, to }, sat, there)).toEqual([]);
        const usual = rota.answer.sittings;
        const alike = weeksToPlan(problem, usual, weeks);
        expect(rota.weeks).toHaveLength(alike.length);
        for (const week of alike.flat()) {
          const own = weekProblem(problem, usual, week);
          const found = rota.weeks.find(({ spans }) => spans.some((span) => span.from <= week.from && week.to! <= span.to!))!;
          if (own.promises.length === 0) continue;
          compared++;
          expect(found.answer.stages.map(({ value }) => value)).toEqual(bruteForce(own));
          expect(found.answer.unmet).toEqual(unmetBy(own, found.answer.sittings));
        }
        // A week that is as usual could not keep more. (A limit on the spread is freer where someone who never travels is away.)
        const hit = new Set(alike.flat().map((week) => week.from));
        const others = weeks.filter((week) => !hit.has(week.from) && [1, 2, 3].every((one) => week.weekdays.includes(one)));
        for (const week of given.limits.spread === null ? others : [])
          expect(bruteForce(weekProblem(problem, usual, week))[0]).toBe(rota.answer.stages[0]!.value);
      }),
      { numRuns: 150, seed: 20200302 },
    );
    expect(compared).toBeGreaterThan(40);
  });

  const promises = [at('x', 2), at('x', 4), at('y', 3)];
  const officers = [officer('a', { x: 20, y: 90 }), officer('b', { x: 60, y: 20 }), officer('c', { x: 40, y: 40 })];
  const base = problemOf({ promises, officers });
  const week10 = ['2020-03-02', '2020-03-03', '2020-03-04', '2020-03-05', '2020-03-06'];

  test('the days of whoever is away go to another for as long as it lasts, and nothing else moves', () => {
    const there = thereBut({ a: ['2020-03-10', '2020-03-12', '2020-03-17', '2020-03-19'] }, '2020-03-19');
    const { rota } = planned(base, period('2020-03-02', null), there);
    expect(rota.weeks.map(({ spans }) => spans)).toEqual([[{ from: '2020-03-09', to: '2020-03-22' }]]);
    expect(rota.weeks[0]!.answer.stages[1]).toEqual({ name: 'changes', value: 2, bound: 2 });
    expect(partsOf(rota).map(({ from, to, sittings }) => [from, to, sittings.map(keyOf).toSorted()])).toEqual([
      ['2020-03-02', '2020-03-08', ['a x 2', 'a x 4', 'b y 3']],
      ['2020-03-09', '2020-03-22', ['b y 3', 'c x 2', 'c x 4']],
      ['2020-03-23', null, ['a x 2', 'a x 4', 'b y 3']],
    ]);
  });

  test('what cannot be kept in a week is named for that week; a week of others’ leave is as usual', () => {
    const alone = problemOf({ promises, officers: [officers[0]!, officers[1]!], limits: { ...base.limits, daysPerWeek: 2 } });
    const there = thereBut({ b: ['2020-03-10', '2020-03-11', '2020-03-12', '2020-03-16'] }, '2020-03-16');
    const { rota } = planned(alone, period('2020-03-02', null), there);
    expect(rota.answer.unmet).toEqual([]);
    expect(rota.weeks).toHaveLength(1);
    const [week] = rota.weeks;
    expect(week!.spans).toEqual([{ from: '2020-03-09', to: '2020-03-15' }]);
    expect(week!.answer.unmet).toHaveLength(1);
    expect(week!.answer.conflicts[0]).toMatchObject({ reason: null, limits: ['daysPerWeek'] });
  });

  test('on a holiday nothing lacks; who leaves for good is not there in all weeks after', () => {
    // 10 April 2020 is Good Friday, 13 April Easter Monday.
    const fridays = problemOf({ promises: [at('x', 5)], officers: [officers[0]!] });
    const eastern = thereBut({ a: ['2020-04-10'] }, '2020-04-10');
    const { rota } = planned(fridays, period('2020-04-06', null), eastern);
    expect(rota.weeks).toMatchObject([{ weekdays: [], absent: [{ officerId: 'a', weekday: 5 }], answer: { unmet: [] } }]);
    expect(sittingsOfWeeks(rota, rota.weeks[0]!)).toEqual([]);
    const gone: DaysThere = { isThere: (id, on) => id !== 'a' || on < '2020-04-01', knownTo: plainDate('2020-04-01') };
    const left = planned(base, period('2020-03-02', null), gone).rota;
    expect(partsOf(left).map(({ from, to, sittings }) => [from, to, sittings.map(keyOf).toSorted()])).toEqual([
      ['2020-03-02', '2020-03-29', ['a x 2', 'a x 4', 'b y 3']],
      ['2020-03-30', '2020-04-05', ['a x 2', 'b y 3', 'c x 4']],
      ['2020-04-06', null, ['b y 3', 'c x 2', 'c x 4']],
    ]);
  });

  test('who is away for the whole period is none of the usual week', () => {
    const { rota } = planned(base, period('2020-03-02', '2020-03-08'), thereBut({ a: week10 }, '2020-03-08'));
    expect(rota.weeks).toEqual([]);
    expect(rota.answer.sittings.map(keyOf).toSorted()).toEqual(['b y 3', 'c x 2', 'c x 4']);
  });

  test('planned again, a week keeps what was planned for it before', () => {
    const many = problemOf({
      promises: [at('x', 2), at('x', 4)],
      officers: [...officers, officer('d', { x: 45 })],
    });
    const first = planned(
      many,
      period('2020-03-02', null),
      thereBut({ a: ['2020-03-10', '2020-03-12'], c: ['2020-03-10'] }, '2020-03-12'),
    );
    expect(first.rota.weeks[0]!.answer.sittings.map(keyOf).toSorted()).toEqual(['c x 4', 'd x 2']);
    // Whoever is back since is nearer, but is not sent for that.
    const later = thereBut({ a: ['2020-03-10', '2020-03-12'] }, '2020-03-12');
    const again = planned({ ...many, before: first.rota.answer.sittings }, period('2020-03-02', null), later, first.rota);
    expect(again.rota.weeks[0]!.answer.sittings.map(keyOf).toSorted()).toEqual(['c x 4', 'd x 2']);
    expect(planned(many, period('2020-03-02', null), later).rota.weeks[0]!.answer.sittings.map(keyOf).toSorted()).toEqual([
      'c x 2',
      'c x 4',
    ]);
  });

  test('the first weekday of a span is found wherever it begins', () => {
    const there = thereBut({ a: datesOf(monday, 14) }, '2020-03-15');
    const days = daysAway({ from: plainDate('2020-03-04'), to: null }, { officerId: 'a', weekday: 2 }, there);
    expect(days).toEqual(['2020-03-10']);
    expect(days.map(weekday)).toEqual([2]);
  });
});
