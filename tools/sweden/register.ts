/** Turns the decisions into rows of the register: one row per presence at a place in an unbroken period. */
import type { Closing } from './closings.ts';
import type { Cooperation } from './cooperation.ts';
import { byText } from './csv.ts';
import { shiftDay } from './days.ts';
import { ENDING, STAFFED, TRAVELLED_TO, municipality, stated } from './facts.ts';
import type { Facts, Statement } from './facts.ts';
import { MORE_THAN_ONE } from './own-offices.ts';
import type { OwnOffices } from './own-offices.ts';
import type { ServiceOffice } from './service-offices.ts';

/** The register starts here; when an office opened before that is not known. */
const REGISTER_FROM = '2019-01-01';
/** Planned to be travelled to, staffed again in February 2020: the first day without permanent staff is reconstructed. */
const PLAN_TAKES_EFFECT = '2019-10-01';
const KEPT_AS_VISITING_FROM = '2020-06-15';
/** First days of the months in which a staffed office became one that staff travel to. */
const CONVERTED_FROM = [
  '2019-10-01',
  '2019-11-01',
  '2019-12-01',
  '2020-01-01',
  '2020-02-01',
  '2020-03-01',
  '2020-04-01',
  '2020-05-01',
  '2020-06-01',
];

/** Hammarstrand (Ragunda) was one of the 132 and kept: its office never stood without staff. */
const KEPT_ALL_ALONG = '2303';

