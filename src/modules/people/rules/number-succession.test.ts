import { describe, expect, it } from 'vitest';
import { decideSuccession, numberSuccession } from './number-succession.ts';

const unknown = { bound: null, current: null, previous: null };

describe(numberSuccession.id, () => {
  it('someone new gets the number', () => {
    expect(decideSuccession('personal', unknown)).toEqual({ person: null, writesNumber: true, conflict: null });
  });

  it('a number that is known is its holder’s, also on another account', () => {
    expect(decideSuccession('personal', { ...unknown, current: 'a' })).toEqual({
      person: 'a',
      writesNumber: false,
      conflict: null,
    });
  });

  it('a personal number takes the place of the coordination number that the issuer names, or that the account had', () => {
    const succeeds = { person: 'a', writesNumber: true, conflict: null };
    expect(decideSuccession('personal', { ...unknown, previous: 'a' })).toEqual(succeeds);
    expect(decideSuccession('personal', { ...unknown, bound: { personId: 'a', kind: 'coordination' } })).toEqual(succeeds);
    expect(decideSuccession('personal', { ...unknown, bound: { personId: 'a', kind: null } })).toEqual(succeeds);
  });

  it('two persons are never made one: the personal number’s is the one signed in, and officers are told', () => {
    const found = decideSuccession('personal', { bound: null, current: 'a', previous: 'b' });
    expect(found).toEqual({ person: 'a', writesNumber: false, conflict: 'b' });
    const moved = decideSuccession('personal', { bound: { personId: 'b', kind: 'coordination' }, current: 'a', previous: null });
    expect(moved).toEqual({ person: 'a', writesNumber: false, conflict: 'b' });
    const other = decideSuccession('personal', { bound: { personId: 'b', kind: 'personal' }, current: null, previous: 'a' });
    expect(other).toEqual({ person: 'a', writesNumber: true, conflict: 'b' });
  });

  it('a personal number is not replaced: another one on the same account is for an officer', () => {
    for (const kind of ['personal', 'coordination'] as const) {
      const found = decideSuccession(kind, { ...unknown, bound: { personId: 'a', kind: 'personal' } });
      expect(found).toEqual({ person: 'a', writesNumber: false, conflict: 'a' });
    }
  });
});
