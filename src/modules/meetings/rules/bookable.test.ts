import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import type { Booker, Channel } from '../kinds.ts';
import { refuseBooking, bookable } from './bookable.ts';

const remote = { channels: ['video', 'phone'] as Channel[], bookedBy: ['person', 'officer'] as Booker[] };
const now = instant('2020-03-02T08:00:00Z');
const booking = { start: instant('2020-03-05T08:00:00Z'), now, channel: 'video', atPlace: false, as: ['person'] } as const;

describe(bookable.id, () => {
  it('MEET-1: a type is booked by whom it names, in its own channels, before it begins', () => {
    expect(refuseBooking(remote, booking)).toBeNull();
    expect(refuseBooking(remote, { ...booking, as: ['helper', 'desk'] })).toBe('booking-not-allowed');
    expect(refuseBooking(remote, { ...booking, as: ['desk', 'officer'] })).toBeNull();
    expect(refuseBooking(remote, { ...booking, channel: 'on-site', atPlace: true })).toBe('channel-not-offered');
    expect(refuseBooking(remote, { ...booking, start: now })).toBe('time-past');
  });

  it('on site is at a place, and nothing else is', () => {
    const both = { ...remote, channels: ['video', 'on-site'] as Channel[] };
    expect(refuseBooking(both, { ...booking, channel: 'on-site' })).toBe('place-missing');
    expect(refuseBooking(both, { ...booking, atPlace: true })).toBe('place-not-wanted');
    expect(refuseBooking(both, { ...booking, channel: 'on-site', atPlace: true })).toBeNull();
  });
});
