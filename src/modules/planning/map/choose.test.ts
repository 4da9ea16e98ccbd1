import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gini } from '../../insight/index.ts';
import { choose, simplified, type ToChoose } from './choose.ts';
import { asked } from './fixtures.ts';

const drawn = fc
  .record({ points: fc.integer({ min: 2, max: 7 }), sites: fc.integer({ min: 2, max: 6 }) })
  .chain(({ points, sites }) =>
    fc.record({
      weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: points, maxLength: points }),
      minutes: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: points * sites, maxLength: points * sites }),
      count: fc.integer({ min: 1, max: sites }),
      bound: fc.constantFrom('share' as const, 'gini' as const),
      most: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      longest: fc.constantFrom(null, null, 40, 55),
      close: fc.constantFrom<number[]>([], [0]),
      keep: fc.constantFrom<number[]>([], [1]),
      outside: fc.constantFrom<number[]>([], sites > 2 ? [sites - 1] : []),
    }),
  );

/** The least of the aim by counting through all, a share as what is left of it; Infinity where no network meets the demands. */
function least({ weights, minutes, aim, count, open, closed, longest, share, gini: most, limit }: ToChoose): number {
  const places = minutes.length / weights.length;
  const people = weights.reduce((sum, one) => sum + one, 0);
  let best = Infinity;
  for (let bits = 1; bits < 1 << places; bits += 1) {
    const chosen = Array.from({ length: places }, (_, place) => place).filter((place) => (bits >> place) & 1);
    if (chosen.length > count || open.some((one) => !chosen.includes(one)) || closed.some((one) => chosen.includes(one)))
      continue;
    const list = [...weights].map((weight, point) => ({
      weight,
      value: Math.min(...chosen.map((place) => minutes[point * places + place]!)),
    }));
    const within = list.reduce((sum, { value, weight }) => sum + (value <= limit ? weight : 0), 0) / people;
    if (list.some(({ value }) => value > (longest ?? Infinity)) || within < (share ?? 0) - 1e-12) continue;
    if (most !== null && gini(list)! > most + 1e-12) continue;
    const mean = list.reduce((sum, { value, weight }) => sum + value * weight, 0) / people;
    const farthest = Math.max(...list.map(({ value }) => value));
    best = Math.min(best, { mean, share: 1 - within, maximum: farthest }[aim]);
  }
  return best;
}

describe('the best for what the map is asked', () => {
  it('is the best of all networks that meet the demands; where none does, these are named, and no fewer would do', () => {
    fc.assert(
      fc.property(drawn, ({ weights, minutes, count, bound, most, longest, close, keep, outside }) => {
        const one: ToChoose = {
          ...asked,
          weights: Float64Array.from(weights),
          minutes: Float64Array.from(minutes),
          count,
          longest,
          closed: [...close, ...outside],
          outside,
          open: keep,
          share: bound === 'share' ? most : null,
          gini: bound === 'gini' ? most : null,
        };
        const best = least(one);
        const found = choose(one);
        if (best < Infinity) {
          expect(found.places).not.toBeNull();
          expect(found.value).toBeGreaterThanOrEqual(best - 1e-6);
          expect(found.bound!).toBeLessThanOrEqual(best + 1e-6);
          if (found.proved) expect(Math.abs(found.value - best)).toBeLessThanOrEqual(1e-6 * best + 1e-9);
          if (bound === 'share') expect(found.proved).toBe(true);
          return;
        }
        expect(found.places).toBeNull();
        if (found.conflict === null) return expect(found.leastGini === null || found.leastGini > most).toBe(true);
        if (found.conflict.demands.includes('gini')) return undefined;
        for (const gone of found.conflict.demands) {
          const left = found.conflict.demands.filter((other) => other !== gone);
          const has = (demand: (typeof left)[number]): boolean => left.includes(demand);
          const easier: ToChoose = {
            ...one,
            gini: null,
            count: has('number') ? count : minutes.length / weights.length,
            open: has('keep') ? keep : [],
            closed: [...(has('close') ? close : []), ...(has('where') ? outside : [])],
            longest: has('longest') ? longest : null,
            share: has('share') ? one.share : null,
          };
          expect(least(easier)).toBeLessThan(Infinity);
        }
        return undefined;
      }),
      { numRuns: 150 },
    );
  });

  it('is the best by each aim, with nobody farther than the longest way', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom('mean', 'share', 'maximum'), (drew, aim) => {
        const { weights, minutes, count, longest, close, keep, outside } = drew;
        const one: ToChoose = {
          ...asked,
          weights: Float64Array.from(weights),
          minutes: Float64Array.from(minutes),
          aim,
          count: Math.max(count, keep.length),
          longest,
          closed: [...close, ...outside],
          outside,
          open: keep,
        };
        const best = least(one);
        const found = choose(one);
        expect(found.proved).toBe(true);
        expect(found.isImpossible).toBe(best === Infinity);
        if (best < Infinity) expect(aim === 'share' ? 1 - found.value : found.value).toBeCloseTo(best, 6);
      }),
      { numRuns: 300 },
    );
  });

  it('says how large the share could be, and how short the longest way', () => {
    expect(choose({ ...asked, count: 1, share: 0.8 })).toMatchObject({
      isImpossible: true,
      conflict: { demands: ['number', 'share'], shortest: null },
    });
    expect(choose({ ...asked, count: 1, share: 0.8 }).conflict!.mostWithin).toBeCloseTo(0.7, 9);
    expect(choose({ ...asked, count: 1, longest: 20 }).conflict).toMatchObject({ demands: ['longest'] });
    expect(choose({ ...asked, count: 1, longest: 30 }).conflict).toEqual({
      demands: ['number', 'longest'],
      mostWithin: null,
      shortest: 60,
    });
  });

  it('the shortest longest way is refused too when somebody has farther than nobody is to have', () => {
    const far = choose({ ...asked, aim: 'maximum', count: 1, longest: 30 });
    expect(far).toMatchObject({ places: null, isImpossible: true, conflict: { demands: ['number', 'longest'], shortest: 60 } });
    expect(choose({ ...asked, aim: 'maximum', count: 1, longest: 60 })).toMatchObject({ value: 60, proved: true });
  });

  it('money that does not cover what stays, or buys no place at all, is refused with what stands in the way; all that is asked for is kept', () => {
    const ofOnePrice = (more: Partial<ToChoose>, most: number): ToChoose => ({
      ...asked,
      ...more,
      money: { costs: [3, 3, 3], most },
    });
    const found = choose(simplified(ofOnePrice({ open: [0, 1] }, 5.9)));
    expect(found).toMatchObject({ places: null, isImpossible: true });
    expect([...found.conflict!.demands].toSorted()).toEqual(['keep', 'money']);
    expect(choose(simplified(ofOnePrice({}, 2.9)))).toMatchObject({ places: null, isImpossible: true });
    // Money that is just enough buys as many as it pays for.
    expect(choose(simplified(ofOnePrice({ open: [0, 1] }, 6))).places).toEqual([0, 1]);
    expect(choose(simplified(ofOnePrice({ open: [0, 1] }, 9))).places).toEqual([0, 1, 2]);
  });
});
