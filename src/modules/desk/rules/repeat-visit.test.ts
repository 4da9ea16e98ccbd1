import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import { repeatUntil, repeatVisit } from './repeat-visit.ts';

const at = instant('2026-03-02T09:00:00Z');

describe(repeatVisit.id, () => {
  it('keeps the keyed hash for the window that is set', () => {
    expect(repeatUntil(at, 14)).toBe('2026-03-16T09:00:00.000Z');
  });

  it('keeps nothing while no window is set', () => {
    expect(repeatUntil(at, null)).toBeNull();
  });
});
