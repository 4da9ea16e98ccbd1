import { describe, expect, it } from 'vitest';
import { roles } from '../../../platform/auth/index.ts';
import { decideStanding, standing, type StandingFacts } from './standing.ts';

const nobody: StandingFacts = {
  isProtected: false,
  isSelf: false,
  isNamed: false,
  mandates: { organisation: null, relative: null },
  openingId: null,
};
const staff = ['desk-officer', 'caseworker', 'protection-officer'];

describe(standing.id, () => {
  it('nobody is there for an id of no one', () => {
    for (const role of roles) expect(decideStanding([role], null)).toEqual({ refusal: 'person-unknown' });
  });

  it.each(roles)('%s towards someone else: a reason for staff, no such person for all others', (role) => {
    const refusal = staff.includes(role) ? 'file-reason-required' : 'person-unknown';
    expect(decideStanding([role], nobody)).toEqual({ refusal });
    const opened = decideStanding([role], { ...nobody, openingId: 'o' });
    expect(opened).toEqual(staff.includes(role) ? { capacity: 'staff' } : { refusal: 'person-unknown' });
    const towards = (mandates: StandingFacts['mandates']) => decideStanding([role], { ...nobody, mandates });
    const acts = { capacity: 'mandate', mandateId: 'm' };
    expect(towards({ organisation: 'm', relative: null })).toEqual(role === 'helper' ? acts : { refusal });
    expect(towards({ organisation: null, relative: 'm' })).toEqual(role === 'jobseeker' ? acts : { refusal });
    expect(decideStanding([role], { ...nobody, isSelf: true })).toEqual({ capacity: 'self' });
  });

  it.each(roles)('%s towards someone protected: only a named protection officer, with a reason', (role) => {
    const hidden = { ...nobody, isProtected: true, mandates: { organisation: 'm', relative: 'm' }, openingId: 'o' };
    expect(decideStanding([role], hidden)).toEqual({ refusal: 'person-unknown' });
    const named = role === 'protection-officer' ? { capacity: 'staff' } : { refusal: 'person-unknown' };
    expect(decideStanding([role], { ...hidden, isNamed: true })).toEqual(named);
    const unopened = role === 'protection-officer' ? { refusal: 'file-reason-required' } : { refusal: 'person-unknown' };
    expect(decideStanding([role], { ...hidden, isNamed: true, openingId: null })).toEqual(unopened);
    expect(decideStanding([role], { ...hidden, isSelf: true })).toEqual({ capacity: 'self' });
  });
});
