import { expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { mayFreeze, reportFreeze } from './report-freeze.ts';

it(`${reportFreeze.id}: not before the day, on it and after`, () => {
  const due = plainDate('2020-06-15');
  expect(mayFreeze(due, plainDate('2020-06-14'))).toBe(false);
  expect(mayFreeze(due, due)).toBe(true);
  expect(mayFreeze(due, plainDate('2026-11-22'))).toBe(true);
});
