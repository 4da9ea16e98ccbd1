import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { joined, without } from './periods.ts';

let made = 0;
const newId = () => `new-${++made}` as Uuid;
const day = (n: number) => addDays(plainDate('2020-01-01'), n);
const row = (from: number, to: number | null, says = 'a') => ({
  id: `row-${from}` as Uuid,
  validFrom: day(from),
  validTo: to === null ? null : day(to),
  says,
});

describe('a period said anew', () => {
  it('cuts what reaches into it, takes away what lies within, splits what lies around', () => {
    const rows = [row(0, 9), row(10, 20), row(21, null)];
    const left = without(rows, { from: day(5), to: day(30) }, newId);
    expect(left.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      [day(0), day(4)],
      [day(31), null],
    ]);
    expect(without([row(0, null)], { from: day(5), to: null }, newId)).toEqual([{ ...row(0, null), validTo: day(4) }]);
    const [first, second] = without([row(0, null)], { from: day(5), to: day(6) }, newId);
    expect(first!.id).not.toBe(second!.id);
  });

  it('leaves every other day as it was, for any rows and period', () => {
    const period = fc
      .tuple(fc.nat(40), fc.option(fc.nat(20)))
      .map(([from, length]) => ({ from, to: length === null ? null : from + length }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), period, (periods, taken) => {
        const rows = periods.map(({ from, to }, index) => row(from, to, String(index)));
        const left = without(rows, { from: day(taken.from), to: taken.to === null ? null : day(taken.to) }, newId);
        for (let n = 0; n < 70; n++) {
          const on = (all: typeof rows) =>
            all
              .filter(({ validFrom, validTo }) => validFrom <= day(n) && (validTo === null || day(n) <= validTo))
              .map((one) => one.says);
          const within = taken.from <= n && (taken.to === null || n <= taken.to);
          expect(on(left)).toEqual(within ? [] : on(rows));
        }
      }),
    );
  });

  it('what says the same without a gap is one row', () => {
    const rows = [row(0, 4), row(5, 9), row(10, null, 'b'), row(12, 13)];
    expect(joined(rows, ({ says }) => says).map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      [day(0), day(9)],
      [day(10), null],
      [day(12), day(13)],
    ]);
  });
});
