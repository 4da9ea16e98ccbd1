import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationKind, organisationNumber, readOrganisationNumber } from './organisation-number.ts';

describe(organisationNumber.id, () => {
  it.each([
    ['202100-2114', '2021002114'],
    ['2021002114', '2021002114'],
    ['16202100-2114', '2021002114'],
    [' 202100 2114 ', '2021002114'],
    ['202100–2114', '2021002114'],
    ['202100-2115', null],
    ['20210-2114', null],
    ['202100-2114 AB', null],
    ['', null],
  ])('%j is %j', (typed, number) => {
    expect(readOrganisationNumber(typed)).toBe(number);
  });

  it('never throws, and gives ten digits or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{6}-?\d{4}$/)), (text) => {
        expect(readOrganisationNumber(text) ?? '0000000000').toMatch(/^\d{10}$/);
      }),
    );
  });

  it('the public sector’s numbers begin with 2', () => {
    expect(organisationKind('2120002445')).toBe('municipality');
    expect(organisationKind('8020024298')).toBe('association');
  });
});
