import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, epochMilliseconds, type Instant, instant, later, localTime, parsePlainDate } from './index.ts';
import { type PlainDate, plainDate, timeZone, weekday } from './index.ts';

describe('a day', () => {
  it('exists exactly when the calendar says so', () => {
    const part = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), part(14), part(33), (year, month, day) => {
        const text = `${year}-${month}-${day}`;
        let exists = true;
        try {
          Temporal.PlainDate.from(text, { overflow: 'reject' });
        } catch {
          exists = false;
        }
        return (parsePlainDate(text) !== null) === exists;
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '2020-02-30',
    '2019-02-29',
    '1900-02-29',
    '2020-00-10',
    '2020-13-01',
    '2020-1-1',
    '20200101',
    '1899-12-31',
    '2200-01-01',
    '',
    '2020-01-01T00:00',
  ])('is not %j', (text) => expect(parsePlainDate(text)).toBeNull());

  it('is counted over months and leap years', () => {
    expect(addDays(plainDate('2020-02-28'), 1)).toBe('2020-02-29');
    expect(daysBetween(plainDate('2019-01-01'), plainDate('2020-12-31'))).toBe(730);
    expect(weekday(plainDate('2020-02-14'))).toBe(5);
  });

  const anyInstant = fc
    .date({ min: new Date('1900-01-02T00:00:00Z'), max: new Date('2199-12-30T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString() as Instant);

  it('is reckoned with as the calendar says, for any day', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -40_000, max: 40_000 }), (at, days) => {
        const day = at.slice(0, 10) as PlainDate;
        const other = Temporal.PlainDate.from(day).add({ days });
        expect(addDays(day, days)).toBe(other.toString());
        expect(daysBetween(day, other.toString() as PlainDate)).toBe(days);
        expect(weekday(day)).toBe(Temporal.PlainDate.from(day).dayOfWeek);
      }),
    );
  });

  it('and the time in Sweden are what the time zone says, for any instant', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (at, milliseconds) => {
        const local = Temporal.Instant.from(at)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' });
        expect(Object.values(localTime(at)).join('T')).toBe(local);
        const after = Temporal.Instant.from(at).add({ milliseconds });
        expect(later(at, milliseconds)).toBe(after.toString({ smallestUnit: 'millisecond' }));
        expect(epochMilliseconds(at)).toBe(Temporal.Instant.from(at).epochMilliseconds);
      }),
    );
  });

  it('is the day in Sweden, also around midnight and when the clocks change', () => {
    expect(localTime(instant('2020-02-14T23:30:00Z'))).toEqual({ date: '2020-02-15', time: '00:30' });
    expect(localTime(instant('2020-07-14T22:30:00Z'))).toEqual({ date: '2020-07-15', time: '00:30' });
    expect(localTime(instant('2020-03-29T01:00:00Z'))).toEqual({ date: '2020-03-29', time: '03:00' });
  });
});
