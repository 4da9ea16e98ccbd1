import { rule } from '../../../platform/rule/index.ts';
import type { AgreementKind, AgreementOffer, AgreementTerm } from '../kinds.ts';

export const agreementContent = rule<ContentValues>({
  id: 'agreement-content',
  says:
    'Before it is agreed, an agreement says between whom, for which places, from when and with which period of notice. A service ' +
    'agreement lists its tasks; a cooperation agreement has responsibilities, roles, routines, joint measures and follow-up, for all groups in one. ' +
    'Where meetings are held on others’ premises it says which premises, which hours, which equipment, which staff and how they are safe.',
  source:
    'SFS 2019:212 on joint public service (what a service agreement states); Arbetsförmedlingen, SKR and Dua: one agreement for all groups, its template; ' +
    'status report 2020-02-14 (rooms, equipment, staff, security and hours are part of the local agreement)',
  // The day on which the law came into force.
  values: {
    '2019-06-01': {
      service: [],
      cooperation: ['responsibilities', 'roles', 'routines', 'joint-measures', 'follow-up'],
      meetings: ['premises', 'hours', 'equipment', 'staff', 'security'],
    },
  },
});

/** Which terms each kind must have words for, and which it must have where meetings are held. */
export type ContentValues = Readonly<Record<AgreementKind | 'meetings', readonly AgreementTerm[]>>;

export interface AgreementContent {
  kind: AgreementKind;
  parties: readonly unknown[];
  places: readonly { offers: readonly AgreementOffer[] }[];
  /** First day of its period; null when none is said. */
  from: string | null;
  noticeMonths: number | null;
  terms: Readonly<Partial<Record<AgreementTerm, string>>>;
  duties: readonly unknown[];
}

/** What it lacks: fields of the agreement (`parties`, `places`, `from`, `noticeMonths`, `duties`) and `terms.<term>`; empty when nothing. */
export function lacksInAgreement(of: AgreementContent, value: ContentValues): string[] {
  const offers = (offer: AgreementOffer): boolean => of.places.some((place) => place.offers.includes(offer));
  const terms = [...value[of.kind], ...(offers('meetings') ? value.meetings : [])];
  return [
    ...(of.parties.length === 0 ? ['parties'] : []),
    ...(of.places.length === 0 ? ['places'] : []),
    ...(of.from === null ? ['from'] : []),
    ...(of.noticeMonths === null ? ['noticeMonths'] : []),
    ...((of.kind === 'service' || offers('desk')) && of.duties.length === 0 ? ['duties'] : []),
    ...terms.filter((term) => (of.terms[term] ?? '').trim() === '').map((term) => `terms.${term}`),
  ];
}
