/** Reads and shows what people type of an agreement: one line for each place, rows of parties, tasks by name. */
import type { Language } from '../../../../platform/i18n/index.ts';
import { valueOf, type Values, valuesOf } from '../../../../ui/index.ts';
import type { SaidOfAgreement } from '../../agreements/agreement-input.ts';
import {
  type AgreementOffer,
  agreementTerms,
  type DeskTask,
  deskTasks,
  type Weekday,
  weekdays,
  type WeeklyHours,
} from '../../kinds.ts';
import type { KnownPlace } from '../../register.ts';
import type { Desk } from '../planner/form.tsx';
import { typedDay } from '../planner/typed.ts';

/** Rows for parties that are always there to fill in, besides those that are filled. */
const emptyParties = 2;
const mostParties = 50;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** How many rows of parties a form has. */
export function partyRows(values: Values): number {
  const filled = Object.keys(values).flatMap((name) => {
    const index = /^party\.(\d{1,2})\./.exec(name)?.[1];
    return index !== undefined && valueOf(values, name).trim() !== '' && !name.endsWith('.kind') ? [Number(index) + 1] : [];
  });
  return Math.min(mostParties, Math.max(0, ...filled) + emptyParties);
}

const partyFields = ['name', 'municipalityCode', 'contactRole', 'contact'] as const;

/** The rows in which something is typed besides the kind. */
export function typedPartyRows(values: Values): number[] {
  return Array.from({ length: partyRows(values) }, (_, index) => index).filter((index) =>
    partyFields.some((field) => valueOf(values, `party.${index}.${field}`).trim() !== ''),
  );
}

function typedParties(values: Values, municipalities: ReadonlyMap<string, { name: string }>) {
  return typedPartyRows(values).map((index) => {
    const of = (field: string): string => valueOf(values, `party.${index}.${field}`).trim();
    const code = of('municipalityCode');
    return {
      kind: of('kind'),
      // A municipality that was chosen is named by the register, unless someone says otherwise.
      name: of('name') === '' ? (municipalities.get(code)?.name ?? '') : of('name'),
      municipalityCode: orNull(code),
      contactRole: orNull(of('contactRole')),
      contact: orNull(of('contact')),
    };
  });
}

/** The days of a week as people write them. */
const dayNames: Readonly<Record<string, Weekday>> = {
  ...Object.fromEntries(weekdays.map((one) => [one, one])),
  mån: 'mon',
  tis: 'tue',
  ons: 'wed',
  tors: 'thu',
  tor: 'thu',
  fre: 'fri',
  lör: 'sat',
  sön: 'sun',
};
const offerNames: Readonly<Record<string, AgreementOffer>> = {
  meetings: 'meetings',
  möten: 'meetings',
  desk: 'desk',
  disk: 'desk',
};

