import { describe, expect, it } from 'vitest';
import { protections } from '../kinds.ts';
import { levelAfterReport, mayName, protectionLevels } from './protection-levels.ts';

describe(protectionLevels.id, () => {
  it.each(protections.flatMap((before) => protections.map((reported) => [before, reported] as const)))(
    'a report of %s → %s never lowers',
    (before, reported) => {
      const after = levelAfterReport(before, reported);
      const rank = (level: (typeof protections)[number]) => protections.indexOf(level);
      expect(rank(after)).toBe(Math.max(rank(before), rank(reported)));
    },
  );

  it('who is named names others; when no one is, any of those who look after such persons', () => {
    expect(mayName([], 'a')).toBe(true);
    expect(mayName(['a'], 'a')).toBe(true);
    expect(mayName(['b'], 'a')).toBe(false);
  });
});
