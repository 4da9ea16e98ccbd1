/** A week as a picture, from visits and shifts that are counted by hand beside it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { expectedDay, inputsOf, saysTooLittle, type Span } from '../staffing/history.ts';
import { weekNeeds } from '../staffing/week-needs.ts';
import type { PastVisit } from '../store/week.ts';
import { isMissed, rank, weekOf } from './week.ts';

const monday = plainDate('2020-03-09');
const span: Span = [600, 960];
const spans = new Map(Array.from({ length: 7 }, (_, at) => [addDays(monday, at), at < 5 ? span : null] as const));
const visit = (over: Partial<PastVisit>): PastVisit => ({
  day: monday,
  arrived: 605,
  booked: null,
  waited: 5,
  left: false,
  took: 10,
  counter: 'a',
  from: 610,
  to: 620,
  generated: false,
  ...over,
});
const facts = { monday, spans, shifts: [], needs: new Map(), goalMinutes: 10, now: { day: addDays(monday, 7), minute: 0 } };

describe('a week', () => {
  it('has the half hours in which the place is open, and a visitor outside them in the nearest', () => {
    const week = weekOf({ ...facts, visits: [visit({}), visit({ arrived: 590 }), visit({ arrived: 1000 })] });
    expect(week.days.map(({ day }) => day)).toEqual([0, 1, 2, 3, 4].map((at) => addDays(monday, at)));
    expect([week.begins[0], week.begins.at(-1), week.begins.length]).toEqual([600, 930, 12]);
    expect(week.days[0]!.slots.map((slot) => slot!.visits)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('who left was not called in time', () => {
    const week = weekOf({
      ...facts,
      visits: [visit({}), visit({ waited: 11 }), visit({ waited: 3, left: true }), visit({ waited: null })],
    });
    expect(week.days[0]!.slots[0]).toMatchObject({ visits: 4, known: 3, soon: 1 });
    expect(isMissed(week.days[0]!.slots[0]!, 0.5)).toBe(true);
    expect(isMissed(week.days[0]!.slots[0]!, 1 / 3)).toBe(false);
    expect(week.days[0]).toMatchObject({ waits: [5, 11], left: 1 });
  });

  it('a counter is open while somebody sits there or is served there, each counted once', () => {
    const shifts = [
      { day: monday, counter: 'a', from: 600, to: 660 },
      { day: monday, counter: 'b', from: 630, to: 640 },
    ];
    const week = weekOf({ ...facts, shifts, visits: [visit({}), visit({ counter: 'c', from: 655, to: 690 })] });
    expect(week.days[0]!.slots.slice(0, 4).map((slot) => slot!.open)).toEqual([1, 3, 1, 0]);
  });

  it('a counter that is still staffed is counted until now, on its own day only', () => {
    const shifts = [
      { day: monday, counter: 'a', from: 600, to: null },
      { day: addDays(monday, 1), counter: 'b', from: 600, to: null },
    ];
    const week = weekOf({ ...facts, shifts, visits: [], now: { day: addDays(monday, 1), minute: 650 } });
    expect(week.days[0]!.slots.map((slot) => slot!.open).slice(0, 3)).toEqual([0, 0, 0]);
    expect(week.days[1]!.slots.map((slot) => slot!.open).slice(0, 3)).toEqual([1, 1, 0]);
  });

  it('every visit is in just one half hour, whenever it came', () => {
    const some = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 4 }), arrived: fc.double({ min: 0, max: 1439, noNaN: true }) }),
    );
    fc.assert(
      fc.property(some, fc.boolean(), (made, isKnown) => {
        const visits = made.map(({ at, arrived }) => visit({ day: addDays(monday, at), arrived }));
        const week = weekOf({ ...facts, visits, spans: isKnown ? spans : new Map() });
        const counted = week.days.flatMap(({ slots }) => slots.map((slot) => slot?.visits ?? 0));
        expect(counted.reduce((sum, one) => sum + one, 0)).toBe(visits.length);
      }),
    );
  });

  it('ranks', () => {
    expect([rank([], 0.5), rank([7], 0.9), rank([1, 2, 3, 4], 0.5), rank([1, 2, 3, 4], 0.9)]).toEqual([null, 7, 2, 4]);
  });
});

describe('what is expected of a day', () => {
  const history = (days: number, of: (at: number) => readonly Partial<PastVisit>[]): PastVisit[] =>
    Array.from({ length: days }, (_, at) => addDays(plainDate('2020-01-06'), Math.floor(at / 5) * 7 + (at % 5))).flatMap(
      (day, at) => of(at).map((over) => visit({ day, ...over })),
    );

  it('is what the days before it had, booked visitors by their time', () => {
    const days = history(40, () => [
      { arrived: 610 },
      { arrived: 615 },
      { arrived: 640, booked: 665, waited: 0 },
      { arrived: 700, booked: 690 },
    ]);
    const day = expectedDay(days, monday, span, 10);
    expect(day.arrivals.map((one) => Math.round(one * 1000) / 1000)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(day.booked.map(({ at, comes }) => [at, Math.round(comes * 1000) / 1000])).toEqual([
      [75, 1],
      [105, 1],
    ]);
    expect(new Set(day.late)).toEqual(new Set([0, 10]));
    expect(day).toMatchObject({ busyness: 0, patience: null, step: 30, goal: 10 });
  });

  it('patience is what was waited by how many left', () => {
    const days = history(40, () => [{ waited: 10 }, { waited: 20, left: true, took: null }]);
    expect(inputsOf(days)).toMatchObject({ patience: 30, days: 40, visits: 80, served: 40, service: 10 });
    expect(inputsOf(history(5, () => [{ waited: 20, left: true }])).patience).toBeNull();
  });

  it('with few days or few known times nothing is worked out, and it is said why', async () => {
    const goal = { percent: 80, minutes: 10 };
    const few = history(19, () => Array.from({ length: 20 }, () => ({})));
    expect(saysTooLittle(inputsOf(few))).toBe(true);
    expect(await weekNeeds(few, spans, goal)).toMatchObject({ why: 'too-little', byDay: new Map() });
    const enough = history(20, () => Array.from({ length: 20 }, () => ({})));
    expect(await weekNeeds(enough, spans, null)).toMatchObject({ why: 'no-goal' });
    const found = await weekNeeds(enough, spans, goal);
    expect([found.why, [...found.byDay.keys()]]).toEqual(['worked-out', [0, 1, 2, 3, 4].map((at) => addDays(monday, at))]);
  });
});
