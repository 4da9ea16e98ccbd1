/** Receipt codes: read as they are typed, and a mistake is noticed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newReceiptCode, parseReceiptCode, shownReceiptCode } from './receipt-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('');
const code = fc.constant(null).map(() => newReceiptCode());

describe('a receipt code', () => {
  it('is read as it is shown and as people type it', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
        expect(shownReceiptCode(made)).toMatch(/^(.{4}-){3}.$/);
        const typed = ` ${shownReceiptCode(made).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')}`;
        expect([parseReceiptCode(made), parseReceiptCode(typed)]).toEqual([made, made]);
      }),
    );
  });

  it('is none with one wrong character, or with two neighbours that changed places', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 12 }), fc.constantFrom(...alphabet), (made, at, other) => {
        const wrong = made.split('');
        wrong[at] = other;
        expect(parseReceiptCode(wrong.join(''))).toBe(other === made[at] ? made : null);
        const swapped = made.split('');
        const next = (at + 1) % 12;
        [swapped[at % 12], swapped[next]] = [made[next]!, made[at % 12]!];
        expect([made, null]).toContain(parseReceiptCode(swapped.join('')));
        if (at < 11 && made[at] !== made[at + 1]) expect(parseReceiptCode(swapped.join(''))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is not used twice: 60 bits are random', () => {
    expect(new Set(Array.from({ length: 2000 }, newReceiptCode)).size).toBe(2000);
    expect(parseReceiptCode('')).toBeNull();
    expect(parseReceiptCode('UUUU-UUUU-UUUU-U')).toBeNull();
  });
});
