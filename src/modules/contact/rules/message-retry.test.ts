import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { messageRetry, nextTry } from './message-retry.ts';

const patience = valueOn(messageRetry, plainDate('2020-02-14'));

describe(messageRetry.id, () => {
  it('waits twice as long each time, at most an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 20].map((attempts) => nextTry(patience, attempts, 0))).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('gives up after half a day, and staff tell it', () => {
    expect(nextTry(patience, 15, 11.9)).toBe(60);
    expect(nextTry(patience, 16, 12)).toBeNull();
  });
});
