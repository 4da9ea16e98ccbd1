import { describe, expect, it } from 'vitest';
import { agreementContent, lacksInAgreement } from './agreement-content.ts';

const value = agreementContent.values['2019-06-01']!;
const nothing = { parties: [], places: [], from: null, noticeMonths: null, terms: {}, duties: [] };
const said = { parties: [1], from: '2020-01-01', noticeMonths: 6, duties: [1] };

describe(`${agreementContent.id}: what an agreement must say before it is agreed`, () => {
  it('2019:212: a service agreement lists its tasks', () => {
    const service = { ...nothing, ...said, kind: 'service', places: [{ offers: ['desk'] }] } as const;
    expect(lacksInAgreement(service, value)).toEqual([]);
    expect(lacksInAgreement({ ...service, duties: [] }, value)).toEqual(['duties']);
  });

  it('KOM-2: a cooperation agreement has five parts; SSC-6: meetings in others’ rooms five more', () => {
    expect(lacksInAgreement({ ...nothing, kind: 'cooperation' }, value)).toEqual([
      'parties',
      'places',
      'from',
      'noticeMonths',
      'terms.responsibilities',
      'terms.roles',
      'terms.routines',
      'terms.joint-measures',
      'terms.follow-up',
    ]);
    const words = Object.fromEntries([...value.cooperation, ...value.meetings].map((term) => [term, 'Ord']));
    const cooperation = { ...nothing, ...said, duties: [], kind: 'cooperation', places: [{ offers: ['meetings'] }] } as const;
    expect(lacksInAgreement({ ...cooperation, terms: words }, value)).toEqual([]);
    expect(lacksInAgreement({ ...cooperation, terms: { ...words, security: ' ' } }, value)).toEqual(['terms.security']);
    expect(lacksInAgreement({ ...cooperation, terms: words, places: [{ offers: ['desk', 'meetings'] }] }, value)).toEqual([
      'duties',
    ]);
  });
});
