import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMilliseconds, instant, later, localTime, plainDate as day } from '../../../platform/clock/index.ts';
import { timeOf } from '../hours.ts';
import { dateOf, dayNumber, forgetDaysBefore, instantsOf, quartersADay, weekdayOf, whenIs } from './days.ts';

const on = (date: string): number => dayNumber(day(date));

describe('days by number', () => {
  it('have their weekday', () => {
    expect(['2020-03-02', '2020-03-08', '2024-02-29'].map((date) => weekdayOf(on(date)))).toEqual([1, 7, 4]);
    expect(dateOf(on('2024-02-29'))).toBe('2024-02-29');
  });

  it('have each quarter at its instant, by the clock of that day (a defect of 2020: the zone was set once, at the start)', () => {
    expect(instantsOf(on('2020-03-27'))[36]).toBe('2020-03-27T08:00:00.000Z');
    expect(instantsOf(on('2020-03-30'))[36]).toBe('2020-03-30T07:00:00.000Z');
    expect(instantsOf(on('2020-03-29'))[36]).toBe('2020-03-29T07:00:00.000Z');
    expect(instantsOf(on('2020-10-25'))[36]).toBe('2020-10-25T08:00:00.000Z');
    expect(instantsOf(on('2020-12-31'))[quartersADay]).toBe('2020-12-31T23:00:00.000Z');
  });

  it('pass over the hour that is missing, and begin the hour that comes twice the first time', () => {
    const spring = instantsOf(on('2020-03-29'));
    expect([spring[7], spring[8], spring[9], spring[12]]).toEqual([
      '2020-03-29T00:45:00.000Z',
      '2020-03-29T01:00:00.000Z',
      '2020-03-29T01:00:00.000Z',
      '2020-03-29T01:00:00.000Z',
    ]);
    const autumn = instantsOf(on('2020-10-25'));
    expect([autumn[8], autumn[12]]).toEqual(['2020-10-25T00:00:00.000Z', '2020-10-25T02:00:00.000Z']);
  });

  it('are found at any instant as the clock on the wall says, also on the days when it is changed', () => {
    const from = epochMilliseconds(instant('2020-01-01T00:00:00Z'));
    const near = fc.constantFrom('2020-03-28T22:00:00Z', '2020-10-24T21:00:00Z', '2020-02-28T22:00:00Z', '2020-12-31T22:00:00Z');
    const anywhere = fc.integer({ min: 0, max: 3 * 366 * 24 * 60 }).map((minutes) => from + minutes * 60_000);
    const close = fc
      .tuple(near, fc.integer({ min: 0, max: 30 * 60 }))
      .map(([at, minutes]) => epochMilliseconds(instant(at)) + minutes * 60_000);
    fc.assert(
      fc.property(fc.oneof(anywhere, close), (ms) => {
        const found = whenIs(ms);
        const known = localTime(later(instant('2020-01-01T00:00:00Z'), ms - from));
        expect({ date: dateOf(found.day), time: timeOf(found.minute) }).toEqual(known);
      }),
    );
  });

  it('give back the instant of every quarter that there is', () => {
    for (const date of ['2020-03-28', '2020-03-29', '2020-10-25', '2024-02-29', '2020-12-31']) {
      for (const [quarter, at] of instantsOf(on(date)).slice(0, quartersADay).entries()) {
        // The hour that is passed over has none of its own.
        if (date === '2020-03-29' && quarter >= 8 && quarter < 12) continue;
        expect(whenIs(epochMilliseconds(at))).toEqual({ day: on(date), minute: quarter * 15 });
      }
    }
  });

  it('are worked out anew when they were forgotten', () => {
    const before = instantsOf(on('2020-03-27'));
    forgetDaysBefore(on('2020-03-28'));
    expect(instantsOf(on('2020-03-27'))).toEqual(before);
  });
});
