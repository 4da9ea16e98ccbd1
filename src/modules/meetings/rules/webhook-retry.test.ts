import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { nextWait, webhookRetry } from './webhook-retry.ts';

const patience = valueOn(webhookRetry, plainDate('2020-03-02'));

describe(webhookRetry.id, () => {
  it('is tried for a day and no longer, each time after a longer wait but the last', () => {
    const waits = [];
    for (let attempts = 1; ; attempts += 1) {
      const wait = nextWait(patience, attempts);
      if (wait === null) break;
      waits.push(wait);
    }
    const total = waits.reduce((sum, wait) => sum + wait);
    expect(total).toBeGreaterThan(23 * 3600);
    expect(total).toBeLessThan(24 * 3600);
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b));
  });
});
