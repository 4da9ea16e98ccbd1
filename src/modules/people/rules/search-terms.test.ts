import { describe, expect, it } from 'vitest';
import { refusedTerms, searchTerms } from './search-terms.ts';

describe(searchTerms.id, () => {
  it('the permitted terms', () => {
    const given = { number: '199105142385', name: 'Åsa-Li O’Neill', bornOn: '1991-05-14', municipalityCode: '2425' };
    expect(refusedTerms(given, null)).toEqual([]);
  });

  it.each(['phone', 'email', 'diagnosis', 'health', 'offence', 'text', ''])('%j is no search term', (term) => {
    expect(refusedTerms({ [term]: 'anything' }, 'planning')).toEqual([term]);
  });

  it.each(['070-123 45 67', '+46701234567', 'amina@example.se', '199105142385', 'F32', '@', '-'])('%j is no name', (text) => {
    expect(refusedTerms({ name: text }, null)).toEqual(['name']);
  });

  it('a code for disability only for planning or placement, and no diagnosis in its place', () => {
    expect(refusedTerms({ disabilityCode: '61' }, null)).toEqual(['disabilityCode']);
    expect(refusedTerms({ disabilityCode: '61' }, 'curiosity')).toEqual(['disabilityCode']);
    expect(refusedTerms({ disabilityCode: '61' }, 'planning')).toEqual([]);
    expect(refusedTerms({ disabilityCode: '61' }, 'placement')).toEqual([]);
    expect(refusedTerms({ disabilityCode: 'diabetes' }, 'planning')).toEqual(['disabilityCode']);
    expect(refusedTerms({ disabilityCode: 'F32' }, 'planning')).toEqual(['disabilityCode']);
  });
});