/** The lines of the field `places` that hold anything. */
export function placeLines(values: Values): string[] {
  return valueOf(values, 'places')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** One line for each place: `sv-2425-1 | möten, disk | mån 10-16; tis 10-12`. What cannot be read is handed on to be refused. */
function typedPlaces(values: Values, places: readonly KnownPlace[]) {
  const ids = new Map(places.map(({ place }) => [place.code, place.id]));
  const lines = placeLines(values).map((line) => {
    const [code = '', offers = '', hours = ''] = line.split('|').map((part) => part.trim());
    const said = offers.split(/[\s,]+/).filter((one) => one !== '');
    return {
      placeId: ids.get(code) ?? code,
      offers: said.map((one) => offerNames[one.toLowerCase()] ?? one),
      hours: hours === '' ? null : typedWeek(hours),
    };
  });
  const added = valueOf(values, 'addPlace');
  return added === '' ? lines : [...lines, { placeId: added, offers: [...valuesOf(values, 'addOffers')], hours: null }];
}

function typedWeek(text: string): unknown {
  const days = text.split(';').map((part) => part.trim().split(/[\s,]+/));
  return Object.fromEntries(
    days.map(([name = '', ...spans]) => [
      dayNames[name.toLowerCase()] ?? name,
      spans.map((span) => span.replaceAll('.', ':').split(/[-–—]/).map(wholeTime)),
    ]),
  );
}

/** `10` is ten o'clock. */
function wholeTime(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
}

/** A code as it is written in the language: the Swedish name where there is one. */
const written = (names: Readonly<Record<string, string>>, code: string, language: Language): string =>
  (language.startsWith('sv') && Object.keys(names).find((name) => names[name] === code && name !== code)) || code;

const weekAsTyped = (hours: WeeklyHours, language: Language): string =>
  weekdays
    .filter((one) => (hours[one]?.length ?? 0) > 0)
    .map((one) => `${written(dayNames, one, language)} ${hours[one]!.map((span) => span.join('-')).join(' ')}`)
    .join('; ');

/** The tasks that were chosen, in the order of the list. */
export const chosenTasks = (values: Values): DeskTask[] => deskTasks.filter((task) => valueOf(values, `category.${task}`) !== '');

export interface Known {
  places: readonly KnownPlace[];
  municipalities: ReadonlyMap<string, { name: string }>;
}

/** What the form says, as the commands take it; they say what is wrong with it. */
export function typedAgreement(values: Values, known: Known) {
  const notice = valueOf(values, 'noticeMonths').trim();
  const arrival = valueOf(values, 'arrivalCounts');
  const terms = agreementTerms.filter((term) => valueOf(values, `terms.${term}`).trim() !== '');
  return {
    title: valueOf(values, 'title'),
    reference: orNull(valueOf(values, 'reference')),
    from: typedDay(values, 'from'),
    to: typedDay(values, 'to'),
    noticeMonths: notice === '' ? null : /^\d{1,3}$/.test(notice) ? Number(notice) : notice,
    arrivalCounts: arrival === '' ? null : arrival === 'yes',
    replaces: orNull(valueOf(values, 'replaces')),
    gapReason: orNull(valueOf(values, 'gapReason')),
    parties: typedParties(values, known.municipalities),
    places: typedPlaces(values, known.places),
    terms: Object.fromEntries(terms.map((term) => [term, valueOf(values, `terms.${term}`)])),
    duties: chosenTasks(values).map((task) => ({
      task,
      category: valueOf(values, `category.${task}`),
      words: valueOf(values, `words.${task}`),
      access: orNull(valueOf(values, `access.${task}`)),
    })),
  };
}

/** The field of the form that a path of the command's input stands in. */
export function fieldOfAgreement(path: string, values: Values): string {
  const [first = '', second = '', third = ''] = path.split('.');
  if (first === 'parties') {
    const row = typedPartyRows(values)[Number(second)];
    return row === undefined ? 'party.0.name' : `party.${row}.${third === '' ? 'name' : third}`;
  }
  if (first === 'places')
    return Number(second) >= placeLines(values).length && valueOf(values, 'addPlace') !== '' ? 'addPlace' : 'places';
  if (first === 'duties')
    return `${third === 'task' || third === '' ? 'category' : third}.${chosenTasks(values)[Number(second)] ?? deskTasks[0]}`;
  return first === 'terms' ? path : first;
}

/** An agreement as the form shows it. */
export function agreementAsTyped(
  said: Omit<SaidOfAgreement, 'kind' | 'agency'>,
  { register: { places }, language }: Pick<Desk, 'register' | 'language'>,
): Values {
  const codes = new Map(places.map(({ place }) => [place.id, place.code]));
  const lines = said.places.map(({ placeId, offers, hours }) => {
    const offered = offers.map((one) => written(offerNames, one, language)).join(', ');
    return [codes.get(placeId) ?? placeId, offered, ...(hours === null ? [] : [weekAsTyped(hours, language)])].join(' | ');
  });
  const parties = said.parties.flatMap((party, index) =>
    (['kind', ...partyFields] as const).map((field) => [`party.${index}.${field}`, [party[field] ?? '']] as const),
  );
  const duties = said.duties.flatMap(({ task, category, words, access }) => [
    [`category.${task}`, [category]] as const,
    [`words.${task}`, [words]] as const,
    [`access.${task}`, [access ?? '']] as const,
  ]);
  return {
    title: [said.title],
    reference: [said.reference ?? ''],
    from: [said.from ?? ''],
    to: [said.to ?? ''],
    noticeMonths: [said.noticeMonths === null ? '' : String(said.noticeMonths)],
    arrivalCounts: [said.arrivalCounts === null ? '' : said.arrivalCounts ? 'yes' : 'no'],
    replaces: [said.replaces ?? ''],
    gapReason: [said.gapReason ?? ''],
    places: [lines.join('\n')],
    ...Object.fromEntries(agreementTerms.map((term) => [`terms.${term}`, [said.terms[term] ?? '']])),
    ...Object.fromEntries(parties),
    ...Object.fromEntries(duties),
  };
}
