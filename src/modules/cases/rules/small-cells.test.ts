import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownCount, shownParts, shownShare, smallCells } from './small-cells.ts';

const limits = smallCells.values['2019-01-01']!;
const counts = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 12 });

describe(smallCells.id, () => {
  it('hides seven and shows eight, rounded', () => {
    expect([0, 1, 7, 8, 12, 13].map((count) => shownCount(count, limits))).toEqual([null, null, null, 10, 10, 15]);
  });

  it('never leaves one hidden part alone beside its whole', () => {
    fc.assert(
      fc.property(counts, (parts) => {
        expect(shownParts(parts, limits).filter((one) => one === null)).not.toHaveLength(1);
      }),
    );
  });

  it('shows no small part, and each other one within half a step', () => {
    fc.assert(
      fc.property(counts, (parts) => {
        for (const [index, one] of shownParts(parts, limits).entries()) {
          if (one === null) continue;
          expect(parts[index]!).toBeGreaterThan(limits.hideUpTo);
          expect(Math.abs(one - parts[index]!)).toBeLessThanOrEqual(limits.roundTo / 2);
        }
      }),
    );
  });

  it('keeps an attacker from a hidden part: several values are possible by what is shown', () => {
    fc.assert(
      fc.property(counts, (parts) => {
        const shown = shownParts(parts, limits);
        if (!shown.includes(null)) return;
        // What the whole less the shown parts says of the hidden ones together, with the error of each rounding.
        const whole = shownCount(
          parts.reduce((sum, one) => sum + one, 0),
          limits,
        );
        if (whole === null) return;
        const slack = (limits.roundTo / 2) * (1 + shown.filter((one) => one !== null).length);
        const rest = whole - shown.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        expect(rest + slack - Math.max(0, rest - slack)).toBeGreaterThanOrEqual(limits.roundTo / 2);
        expect(shown.filter((one) => one === null).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('gives a share only of what is shown', () => {
    expect(shownShare(null, 50)).toBeNull();
    expect(shownShare(45, null)).toBeNull();
    expect(shownShare(45, 50)).toBe(90);
    expect(shownShare(55, 50)).toBe(100);
  });
});
