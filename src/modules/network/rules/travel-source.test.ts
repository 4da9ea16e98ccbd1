import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { bestSource, travelSource } from './travel-source.ts';

describe(travelSource.id, () => {
  const order = valueOn(travelSource, plainDate('2020-01-01'));

  it('prefers imported, then routed, then the estimate', () => {
    const all = [{ source: 'estimate' }, { source: 'routed' }, { source: 'imported' }] as const;
    expect(bestSource(all, order)?.source).toBe('imported');
    expect(bestSource(all.slice(0, 2), order)?.source).toBe('routed');
    expect(bestSource([], order)).toBeUndefined();
  });
});
