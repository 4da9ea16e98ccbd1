/** What is counted of a meeting. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../platform/clock/index.ts';
import { workingDays } from './follow-meeting.ts';

const between = (from: string, to: string) => workingDays(plainDate(from), plainDate(to));

describe('the wait for a meeting, in working days', () => {
  it('counts the days after the booking up to and with the meeting’s', () => {
    expect(between('2020-02-14', '2020-02-14')).toBe(0);
    expect(between('2020-02-13', '2020-02-14')).toBe(1);
  });

  it('leaves out weekends and public holidays', () => {
    expect(between('2020-02-14', '2020-02-17')).toBe(1);
    // Good Friday and Easter Monday.
    expect(between('2020-04-09', '2020-04-14')).toBe(1);
  });
});
