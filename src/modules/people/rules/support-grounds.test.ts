import { describe, expect, it } from 'vitest';
import { grounds } from '../kinds.ts';
import { refuseSupportNeed, supportGrounds } from './support-grounds.ts';

describe(supportGrounds.id, () => {
  it.each(grounds)('%s', (ground) => {
    for (const capacity of ['self', 'mandate', 'staff'] as const) {
      const isLeftToOfficer = ground === 'officers-assessment' && capacity !== 'staff';
      expect(refuseSupportNeed(capacity, { ground, disabilityCode: null })).toBe(isLeftToOfficer ? 'ground' : null);
      if (isLeftToOfficer) continue;
      const mayCode = capacity === 'staff' && ground === 'disability';
      expect(refuseSupportNeed(capacity, { ground, disabilityCode: '61' })).toBe(mayCode ? null : 'disabilityCode');
    }
  });
});
