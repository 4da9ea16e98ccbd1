import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { markActivities, reportContent } from './report-content.ts';

describe(reportContent.id, () => {
  it('marks a day outside the month, and keeps the activity', () => {
    const said = { kind: 'job', what: 'Lagerarbetare', where: 'Lycksele' } as const;
    const days = [day('2024-01-31'), day('2024-02-01'), day('2024-02-29'), day('2024-03-01'), null];
    const marked = markActivities(
      days.map((date) => ({ ...said, date })),
      day('2024-02-01'),
    );
    expect(marked.map((one) => one.inPeriod)).toEqual([false, true, true, false, null]);
  });
});
