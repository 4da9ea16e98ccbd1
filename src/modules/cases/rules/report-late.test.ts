import { describe, expect, it } from 'vitest';
import { instant, plainDate as day } from '../../../platform/clock/index.ts';
import { outageToName, reportLate } from './report-late.ts';

const window = { opens: day('2024-02-01'), closes: day('2024-02-14') };
const outage = (id: string, from: string, to: string | null) => ({
  id,
  beganAt: instant(from),
  endedAt: to === null ? null : instant(to),
});

describe(reportLate.id, () => {
  it('names the last outage that touched the window', () => {
    const before = outage('before', '2024-01-31T10:00:00Z', '2024-01-31T12:00:00Z');
    const early = outage('early', '2024-02-02T10:00:00Z', '2024-02-02T12:00:00Z');
    const last = outage('last', '2024-02-14T18:00:00Z', '2024-02-15T02:00:00Z');
    const after = outage('after', '2024-02-15T10:00:00Z', null);
    expect(outageToName([last, before, early, after], window)?.id).toBe('last');
    expect(outageToName([before, after], window)).toBeNull();
  });

  it('reads days as they are in Sweden, and one that goes on counts', () => {
    expect(outageToName([outage('night', '2024-02-14T23:30:00Z', null)], window)).toBeNull();
    expect(outageToName([outage('evening', '2024-02-14T22:30:00Z', null)], window)?.id).toBe('evening');
  });
});
