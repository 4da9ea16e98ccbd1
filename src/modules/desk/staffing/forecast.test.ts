import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { chanceOf } from './chance.ts';
import { busynessOf, type DayCounts, forecastOf, sumOf } from './forecast.ts';

const monday = plainDate('2020-01-06');
const weeks = (count: number, of: (weekday: number, week: number) => readonly number[]): DayCounts[] =>
  Array.from({ length: count * 5 }, (_, at) => {
    const [week, weekday] = [Math.floor(at / 5), at % 5];
    return { day: addDays(monday, week * 7 + weekday), counts: of(weekday, week) };
  });
const next = addDays(monday, 70);

it('days that are all the same are forecast as they were', () => {
  const days = weeks(6, () => [4, 8, 2]);
  expect(forecastOf(days, next).map((one) => Math.round(one * 1e9) / 1e9)).toEqual([4, 8, 2]);
});

it('a weekday is forecast by its own the more the longer it is known', () => {
  const of = (weekday: number): number[] => [weekday === 0 ? 20 : 10];
  const [few, many] = [forecastOf(weeks(2, of), next)[0]!, forecastOf(weeks(40, of), next)[0]!];
  expect(few).toBeGreaterThan(12);
  expect(many).toBeGreaterThan(few);
  expect(many).toBeGreaterThan(19);
});

it('half of what the last days differ is kept', () => {
  const days = weeks(10, (_, week) => [week === 9 ? 20 : 10]);
  // All days: 11; the last five: 20.
  expect(
    forecastOf(days, next)[0]! /
      (forecastOf(
        weeks(10, () => [11]),
        next,
      )[0]! *
        Math.sqrt(20 / 11)),
  ).toBeCloseTo(1, 0);
});

it('no days, no forecast; days without anyone: nobody', () => {
  expect(forecastOf([], next)).toEqual([]);
  expect(
    forecastOf(
      weeks(2, () => [0, 0]),
      next,
    ),
  ).toEqual([0, 0]);
  expect(busynessOf([])).toBe(0);
});

it('is never negative and lies within what was seen, the level apart', () => {
  const history = fc.array(fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(history, (counts) => {
      const days = counts.map((one, at) => ({ day: addDays(monday, at), counts: one }));
      const found = forecastOf(days, next);
      expect(found).toHaveLength(3);
      for (const one of found) expect(one).toBeGreaterThanOrEqual(0);
      expect(sumOf(found)).toBeLessThanOrEqual(Math.sqrt(days.length) * Math.max(...counts.map(sumOf)) + 1e-9);
    }),
  );
});

it('how busy days differ beyond chance is found again', () => {
  const drawn = (deviation: number) => {
    const chance = chanceOf(3);
    return weeks(200, () => [chance.poisson(100 * Math.max(0, 1 + deviation * chance.normal()))]);
  };
  expect(busynessOf(drawn(0))).toBeLessThan(0.05);
  expect(busynessOf(drawn(0.25))).toBeCloseTo(0.25, 1);
});
