import { describe, expect, it } from 'vitest';
import { instant, plainDate } from '../../../platform/clock/index.ts';
import { holdTime, holdUntil } from './hold-time.ts';

describe(holdTime.id, () => {
  it('MEET-1: five minutes, also over the hour that comes twice', () => {
    expect(holdUntil(instant('2020-03-02T08:58:00Z'), plainDate('2020-03-02'))).toBe('2020-03-02T09:03:00.000Z');
    expect(holdUntil(instant('2020-10-25T00:58:00Z'), plainDate('2020-10-25'))).toBe('2020-10-25T01:03:00.000Z');
  });
});
