import { expect, it } from 'vitest';
import { leftOutOf, mayLeaveOut, stepLeftOut } from './step-left-out.ts';

const left = [
  { position: 3, isRefused: true },
  { position: 4, isRefused: false },
];

it(`${stepLeftOut.id}: only what was refused, and what waits only with it; never by whoever wrote the scenario`, () => {
  expect(leftOutOf(left, 3)).toEqual([left[0]]);
  expect(leftOutOf(left, 4)).toEqual([]);
  expect(leftOutOf(left, 9)).toEqual([]);
  expect(leftOutOf(left, null)).toEqual(left);
  expect(leftOutOf(left.slice(1), null)).toEqual([]);
  expect(mayLeaveOut('b', ['a'])).toBe(true);
  expect(mayLeaveOut('a', ['a', 'b'])).toBe(false);
});
