import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { isTooNear, ownCase } from './own-case.ts';

const value = valueOn(ownCase, day('2020-03-02'));

describe(ownCase.id, () => {
  it('no one handles their own case, nor that of someone whose mandate they hold', () => {
    expect(isTooNear({ isSelf: true, holdsMandate: false }, value)).toBe(true);
    expect(isTooNear({ isSelf: false, holdsMandate: true }, value)).toBe(true);
    expect(isTooNear({ isSelf: false, holdsMandate: false }, value)).toBe(false);
  });
});
