import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { attendancePlace, firstDayNotOffered, type OfferedPeriod } from './attendance-place.ts';

const presence = (
  validFrom: string,
  validTo: string | null,
  services = ['booked-meeting'],
  kind = 'cooperation_place',
): OfferedPeriod => ({
  kind,
  validFrom,
  validTo,
  services,
});
const thursdays = (from: string, to: string | null) => ({
  from: plainDate(from),
  to: to === null ? null : plainDate(to),
  on: 4,
});
const ask = (presences: OfferedPeriod[], from: string, to: string | null) =>
  firstDayNotOffered(presences, attendancePlace.values['2019-01-01']!, thursdays(from, to));

describe(attendancePlace.id, () => {
  it('a presence without end covers a stay without end', () => {
    expect(ask([presence('2020-01-01', null)], '2020-02-14', null)).toBeNull();
  });

  it('one that ends covers the stay until then: the first Thursday after it is the answer', () => {
    expect(ask([presence('2020-01-01', '2020-03-31')], '2020-02-14', null)).toBe('2020-04-02');
    expect(ask([presence('2020-01-01', '2020-03-31')], '2020-02-14', '2020-03-31')).toBeNull();
  });

  it('a gap without a Thursday in it is no gap', () => {
    const both = [presence('2020-01-01', '2020-03-27'), presence('2020-04-01', null)];
    expect(ask(both, '2020-02-14', null)).toBeNull();
    expect(ask([presence('2020-01-01', '2020-03-25'), presence('2020-04-01', null)], '2020-02-14', null)).toBe('2020-03-26');
  });

  it('a presence without booked meetings does not count, nor a place without presence', () => {
    expect(ask([presence('2020-01-01', null, ['general-information'])], '2020-02-14', null)).toBe('2020-02-20');
    expect(ask([], '2020-02-14', null)).toBe('2020-02-20');
    const serviceOffice = presence('2020-01-01', null, ['booked-meeting'], 'service_office');
    expect(ask([serviceOffice], '2020-02-14', null)).toBe('2020-02-20');
  });

  it('one that begins later covers from then', () => {
    expect(ask([presence('2020-03-01', null)], '2020-02-14', null)).toBe('2020-02-20');
  });
});
