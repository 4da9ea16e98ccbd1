import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type PhoneFacts, refusePhone, telephoneRegistration } from './telephone-registration.ts';

const day = plainDate;
const grounds = valueOn(telephoneRegistration, day('2020-02-14'));
const refuse = (facts: Partial<PhoneFacts>) =>
  refusePhone(grounds, { ground: null, firstDay: day('2020-02-14'), outages: [], earlierEndedOn: null, ...facts });

describe(telephoneRegistration.id, () => {
  it('needs one of the four grounds', () => {
    expect(refuse({})).toBe('no-telephone-ground');
    expect(refuse({ ground: 'more-convenient' })).toBe('no-telephone-ground');
    expect(refuse({ ground: 'cannot-travel' })).toBeNull();
    expect(refuse({ ground: 'office-closed' })).toBeNull();
  });

  it('(1) a data fault is one that the log has on the first day, its first and last day included', () => {
    const fault = (from: string, to: string | null) =>
      refuse({ ground: 'outage', outages: [{ from: day(from), to: to === null ? null : day(to) }] });
    expect(refuse({ ground: 'outage' })).toBe('no-outage-that-day');
    expect(fault('2020-02-14', '2020-02-14')).toBeNull();
    expect(fault('2020-02-12', '2020-02-14')).toBeNull();
    expect(fault('2020-02-13', null)).toBeNull();
    expect(fault('2020-02-12', '2020-02-13')).toBe('no-outage-that-day');
    expect(fault('2020-02-15', null)).toBe('no-outage-that-day');
  });

  it('(4) a registration anew needs an earlier one', () => {
    expect(refuse({ ground: 're-registration' })).toBe('no-earlier-registration');
    expect(refuse({ ground: 're-registration', earlierEndedOn: day('2019-12-31') })).toBeNull();
  });
});
