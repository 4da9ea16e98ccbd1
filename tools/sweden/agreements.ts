/**
 * The agreements behind the cooperation places and the service offices. Sourced: that there is one with Statens servicecenter about 113 offices
 * and what it is about (2019-07-02). Reconstructed: one with each municipality that has a cooperation place, with the steps of the securing of the
 * office that it replaces. Published: 73 of them were still to be formalised on 2020-10-23.
 */
import type { Closing } from './closings.ts';
import type { Cooperation } from './cooperation.ts';
import { byText } from './csv.ts';
import { shiftDay, workingDayBetween } from './days.ts';
import { municipality } from './facts.ts';
import type { Facts } from './facts.ts';
import type { SecuringRow } from './securing.ts';
import type { ServiceOffice } from './service-offices.ts';

export const AGREEMENTS = [
  'title',
  'kind',
  'agency',
  'reference',
  'partner_kind',
  'partner',
  'municipality_code',
  'contact_role',
  'contact',
  'places',
  'offers',
  'valid_from',
  'valid_to',
  'notice_months',
  'responsibilities',
  'roles',
  'routines',
  'joint_measures',
  'follow_up',
  'premises',
  'hours',
  'equipment',
  'staff',
  'security',
  'general_tasks',
  'personal_data_tasks',
  'public_authority_tasks',
  'arrival_counts',
  'replaces',
  'gap_reason',
  'initiated',
  'analysed',
  'negotiated',
  'agreed',
  'in_force',
  'evidence',
  'source',
  'method',
  'assumed',
] as const;

type Row = Partial<Record<(typeof AGREEMENTS)[number], string>>;

const TO_FORMALISE = 73;
const FINAL_REPORT = '2020-10-23';
const SERVICE_AGREEMENT = '2019-07-02';
const SERVICE_SOURCE =
  'https://www.statenssc.se/om-statens-servicecenter/press/pressmeddelanden/nyhetsarkiv/2019-07-02-arbetsformedlingen-sakrar-sin-service-i-hela-landet';
/** The source gives the tasks, and not which access to personal data they need. */
const NOT_SAID = 'Framgår inte av källan';

const METHOD =
  `published total ${TO_FORMALISE} still to be formalised on ${FINAL_REPORT}: who is ready last (secured, and the office closed) is formalised last; ` +
  'steps follow the securing of the office';

function serviceRow(offices: readonly ServiceOffice[], from: string, title: string): Row {
  return {
    title,
    kind: 'service',
    agency: 'arbetsformedlingen',
    partner_kind: 'service-centre',
    partner: 'Statens servicecenter',
    places: offices.map(({ place }) => place).join('|'),
    offers: 'desk',
    valid_from: from,
    general_tasks:
      'general-information = Lämna allmän information | digital-guidance = Vägleda till och i de digitala tjänsterna',
    personal_data_tasks: [
      ['receive-documents', 'Ta emot handlingar'],
      ['forward-documents', 'Vidarebefordra handlingar'],
      ['book-meetings', 'Hjälpa till att boka möte'],
    ]
      .map(([task, words]) => `${task} = ${words} = ${NOT_SAID}`)
      .join(' | '),
    agreed: from,
    in_force: from,
  };
}

function serviceRows(offices: readonly ServiceOffice[]): Row[] {
  const first = offices.filter(({ from }) => from <= SERVICE_AGREEMENT);
  const later = offices.filter(({ from }) => from > SERVICE_AGREEMENT);
  const rows: Row[] = [
    {
      ...serviceRow(first, SERVICE_AGREEMENT, 'Serviceavtal med Statens servicecenter om 113 servicekontor'),
      evidence: 'sourced',
      source: SERVICE_SOURCE,
      assumed: 'agreed|in_force|personal_data_tasks|places|valid_from',
    },
  ];
  for (const from of [...new Set(later.map((one) => one.from))].toSorted(byText)) {
    const opened = later.filter((one) => one.from === from);
    rows.push({
      ...serviceRow(opened, from, `Tillägg till serviceavtalet om ${opened.length} servicekontor från ${from}`),
      evidence: 'reconstructed',
      method: 'offices that opened later are taken to do the same by the same agreement from their first day',
    });
  }
  return rows;
}

/** The steps that the securing of the office tells of; where no office closed, the same lengths of time before the place opened. */
function daysOf(place: Cooperation, closings: readonly Closing[], securing: readonly SecuringRow[]) {
  const closed = closings
    .filter((one) => one.municipality === place.municipality && !one.restored)
    .toSorted((a, b) => byText(a.lastDay, b.lastDay));
  const rows = securing.filter((row) => row.place_code === closed.at(-1)?.place);
  const on = (state: SecuringRow['state'], daysBefore: number) =>
    rows.find((row) => row.state === state)?.on ?? shiftDay(place.from, -daysBefore);
  const [initiated, agreed, secured] = [on('in_dialogue', 120), on('agreed', 30), on('secured', 7)];
  return { place, initiated, agreed, ready: secured > place.from ? secured : place.from };
}

function cooperationRows(
  facts: Facts,
  cooperation: readonly Cooperation[],
  closings: readonly Closing[],
  securing: readonly SecuringRow[],
): Row[] {
  const all = cooperation
    .map((place) => daysOf(place, closings, securing))
    .toSorted((a, b) => byText(a.ready, b.ready) || byText(a.place.place, b.place.place));
  return all.map(({ place, initiated, agreed, ready }, index) => {
    const late = index - (all.length - TO_FORMALISE);
    const formalised = late < 0 ? ready : workingDayBetween(shiftDay(FINAL_REPORT, 3), '2020-12-31', late / TO_FORMALISE);
    const inForce = formalised > place.from ? formalised : place.from;
    const { name } = municipality(facts, place.municipality);
    return {
      title: `Samverkansöverenskommelse med kommunen: ${name}`,
      kind: 'cooperation',
      agency: 'arbetsformedlingen',
      partner_kind: 'municipality',
      partner: name,
      municipality_code: place.municipality,
      places: place.place,
      offers: 'meetings',
      valid_from: inForce,
      initiated,
      analysed: workingDayBetween(initiated, agreed, 0.4),
      negotiated: workingDayBetween(initiated, agreed, 0.7),
      agreed,
      in_force: inForce,
      evidence: 'reconstructed',
      method: METHOD,
    };
  });
}

/** The rows of agreements.csv, by title within their kind. */
export function decideAgreements(
  facts: Facts,
  of: {
    cooperation: readonly Cooperation[];
    closings: readonly Closing[];
    securing: readonly SecuringRow[];
    serviceOffices: readonly ServiceOffice[];
  },
): Row[] {
  const cooperation = cooperationRows(facts, of.cooperation, of.closings, of.securing);
  return [
    ...serviceRows(of.serviceOffices),
    ...cooperation.toSorted((a, b) => byText(a.municipality_code!, b.municipality_code!)),
  ];
}
