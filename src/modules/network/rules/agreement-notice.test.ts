import { expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { agreementNotice, earliestEnd, noticeDay } from './agreement-notice.ts';

it(`${agreementNotice.id}: the period of notice is the agreement’s own`, () => {
  expect(earliestEnd(plainDate('2020-08-31'), 6)).toBe('2021-02-28');
  expect(earliestEnd(plainDate('2020-08-31'), 0)).toBe('2020-08-31');
  expect(earliestEnd(plainDate('2020-08-31'), null)).toBe('2020-08-31');
  expect(noticeDay(plainDate('2021-02-28'), 6)).toBe('2020-08-28');
  expect(noticeDay(plainDate('2021-02-28'), null)).toBeNull();
});
