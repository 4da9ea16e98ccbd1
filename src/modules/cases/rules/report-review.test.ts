import { expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { reportReview, reviewBy } from './report-review.ts';

it(`${reportReview.id}: fourteen days from arrival`, () => {
  expect(reviewBy(day('2024-02-14'), valueOn(reportReview, day('2024-02-14')))).toBe('2024-02-28');
});
