import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, bitsBetween, clearDay, countBits, grown, makeBitmap, runs, setBits, wordsADay } from './bits.ts';

const quarters = (of: ReturnType<typeof makeBitmap>, day: number, row: number): number[] =>
  Array.from({ length: 96 }, (_, quarter) => quarter).filter(
    (quarter) => (of.words[at(of, day, Math.floor(quarter / 32), row)]! & (1 << (quarter % 32))) !== 0,
  );

const span = fc
  .tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 0, max: 96 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('bitmaps of quarter-hours', () => {
  it('hold what was set in a row and day, and nothing beside it', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
        const map = makeBitmap(3, 5);
        for (const [from, to] of spans) setBits(map, 1, 2, from, to);
        const expected = Array.from({ length: 96 }, (_, one) => one).filter((one) =>
          spans.some(([from, to]) => from <= one && one < to),
        );
        expect(quarters(map, 1, 2)).toEqual(expected);
        expect(countBits(map, 1, 2)).toBe(expected.length);
        for (const [day, row] of [
          [0, 2],
          [2, 2],
          [1, 1],
          [1, 3],
        ] as const)
          expect(countBits(map, day, row)).toBe(0);
        const more = grown(map, 9);
        expect(quarters(more, 1, 2)).toEqual(expected);
        clearDay(more, 1, 2);
        expect(countBits(more, 1, 2)).toBe(0);
      }),
    );
  });

  it('find where enough quarters follow on each other, across words too', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.integer({ min: 1, max: 16 }), (spans, length) => {
        const map = makeBitmap(1, 1);
        for (const [from, to] of spans) setBits(map, 0, 0, from, to);
        const free = new Set(quarters(map, 0, 0));
        const found = makeBitmap(1, 1);
        for (let word = 0; word < wordsADay; word += 1) {
          found.words[word] = runs(map.words[word]!, word === 2 ? 0 : map.words[word + 1]!, length);
        }
        const expected = [...free].filter((one) =>
          Array.from({ length }, (_, index) => one + index).every((other) => free.has(other)),
        );
        expect(quarters(found, 0, 0)).toEqual(expected);
      }),
    );
  });

  it('give the bits of a word between two quarters', () => {
    expect(bitsBetween(0, 0, 96)).toBe(0xff_ff_ff_ff);
    expect(bitsBetween(1, 36, 64)).toBe(0xff_ff_ff_f0);
    expect(bitsBetween(2, 0, 64)).toBe(0);
  });
});
