import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { closureDecision, refuseClosure } from './closure-decision.ts';

const day = plainDate;
const office = { kind: 'staffed_office', validFrom: day('2019-01-01'), validTo: null } as const;
const decidedOn = day('2019-09-27');

describe(closureDecision.id, () => {
  it('accepts an end date within the presence, the first and the last day included', () => {
    expect(refuseClosure(office, { decidedOn, endDate: day('2020-12-30') })).toBeNull();
    const ending = { ...office, validTo: day('2020-03-31') };
    expect(refuseClosure(ending, { decidedOn, endDate: day('2020-03-31') })).toBeNull();
    expect(refuseClosure(ending, { decidedOn, endDate: day('2020-04-01') })).toBe('closure-end-outside-presence');
  });

  it('refuses to close what is not an own office', () => {
    for (const kind of ['cooperation_place', 'service_office'] as const) {
      expect(refuseClosure({ ...office, kind }, { decidedOn, endDate: day('2020-12-30') })).toBe('closure-needs-own-office');
    }
  });

  it('refuses an end before the decision and an office that is gone', () => {
    expect(refuseClosure(office, { decidedOn, endDate: day('2019-09-26') })).toBe('period-reversed');
    const gone = { ...office, validTo: day('2019-06-30') };
    expect(refuseClosure(gone, { decidedOn, endDate: day('2020-01-01') })).toBe('presence-ended');
  });
});
