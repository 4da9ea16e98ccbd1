import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortByKey } from './sort.ts';

test('ids come in the order of their keys, and equals in the order of the ids, however near the keys are', () => {
  const near = fc.integer({ min: -8, max: 8 }).map((one) => one * Number.EPSILON);
  const key = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }), near);
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
      const ids = Int32Array.from(keys.keys());
      sortByKey(ids, (id) => keys[id]!);
      const expected = [...keys.keys()].toSorted((a, b) => keys[a]! - keys[b]! || a - b);
      expect([...ids]).toEqual(expected);
    }),
    { numRuns: 500, seed: 7 },
  );
});
