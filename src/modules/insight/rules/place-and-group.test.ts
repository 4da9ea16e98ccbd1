import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type Cell, verdictsOf } from '../disclosure/verdicts.ts';
import { disclosureControl } from './disclosure-control.ts';
import { largerThanChance } from './larger-than-chance.ts';
import { placeAndGroup } from './place-and-group.ts';

const on = plainDate('2020-01-01');
const limits = { ...valueOn(disclosureControl, on), ...valueOn(placeAndGroup, on), ...valueOn(largerThanChance, on) };
const country = new Map([['young', { part: 6000, whole: 10_000 }]]);

/** What is told of one place with another group in it, beside a country where six of ten have it. */
function told(part: number, whole: number, changed: Partial<Cell> = {}) {
  const young: Cell = { place: 'one', group: 'young', part, whole, isShown: true, ...changed };
  const others: Cell = { place: 'one', group: 'old', part: 300, whole: 600, isShown: false };
  const { answers } = verdictsOf({ cells: [young, others], country, isPartKnown: true, limits });
  return answers.map(({ verdict, tenth }) => [verdict, tenth])[0] ?? null;
}

describe(placeAndGroup.id, () => {
  it('a large group is told with its tenth', () => {
    expect(told(126, 200)).toEqual(['alike', 6]);
    expect(told(70, 200)).toEqual(['less', 3]);
    expect(told(190, 200)).toEqual(['more', null]);
  });

  it('a share near the edge of a tenth is not told, and a group with fewer than 20 on one side has none', () => {
    expect(told(123, 200)).toEqual(['alike', null]);
    expect(told(19, 60)).toEqual(['less', null]);
  });

  it('a verdict that five persons would change is not told', () => {
    const changing = Array.from({ length: 41 }, (_, at) => 80 + at).filter((part) => told(part, 200) === null);
    expect(changing.length).toBeGreaterThan(5);
    expect(changing.length).toBeLessThan(15);
  });

  it('nothing is told where the counts around it are hidden, or of seven or fewer', () => {
    expect(told(126, 200, { isShown: false })).toBeNull();
    expect(told(4, 7)).toBeNull();
  });
});
