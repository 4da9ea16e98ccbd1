import { expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import type { Metric } from '../metric.ts';
import { offices } from '../metrics/offices.ts';
import { registrations } from '../metrics/registrations.ts';
import { dayOf, monthsOf } from './periods.ts';

const day = plainDate;
const from = (metric: Metric, first: string, last: string | null): Metric => ({
  ...metric,
  from: day(first),
  to: last === null ? null : day(last),
});

it('what is so on a day has the month of today, on today', () => {
  const metric = from(offices, '2019-12-15', null);
  expect(monthsOf(metric, day('2020-02-14'))).toEqual(['2019M12', '2020M01', '2020M02']);
  expect(dayOf(metric, '2020M01', day('2020-02-14'))).toBe('2020-01-31');
  expect(dayOf(metric, '2020M02', day('2020-02-14'))).toBe('2020-02-14');
  expect(dayOf(metric, '2020M03', day('2020-02-14'))).toBeNull();
  expect(dayOf(metric, '2019-12-20', day('2020-02-14'))).toBe('2019-12-20');
  expect(dayOf(metric, '2019-12-14', day('2020-02-14'))).toBeNull();
});

it('what is counted by month has whole months, and no single days', () => {
  const metric = from(registrations, '2019-12-01', null);
  expect(monthsOf(metric, day('2020-02-29'))).toEqual(['2019M12', '2020M01']);
  expect(monthsOf(metric, day('2020-03-01'))).toEqual(['2019M12', '2020M01', '2020M02']);
  expect(dayOf(metric, '2020M02', day('2020-02-29'))).toBeNull();
  expect(dayOf(metric, '2020-01-31', day('2020-03-01'))).toBeNull();
});

it('a definition that has ended ends its table', () => {
  const metric = from(offices, '2019-12-01', '2020-01-15');
  expect(monthsOf(metric, day('2026-11-22'))).toEqual(['2019M12', '2020M01']);
  expect(dayOf(metric, '2020M01', day('2026-11-22'))).toBe('2020-01-15');
});

it('before the first day there is nothing', () => {
  expect(monthsOf(from(offices, '2020-03-01', null), day('2020-02-14'))).toEqual([]);
});
