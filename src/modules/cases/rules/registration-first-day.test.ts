import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { countsFrom, maySendIn, registrationFirstDay } from './registration-first-day.ts';

const firstDay = plainDate('2020-03-19');

describe(registrationFirstDay.id, () => {
  it('is sent in on the first day of unemployment at the earliest (AF, Register)', () => {
    expect(maySendIn(plainDate('2020-03-18'), firstDay)).toBe(false);
    expect(maySendIn(firstDay, firstDay)).toBe(true);
  });

  it('counts from the day of arrival, however long ago the first day was (FvL §22)', () => {
    expect(countsFrom(firstDay, firstDay)).toBe('2020-03-19');
    expect(countsFrom(plainDate('2020-03-20'), firstDay)).toBe('2020-03-20');
  });
});
