import type { ToChoose } from './choose.ts';

/** Four seats and three places. */
export const asked: ToChoose = {
  weights: Float64Array.of(10, 20, 30, 40),
  minutes: Float64Array.of(0, 30, 90, 30, 0, 60, 60, 30, 30, 90, 60, 0),
  aim: 'mean',
  limit: 30,
  count: 2,
  open: [],
  closed: [],
  outside: [],
  preferred: [],
  longest: null,
  share: null,
  gini: null,
  money: null,
};
