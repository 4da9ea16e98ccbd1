import { expect, it } from 'vitest';
import { mayRecordAttendance, signalAttendance } from './signal-attendance.ts';

it(`${signalAttendance.id}: the officer who was to hold it does not record who came`, () => {
  expect(mayRecordAttendance('a', ['a', null])).toBe(false);
  expect(mayRecordAttendance('a', [null, 'a'])).toBe(false);
  expect(mayRecordAttendance('b', ['a', null])).toBe(true);
});
