import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { ownBooking, refuseOwnBooking } from './own-booking.ts';

const value = valueOn(ownBooking, plainDate('2020-03-02'));
const first = { as: ['person'], purpose: 'first-planning', isRegistered: true, coming: [], moves: null } as const;
const [mine, theirs] = [
  { id: 'mine', purpose: 'first-planning' },
  { id: 'other', purpose: 'follow-up' },
];

describe(ownBooking.id, () => {
  it('REG-2: planning conversations are for those who are registered; career guidance is for anyone', () => {
    expect(refuseOwnBooking(value, first)).toBeNull();
    for (const purpose of ['first-planning', 'first-planning-krom', 'follow-up', 'in-depth'])
      expect(refuseOwnBooking(value, { ...first, purpose, isRegistered: false })).toEqual({ code: 'registration-required' });
    expect(refuseOwnBooking(value, { ...first, purpose: 'career-guidance', isRegistered: false })).toBeNull();
    expect(refuseOwnBooking(value, { ...first, as: ['helper'], isRegistered: false })).toEqual({ code: 'registration-required' });
  });

  it('one of each kind at a time, and the one there is can be moved', () => {
    expect(refuseOwnBooking(value, { ...first, coming: [theirs, mine] })).toEqual({ code: 'already-booked', meetingId: 'mine' });
    expect(refuseOwnBooking(value, { ...first, coming: [theirs] })).toBeNull();
    expect(refuseOwnBooking(value, { ...first, coming: [mine], moves: mine })).toBeNull();
    // Moved by someone whose registration has ended since: the meeting is theirs all the same.
    expect(refuseOwnBooking(value, { ...first, isRegistered: false, coming: [mine], moves: mine })).toBeNull();
    // Made another kind of meeting by the way: as one more of that kind.
    expect(refuseOwnBooking(value, { ...first, purpose: 'follow-up', coming: [mine, theirs], moves: mine })).toEqual({
      code: 'already-booked',
      meetingId: 'other',
    });
    expect(refuseOwnBooking(value, { ...first, isRegistered: false, moves: { id: 'x', purpose: 'career-guidance' } })).toEqual({
      code: 'registration-required',
    });
  });

  it('officers and the desk book as they judge', () => {
    expect(refuseOwnBooking(value, { ...first, as: ['desk'], isRegistered: false, coming: [mine] })).toBeNull();
    expect(refuseOwnBooking(value, { ...first, as: ['officer', 'desk'], coming: [mine] })).toBeNull();
  });
});
