import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { reminderOf, reminderTime } from './reminder-time.ts';

describe(reminderTime.id, () => {
  it('is the day before at ten, also over a month and a leap day', () => {
    expect(reminderOf(plainDate('2020-02-21'))).toEqual({ date: '2020-02-20', time: '10:00' });
    expect(reminderOf(plainDate('2020-03-01'))).toEqual({ date: '2020-02-29', time: '10:00' });
  });
});