const OWN_SERVICES = 'booked-meeting|in-depth-support';
const COOPERATION_SERVICES = 'booked-meeting';
const DESK_SERVICES = 'digital-guidance|document-handover|drop-in|general-information|meeting-booking-help';
const PILOT_SERVICES = 'digital-guidance|document-handover|drop-in|drop-in-pilot|general-information|meeting-booking-help';
/** The one pilot office with published hours: 10-16 on weekdays (publikt.se reportage on Skellefteå). */
const PILOT_HOURS = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day} 10:00-16:00`).join('; ');

export type RegisterRow = {
  place_code: string;
  place_name: string;
  municipality_code: string;
  locality_code: string;
  street: string;
  postal_code: string;
  latitude: string;
  longitude: string;
  accessibility: string;
  kind: 'staffed_office' | 'visiting_office' | 'cooperation_place' | 'service_office';
  valid_from: string;
  valid_to: string;
  services: string;
  languages: string;
  hours: string;
  exceptions: string;
  evidence: 'sourced' | 'reconstructed';
  source: string;
  method: string;
  assumed: string;
};

type Presence = {
  place: string;
  name: string;
  kind: RegisterRow['kind'];
  from: string;
  to: string;
  services: string;
  hours?: string;
  statement: Statement | undefined;
  method: string;
  /** Fields that the statement itself gives, so they are not listed as assumed. */
  given?: readonly string[];
};

function row(facts: Facts, code: string, p: Presence): RegisterRow {
  const m = municipality(facts, code);
  const given = new Set([...(p.given ?? []), ...(p.statement?.place === m.seat ? ['locality_code'] : [])]);
  const filled = ['kind', 'languages', 'point', 'services', 'valid_from'];
  if (m.seatLocality !== '') filled.push('locality_code');
  if (p.to !== '') filled.push('valid_to');
  const assumed = filled.filter((field) => !given.has(field)).toSorted(byText);
  return {
    place_code: p.place,
    place_name: p.name,
    municipality_code: code,
    locality_code: m.seatLocality,
    street: '',
    postal_code: '',
    latitude: m.latitude.toFixed(5),
    longitude: m.longitude.toFixed(5),
    accessibility: '',
    kind: p.kind,
    valid_from: p.from,
    valid_to: p.to,
    services: p.services,
    languages: 'sv',
    hours: p.hours ?? '',
    exceptions: '',
    evidence: p.statement ? 'sourced' : 'reconstructed',
    source: p.statement?.source ?? '',
    method: p.statement ? '' : p.method,
    assumed: p.statement ? assumed.join('|') : '',
  };
}

const numbered = (name: string, place: string, several: boolean) => (several ? `${name} ${place.split('-').at(-1)}` : name);

function closingRow(facts: Facts, closing: Closing, several: boolean): RegisterRow {
  const name = closing.statement?.place ?? municipality(facts, closing.municipality).name;
  return row(facts, closing.municipality, {
    place: closing.place,
    name: numbered(`Arbetsförmedlingen ${name}`, closing.place, several),
    kind: 'staffed_office',
    from: REGISTER_FROM,
    to: closing.lastDay,
    services: OWN_SERVICES,
    statement: closing.statement,
    method: `${closing.method}; closing day: shortest way to the next own office first`,
  });
}

/** Planned to be travelled to and then staffed again: told by a source, and the office was not one of the 132. */
function staffedAgain(facts: Facts, code: string): Statement | undefined {
  const ending = stated(facts.offices, code, ENDING) !== undefined;
  return ending || code === KEPT_ALL_ALONG ? undefined : stated(facts.offices, code, ['staffed_restored']);
}

function staffedAgainRows(facts: Facts, code: string, office: Presence, again: Statement): RegisterRow[] {
  const staffed = { ...office, statement: again, given: ['kind'] };
  const method = 'published plan 28 offices travelled to; staffed again by a sourced decision';
  const visiting = { ...office, kind: 'visiting_office', statement: undefined, method } as const;
  return [
    row(facts, code, { ...staffed, to: shiftDay(PLAN_TAKES_EFFECT, -1) }),
    row(facts, code, { ...visiting, from: PLAN_TAKES_EFFECT, to: shiftDay(again.on, -1) }),
    row(facts, code, { ...staffed, from: again.on }),
  ];
}

function visitingRows(facts: Facts, code: string, office: Presence, reconstructedFrom: string): RegisterRow[] {
  const statement = stated(facts.offices, code, TRAVELLED_TO);
  const from = statement ? KEPT_AS_VISITING_FROM : reconstructedFrom;
  return [
    row(facts, code, { ...office, statement, to: shiftDay(from, -1) }),
    row(facts, code, { ...office, statement, kind: 'visiting_office', from, given: ['kind'] }),
  ];
}

/** The rows of an office that is still there at the end of 2020. Sources speak of a municipality's first office. */
function remainingRows(facts: Facts, own: OwnOffices, place: string, code: string, visitingFrom: string): RegisterRow[] {
  const statement = place.endsWith('-1') ? stated(facts.offices, code, STAFFED) : undefined;
  const name = `Arbetsförmedlingen ${statement?.place ?? municipality(facts, code).name}`;
  const office: Presence = {
    place,
    name: numbered(name, place, code in MORE_THAN_ONE),
    kind: 'staffed_office',
    from: REGISTER_FROM,
    to: '',
    services: OWN_SERVICES,
    statement,
    method: own.keeps.get(code)?.method ?? '',
  };
  if (own.keeps.get(code)?.kind === 'visiting_office') return visitingRows(facts, code, office, visitingFrom);
  const again = staffedAgain(facts, code);
  if (again !== undefined) return staffedAgainRows(facts, code, office, again);
  const given = statement !== undefined && statement.event !== 'planned_to_remain' ? ['kind'] : [];
  return [row(facts, code, { ...office, given })];
}

function ownOfficeRows(facts: Facts, own: OwnOffices, closings: readonly Closing[]): RegisterRow[] {
  const converted = [...own.keeps].filter(([, k]) => k.kind === 'visiting_office' && k.method !== '').map(([code]) => code);
  const closing = closings.filter((c) => !c.restored);
  const several = (c: Closing) =>
    c.municipality in MORE_THAN_ONE || closing.some((o) => o !== c && o.municipality === c.municipality);
  const remaining = [...own.keeps.keys()].flatMap((code) =>
    Array.from({ length: MORE_THAN_ONE[code]?.remain ?? 1 }, (_, index) => {
      const at = Math.floor((converted.indexOf(code) * CONVERTED_FROM.length) / converted.length);
      return remainingRows(facts, own, `af-${code}-${index + 1}`, code, CONVERTED_FROM[at] ?? '');
    }).flat(),
  );
  return [...closing.map((c) => closingRow(facts, c, several(c))), ...remaining];
}

function serviceRows(facts: Facts, offices: readonly ServiceOffice[]): RegisterRow[] {
  return offices.flatMap((o) => {
    const several = offices.some((other) => other !== o && other.municipality === o.municipality);
    const name = numbered(`Servicekontor ${municipality(facts, o.municipality).name}`, o.place, several);
    const { place, from, statement, method } = o;
    const desk = { place, name, kind: 'service_office', from, to: '', services: DESK_SERVICES, statement, method } as const;
    if (o.pilotFrom === '') return [row(facts, o.municipality, { ...desk, given: ['kind'] })];
    const hours = statement ? PILOT_HOURS : '';
    const pilot = {
      services: PILOT_SERVICES,
      hours,
      method: `${method}; pilot: most jobseekers lose their office, one per county`,
    };
    return [
      row(facts, o.municipality, { ...desk, to: shiftDay(o.pilotFrom, -1), given: ['kind'] }),
      row(facts, o.municipality, { ...desk, ...pilot, from: o.pilotFrom, given: ['kind', 'services'] }),
    ];
  });
}

/** All rows, sorted by place_code, kind, valid_from. */
export function registerRows(
  facts: Facts,
  own: OwnOffices,
  decided: { closings: readonly Closing[]; cooperation: readonly Cooperation[]; serviceOffices: readonly ServiceOffice[] },
): RegisterRow[] {
  const cooperation = decided.cooperation.map((c) =>
    row(facts, c.municipality, {
      place: c.place,
      name: `Samverkansplats ${municipality(facts, c.municipality).name}`,
      kind: 'cooperation_place',
      from: c.from,
      to: '',
      services: COOPERATION_SERVICES,
      statement: undefined,
      method: c.method,
    }),
  );
  const rows = [...ownOfficeRows(facts, own, decided.closings), ...cooperation, ...serviceRows(facts, decided.serviceOffices)];
  const key = (r: RegisterRow) => `${r.place_code} ${r.kind} ${r.valid_from}`;
  return rows.toSorted((a, b) => byText(key(a), key(b)));
}
