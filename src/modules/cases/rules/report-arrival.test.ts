import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate as day } from '../../../platform/clock/index.ts';
import { reportArrival, timelyOf } from './report-arrival.ts';

const closes = day('2024-02-14');
const forwarded = { reachedOn: day('2024-02-16'), handedInOn: closes };

describe(reportArrival.id, () => {
  it('§12.1 handed in at a service office on the 14th and forwarded on the 16th: what the agreement says', () => {
    expect(timelyOf({ ...forwarded, agreement: 'counts' }, closes)).toBe('in-time');
    expect(timelyOf({ ...forwarded, agreement: 'does-not-count' }, closes)).toBe('late');
    expect(timelyOf({ ...forwarded, agreement: 'not-settled' }, closes)).toBe('undecided');
  });

  it('the last day is within, the day after is not', () => {
    const direct = { handedInOn: null, agreement: 'not-settled' } as const;
    expect(timelyOf({ ...direct, reachedOn: closes }, closes)).toBe('in-time');
    expect(timelyOf({ ...direct, reachedOn: addDays(closes, 1) }, closes)).toBe('late');
    expect(timelyOf({ ...direct, reachedOn: addDays(closes, 2), handedInOn: addDays(closes, 1) }, closes)).toBe('late');
  });

  it('is undecided only between a desk in time and an arrival that is late, while nothing is settled', () => {
    const anyDay = fc.integer({ min: -10, max: 10 }).map((days) => addDays(closes, days));
    fc.assert(
      fc.property(
        anyDay,
        fc.option(anyDay),
        fc.constantFrom('counts', 'does-not-count', 'not-settled'),
        (reachedOn, handedInOn, agreement) => {
          const undecided = timelyOf({ reachedOn, handedInOn, agreement }, closes) === 'undecided';
          const matters = handedInOn !== null && handedInOn <= closes && reachedOn > closes;
          expect(undecided).toBe(matters && agreement === 'not-settled');
        },
      ),
    );
  });
});
