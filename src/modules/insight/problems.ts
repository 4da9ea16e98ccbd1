import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/problems.<language>.json under `problem`. */
export const insightProblem = problems({
  'metric-unknown': { status: 404, title: 'There is no metric with this id' },
  'cube-busy': { status: 409, title: 'The figures are being counted already' },
  'metric-value-unknown': { status: 422, title: 'The metric has no such value to break it down by' },
  'definition-changed': { status: 500, title: 'The definition of a metric that has been used is another now' },
  'metric-key-unknown': { status: 422, title: 'The metric is not broken down by this' },
  'assignment-unknown': { status: 404, title: 'There is no assignment with this code' },
  'assignment-code-taken': { status: 422, title: 'Another assignment has this code' },
  'government-report-unknown': { status: 404, title: 'There is no report with this code' },
  'government-report-code-taken': { status: 422, title: 'Another report has this code' },
  'government-report-changed-meanwhile': { status: 409, title: 'The report has been changed since it was shown' },
  'government-report-act-refused': { status: 409, title: 'The report is not in a state in which this is done' },
  'government-report-own-approval': { status: 422, title: 'Whoever wrote any of a report does not approve it' },
  'government-report-not-due': { status: 422, title: 'A report is not frozen before the day that it is due' },
  'government-report-not-frozen': { status: 404, title: 'The report is not frozen yet' },
  'template-refused': { status: 422, title: 'The template asks for something that cannot be' },
  'template-too-long': { status: 422, title: 'The template is longer than a report may be' },
  'metric-not-on-day': { status: 422, title: 'The definition of the metric does not cover this day' },
});
