import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { fitsVideo, videoSize } from './video-size.ts';

const value = valueOn(videoSize, plainDate('2020-02-14'));

describe(videoSize.id, () => {
  it('two or three persons meet an officer by video; not three with an interpreter, and not four', () => {
    const fits = (seats: number, officers: number, interpreter = false) => fitsVideo(value, { seats, officers, interpreter });
    expect([fits(2, 1), fits(3, 1), fits(2, 1, true), fits(2, 2)]).toEqual([true, true, true, true]);
    expect([fits(3, 1, true), fits(4, 1), fits(3, 2)]).toEqual([false, false, false]);
  });

  it('one person meets two officers and an interpreter', () => {
    expect(fitsVideo(value, { seats: 1, officers: 2, interpreter: true })).toBe(true);
  });
});
