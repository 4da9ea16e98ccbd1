import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate as day, type PlainDate } from '../../../platform/clock/index.ts';
import { bookingWindow, isWorkingDay, windowOf } from './booking-window.ts';
import { isClosedDay } from './meeting-days.ts';

const value = bookingWindow.values['2019-01-01']!;
const window = (today: string, windowFirst: number | null, windowLast: number | null) =>
  windowOf(value, day(today), { windowFirst, windowLast }, isClosedDay);

describe(bookingWindow.id, () => {
  it('is counted in working days, not in days (a defect of 2020)', () => {
    // A Wednesday: the third working day after it is Monday, the fifteenth three weeks later.
    expect(window('2020-03-04', 3, 15)).toEqual({ first: '2020-03-09', last: '2020-03-25' });
    expect(window('2020-03-04', 1, 5)).toEqual({ first: '2020-03-05', last: '2020-03-11' });
  });

  it('begins the day after today, whichever day today is', () => {
    expect(window('2020-03-07', 1, 1)).toEqual({ first: '2020-03-09', last: '2020-03-09' });
    expect(window('2020-03-08', 1, 1)).toEqual({ first: '2020-03-09', last: '2020-03-09' });
  });

  it('counts no public holiday: Easter, the first of May', () => {
    // Maundy Thursday is a working day, Good Friday and Easter Monday are none.
    expect(window('2020-04-08', 1, 3)).toEqual({ first: '2020-04-09', last: '2020-04-15' });
    expect(window('2020-04-30', 1, 1)).toEqual({ first: '2020-05-04', last: '2020-05-04' });
  });

  it('counts no Midsummer Eve, Christmas Eve or New Year’s Eve, but the other days before a holiday', () => {
    const days = ['2020-06-19', '2020-12-24', '2020-12-31', '2020-04-30', '2020-12-23'].map(day);
    expect(days.map((one) => isWorkingDay(value, one, isClosedDay))).toEqual([false, false, false, true, true]);
  });

  it('goes over the turn of the year, a leap day and both changes of the clock', () => {
    // 28, 29, 30 December; 4, 5, 7 January.
    expect(window('2020-12-23', 1, 6)).toEqual({ first: '2020-12-28', last: '2021-01-07' });
    expect(window('2020-02-28', 1, 1)).toEqual({ first: '2020-03-02', last: '2020-03-02' });
    expect(window('2024-02-28', 1, 2)).toEqual({ first: '2024-02-29', last: '2024-03-01' });
    expect(window('2020-03-27', 1, 1)).toEqual({ first: '2020-03-30', last: '2020-03-30' });
    expect(window('2020-10-23', 1, 1)).toEqual({ first: '2020-10-26', last: '2020-10-26' });
  });

  it('begins today with 0 days, or on the next working day, and has no end when the type has none', () => {
    expect(window('2020-03-04', 0, null)).toEqual({ first: '2020-03-04', last: null });
    expect(window('2020-03-07', null, null)).toEqual({ first: '2020-03-09', last: null });
  });

  it('holds so many working days, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 90 }), (after, last) => {
        const today = addDays(day('2019-01-01'), after);
        const found = windowOf(value, today, { windowFirst: 1, windowLast: last }, isClosedDay);
        let count = 0;
        for (let date: PlainDate = addDays(today, 1); date <= found.last!; date = addDays(date, 1)) {
          if (isWorkingDay(value, date, isClosedDay)) count += 1;
        }
        expect(count).toBe(last);
        expect(isWorkingDay(value, found.last!, isClosedDay)).toBe(true);
      }),
    );
  });
});
