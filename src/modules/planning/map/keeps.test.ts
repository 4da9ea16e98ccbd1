import { expect, it } from 'vitest';
import type { ToChoose } from './choose.ts';
import { asked } from './fixtures.ts';
import { keeps } from './keeps.ts';

/** Nobody lives at the last. */
const question: ToChoose = {
  ...asked,
  weights: Float64Array.of(10, 20, 30, 0),
  minutes: Float64Array.of(0, 30, 90, 30, 0, 60, 60, 30, 30, 99, 99, 99),
};

it.each([
  ['the number', { count: 1 }],
  ['a place that is to stay', { open: [2] }],
  ['a place that is closed', { closed: [1] }],
  ['the longest way, of those who are anybody', { longest: 29 }],
  ['the share within the limit', { limit: 29, share: 0.6 }],
  ['Gini', { gini: 0.3 }],
  ['money, however many places', { count: 1, money: { costs: [3, 2, 1], most: 4.9 } }],
])('a network that breaks %s is none', (_name, more: Partial<ToChoose>) => {
  expect(keeps({ ...question, longest: 30, share: 1, gini: 0.6, ...more }, [0, 1])).toBe(false);
});

it('one that keeps them all is one', () => {
  const all = { open: [0], closed: [2], longest: 30, share: 1, gini: 0.6, count: 1, money: { costs: [3, 2, 1], most: 5 } };
  expect(keeps({ ...question, ...all }, [0, 1])).toBe(true);
});
