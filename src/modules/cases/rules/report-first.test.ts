import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { owesReport, reportFirst } from './report-first.ts';

const owes = (registered: string, month: string, deregistered: string | null = null) =>
  owesReport({ registeredOn: day(registered), deregisteredOn: deregistered === null ? null : day(deregistered) }, day(month));

describe(reportFirst.id, () => {
  it('§12.13 registration on the 19th vs the 20th', () => {
    expect(owes('2022-03-19', '2022-03-01')).toBe('owed');
    expect(owes('2022-03-20', '2022-03-01')).toBe('not-owed');
    expect(owes('2022-03-20', '2022-04-01')).toBe('owed');
  });

  it('nothing is owed for months before the registration', () => {
    expect(owes('2022-03-01', '2022-02-01')).toBe('not-owed');
  });

  it('nothing is owed for a month whose first day was the first without registration; what is left midway is not known', () => {
    expect(owes('2022-01-03', '2022-03-01', '2022-03-01')).toBe('not-owed');
    expect(owes('2022-01-03', '2022-03-01', '2022-03-02')).toBe('unknown');
    expect(owes('2022-01-03', '2022-03-01', '2022-03-31')).toBe('unknown');
    expect(owes('2022-01-03', '2022-03-01', '2022-04-01')).toBe('owed');
  });

  it('the rule of 2020 is not known: the first two months are said to be so, later ones are owed', () => {
    expect(owes('2021-04-21', '2021-04-01')).toBe('unknown');
    expect(owes('2021-04-21', '2021-05-01')).toBe('unknown');
    expect(owes('2021-04-21', '2021-06-01')).toBe('owed');
    expect(owes('2021-04-22', '2021-04-01')).toBe('not-owed');
  });
});
