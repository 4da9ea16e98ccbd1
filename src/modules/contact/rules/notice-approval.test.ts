import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { mayApprove, noticeApproval } from './notice-approval.ts';

describe(noticeApproval.id, () => {
  it('is by someone who has not written on it', () => {
    const value = valueOn(noticeApproval, plainDate('2020-02-14'));
    expect([mayApprove(value, ['anna', 'bo'], 'anna'), mayApprove(value, ['anna', 'bo'], 'cecilia')]).toEqual([false, true]);
  });
});
