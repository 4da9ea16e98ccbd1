import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { noticeGroups, noticeRecipients, recipientsOf } from './notice-recipients.ts';

const value = valueOn(noticeRecipients, plainDate('2020-02-14'));
const told = (...of: Parameters<typeof recipientsOf>[0]) => [...recipientsOf(of, noticeGroups, value)];

describe(noticeRecipients.id, () => {
  it('tells the place’s municipality, those whose nearest place changes, the one referred to, their regions and county boards', () => {
    expect(told({ municipalityCode: '2425', nearest: ['2421', '2425'], referred: '2481' })).toEqual([
      ['county-board:24', ['county-board']],
      ['municipality:2421', ['nearest']],
      ['municipality:2425', ['place', 'nearest']],
      ['municipality:2481', ['referred']],
      ['region:24', ['region']],
    ]);
  });

  it('tells another county’s region and board when a municipality of it is touched, and each once', () => {
    const keys = told(
      { municipalityCode: '2425', nearest: ['2313'], referred: null },
      { municipalityCode: '2421', nearest: [], referred: null },
    ).map(([key]) => key);
    expect(keys).toEqual([
      'county-board:23',
      'county-board:24',
      'municipality:2313',
      'municipality:2421',
      'municipality:2425',
      'region:23',
      'region:24',
    ]);
  });

  it('has no region on Gotland, whose municipality has its tasks', () => {
    expect(told({ municipalityCode: '0980', nearest: [], referred: null }).map(([key]) => key)).toEqual([
      'county-board:09',
      'municipality:0980',
    ]);
  });

  it('tells only the groups that are wanted', () => {
    const decision = { municipalityCode: '2425', nearest: ['2421'], referred: '2481' };
    expect([...recipientsOf([decision], ['region'], value)]).toEqual([['region:24', ['region']]]);
    expect([...recipientsOf([decision], [], value)]).toEqual([]);
  });
});
