import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/problems.<language>.json under `problem`. */
export const insightProblem = problems({
  'metric-unknown': { status: 404, title: 'There is no metric with this id' },
  'cube-busy': { status: 409, title: 'The figures are being counted already' },
  'metric-key-unknown': { status: 422, title: 'The metric is not broken down by this' },
  'metric-not-on-day': { status: 422, title: 'The definition of the metric does not cover this day' },
});
