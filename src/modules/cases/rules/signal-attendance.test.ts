import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { mayRecordAttendance, signalAttendance } from './signal-attendance.ts';

const value = valueOn(signalAttendance, plainDate('2024-02-10'));

describe(signalAttendance.id, () => {
  it('the officer who was to hold it does not record that someone did not come', () => {
    expect(mayRecordAttendance(value, 'person-absent', 'a', ['a', null])).toBe(false);
    expect(mayRecordAttendance(value, 'person-absent', 'a', [null, 'a'])).toBe(false);
    expect(mayRecordAttendance(value, 'person-absent', 'b', [null, null])).toBe(false);
    expect(mayRecordAttendance(value, 'person-absent', 'b', ['a', null])).toBe(true);
  });

  it('what harms no one they record themselves', () => {
    for (const outcome of ['attended', 'authority-failed', 'rescheduled'] as const) {
      expect(mayRecordAttendance(value, outcome, 'a', ['a', 'a'])).toBe(true);
    }
  });
});
