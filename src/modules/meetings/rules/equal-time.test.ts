import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import { isEqual, equalTime } from './equal-time.ts';

const value = { days: 7, minutes: 120, noticeHours: 48 };
const now = instant('2020-03-23T08:00:00Z');
const before = { start: instant('2020-03-26T09:00:00Z'), channel: 'video', placeId: null, language: 'sv' } as const;
const equal = (over: Partial<{ start: string; channel: 'video' | 'phone'; placeId: string | null; language: string }>) =>
  isEqual(value, before, { ...before, ...over, start: instant(over.start ?? '2020-03-27T09:00:00Z') }, now);

describe(equalTime.id, () => {
  it('a new time is equal within days and minutes of the day, on the wall clock also over summer time', () => {
    expect(equal({})).toBe(true);
    expect(equal({ start: '2020-03-30T08:00:00Z' })).toBe(true);
    expect(equal({ start: '2020-04-02T10:00:00Z' })).toBe(true);
    expect(equal({ start: '2020-04-02T10:30:00Z' })).toBe(false);
    expect(equal({ start: '2020-04-03T08:00:00Z' })).toBe(false);
  });

  it('not in another channel, at another place, in another language, or with too little notice', () => {
    expect(equal({ channel: 'phone' })).toBe(false);
    expect(equal({ placeId: 'x' })).toBe(false);
    expect(equal({ language: 'ar' })).toBe(false);
    expect(equal({ start: '2020-03-24T07:30:00Z' })).toBe(false);
  });

  it('never earlier, not even on the same day: who is told too late would miss it', () => {
    expect(equal({ start: '2020-03-26T08:30:00Z' })).toBe(false);
    expect(equal({ start: '2020-03-25T09:00:00Z' })).toBe(false);
    expect(equal({ start: '2020-03-26T09:00:00Z' })).toBe(true);
  });
});
