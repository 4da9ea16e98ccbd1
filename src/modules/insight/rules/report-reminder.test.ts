import { expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { reminderOn, reportReminder } from './report-reminder.ts';

it.each([
  ['2020-09-22', null],
  ['2020-09-23', 30],
  ['2020-10-15', 30],
  ['2020-10-16', 7],
  ['2020-10-22', 1],
  ['2020-10-23', 1],
  ['2020-10-24', null],
] as const)(`${reportReminder.id}: on %s of a report due 2020-10-23: %s`, (day, days) => {
  expect(reminderOn(plainDate(day), plainDate('2020-10-23'))).toBe(days);
});
