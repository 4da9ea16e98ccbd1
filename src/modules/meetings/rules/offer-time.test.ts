import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import { afterDeclining, offeredUntil, offerTime } from './offer-time.ts';

const value = { hours: 4, leastNotice: 24, mostDeclined: 3 };
const now = instant('2020-03-02T08:00:00Z');

describe(offerTime.id, () => {
  it('an offer stands for its hours, and is made only while there is notice left after them', () => {
    expect(offeredUntil(value, now, instant('2020-03-05T08:00:00Z'))).toBe('2020-03-02T12:00:00.000Z');
    expect(offeredUntil(value, now, instant('2020-03-03T12:00:00Z'))).toBe('2020-03-02T12:00:00.000Z');
    expect(offeredUntil(value, now, instant('2020-03-03T11:59:00Z'))).toBeNull();
  });

  it('whoever lets the third offer go leaves the line', () => {
    expect(afterDeclining(value, 0)).toEqual({ state: 'waiting', declined: 1 });
    expect(afterDeclining(value, 2)).toEqual({ state: 'ended', declined: 3 });
  });
});
