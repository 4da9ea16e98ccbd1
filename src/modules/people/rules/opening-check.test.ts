import { describe, expect, it } from 'vitest';
import { openingCheck, reasonsToCheck } from './opening-check.ts';

const ordinary = { reason: 'matching', isRefused: false, isProtected: false, isOwnFile: false, thatDay: 3 };

describe(openingCheck.id, () => {
  it('an ordinary opening is only logged', () => {
    expect(reasonsToCheck(ordinary, { manyInADay: null })).toEqual([]);
  });

  it.each([
    [{ reason: 'other' }, 'other'],
    [{ isRefused: true }, 'refused'],
    [{ isProtected: true }, 'protected'],
    [{ isOwnFile: true }, 'own-file'],
  ])('%j is checked as %s', (change, why) => {
    expect(reasonsToCheck({ ...ordinary, ...change }, { manyInADay: null })).toEqual([why]);
  });

  it('many on a day only when the setting says what many is', () => {
    expect(reasonsToCheck({ ...ordinary, thatDay: 500 }, { manyInADay: null })).toEqual([]);
    expect(reasonsToCheck({ ...ordinary, thatDay: 39 }, { manyInADay: 40 })).toEqual([]);
    expect(reasonsToCheck({ ...ordinary, thatDay: 40 }, { manyInADay: 40 })).toEqual(['many']);
  });
});
