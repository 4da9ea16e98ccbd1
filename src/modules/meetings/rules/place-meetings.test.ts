import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { placeTakes, placeMeetings } from './place-meetings.ts';

const value = { service: 'booked-meeting' };
const presence = {
  validFrom: '2019-01-01',
  validTo: '2020-03-31',
  services: ['booked-meeting' as const],
  hours: { mon: [['09:00', '12:00'] as [string, string]] },
  exceptions: [{ date: '2020-03-16', hours: [] }],
};
const monday = (date: string, from = 540, to = 600) => ({ date: plainDate(date), from, to });

describe(placeMeetings.id, () => {
  it('a place takes meetings on the days of its presence, within the hours that are known', () => {
    expect(placeTakes(value, [presence], monday('2020-03-09'))).toBe(true);
    expect(placeTakes(value, [presence], monday('2020-03-09', 690, 750))).toBe(false);
    expect(placeTakes(value, [presence], monday('2020-03-10'))).toBe(false);
    expect(placeTakes(value, [presence], monday('2020-03-16'))).toBe(false);
    expect(placeTakes(value, [presence], monday('2020-04-06'))).toBe(false);
    expect(placeTakes(value, [{ ...presence, hours: null }], monday('2020-03-10'))).toBe(true);
    expect(placeTakes(value, [{ ...presence, services: ['drop-in'] }], monday('2020-03-09'))).toBe(false);
  });
});
