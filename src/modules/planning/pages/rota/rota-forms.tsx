/** The forms in which a rota is made: from nothing, or taking over from another. */
import { parsePlainDate } from '../../../../platform/clock/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { type FormAsked, type FormPage, formPage, type FormWords, valueOf, type Values, valuesOf } from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';
import { type Choosable, choosableFor, choosableIn } from '../../rota/choosable.ts';
import { createRota, replanRota, requireRota } from '../../rota/create-rota.ts';
import type { Rota } from '../../store/rotas.ts';
import { planningWords } from '../forms/form-words.ts';
import { wordsOf } from '../words.tsx';
import { type RotaChoice, RotaFields } from './rota-fields.tsx';
import { rotaWords } from './words.ts';

const home = (t: Translate) => [
  { path: '/planning', text: wordsOf(t)('title') },
  { path: '/planning/rota', text: rotaWords(t)('title') },
];
const idOf = (result: unknown): string => (result as { rotaId: string }).rotaId;
const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter((one) => one !== ''),
  ),
];
const orNull = (text: string): string | number | null => (text === '' ? null : wholeNumber(text));
/** As typed when it is no whole number: the command says what is wrong. */
const wholeNumber = (text: string): string | number => (/^\d{1,6}$/.test(text) ? Number(text) : text);

/** The promises as typed: a row for each chosen weekday of each place. */
function typedPromises(values: Values) {
  const of = (name: string): string => valueOf(values, name).trim();
  return Object.keys(values)
    .filter((name) => name.startsWith('days.'))
    .flatMap((name) => {
      const placeId = name.slice('days.'.length);
      return valuesOf(values, name).map((weekday) => ({
        placeId,
        weekday: Number(weekday),
        officers: wholeNumber(of(`number.${placeId}`)),
        languages: codesIn(of(`languages.${placeId}`)),
        competences: codesIn(of(`competences.${placeId}`)),
      }));
    });
}

const typed = (values: Values, register: () => Register) => {
  const of = (name: string): string => valueOf(values, name).trim();
  return {
    title: of('title'),
    validFrom: of('validFrom'),
    validTo: of('validTo') === '' ? null : of('validTo'),
    promises: typedPromises(values),
    officerIds: valuesOf(values, 'officerIds'),
    limits: {
      minutesPerDay: wholeNumber(of('minutesPerDay')),
      minutesPerWeek: orNull(of('minutesPerWeek')),
      daysPerWeek: wholeNumber(of('daysPerWeek')),
      spread: orNull(of('spread')),
    },
    aim: of('aim'),
    register,
  };
};

/** `register`: as it is now. */
export function rotaForms(register: () => Register): FormPage[] {
  return [newRota(register), replan(register)];
}

const newRota = (register: () => Register): FormPage =>
  formPage<RotaChoice>({
    url: '/planning/rota/new',
    command: createRota,
    summary: 'Make a travel-in rota',
    subject: async (asked) => ({ ...(await asksFor(asked, register())), register: register(), follows: null }),
    begin: (choice) => ({
      validFrom: [choice.on],
      officerIds: choice.officers.filter(({ isThereNow }) => isThereNow).map(({ officer }) => officer.id),
      ...Object.fromEntries(
        choice.places.flatMap(({ place, weekdays, attended }) => [
          [`days.${place.id}`, (weekdays.length > 0 ? weekdays : attended).map(String)],
          [`number.${place.id}`, ['1']],
        ]),
      ),
    }),
    input: (values) => typed(values, register),
    next: (result) => `/planning/rota/${idOf(result)}`,
    title: (_subject, t) => rotaWords(t)('newRota'),
    submit: (_subject, t) => rotaWords(t)('make'),
    crumbs: (_subject, t) => home(t),
    Fields: RotaFields,
  });

function asksFor({ house, query, today }: FormAsked, register: Register): Promise<Choosable> {
  const on = parsePlainDate(valueOf(query, 'on')) ?? today;
  return choosableIn(house.db, register, { on, counties: valuesOf(query, 'county') });
}

const replan = (register: () => Register): FormPage =>
  formPage<RotaChoice & { follows: Rota }>({
    url: '/planning/rota/:rota/replan',
    command: replanRota,
    summary: 'Re-plan a travel-in rota with least change',
    async subject({ house, params, today }) {
      const follows = await requireRota(house.db, params['rota'] ?? '');
      const on = follows.validFrom > today ? follows.validFrom : today;
      return { ...(await choosableFor(house.db, register(), follows, on)), register: register(), follows };
    },
    begin: ({ on, follows: { title, validTo, problem } }) => {
      const { limits, aim, promises, officers } = problem;
      const ofPlace = Map.groupBy(promises, ({ placeId }) => placeId);
      return {
        title: [title],
        validFrom: [on],
        validTo: [validTo ?? ''],
        ...Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, [value === null ? '' : String(value)]])),
        aim: [aim],
        officerIds: officers.map(({ id }) => id),
        ...Object.fromEntries(
          [...ofPlace].flatMap(([id, own]) => [
            [`days.${id}`, own.map(({ weekday }) => String(weekday))],
            [`number.${id}`, [String(own[0]!.officers)]],
            [`languages.${id}`, [own[0]!.languages.join(' ')]],
            [`competences.${id}`, [own[0]!.competences.join(' ')]],
          ]),
        ),
      };
    },
    input: (values, _asked, { follows }) => ({ ...typed(values, register), rotaId: follows.id }),
    next: (result) => `/planning/rota/${idOf(result)}`,
    title: (_subject, t) => rotaWords(t)('replan'),
    lead: ({ follows: { title } }, t) => rotaWords(t)('replanLead', { title }),
    submit: (_subject, t) => rotaWords(t)('make'),
    crumbs: ({ follows: { id, title } }, t) => [...home(t), { path: `/planning/rota/${id}`, text: title }],
    Fields: RotaFields,
  });

/** The field of the form that a fault is about, and its words. */
function faultOf(field: string, values: Values): readonly [string, string] {
  const [first = '', second = '', third = ''] = field.split('.');
  if (first === 'limits') return [second, second];
  if (first === 'officerIds') return ['officerIds', 'officerIds'];
  if (first !== 'promises') return [first, first];
  const promise = typedPromises(values)[Number(second)];
  const [place = ''] = Object.keys(values).flatMap((name) => (name.startsWith('number.') ? name.slice('number.'.length) : []));
  if (promise === undefined || third === '') return [`days.${place}`, 'promises'];
  return third === 'officers' ? [`number.${promise.placeId}`, 'number'] : [`${third}.${promise.placeId}`, 'codes'];
}

export const rotaFormWords: FormWords = {
  ...planningWords,
  wrong({ code, details }, values, t) {
    if (code !== 'invalid-input' && code !== 'rota-period-reversed' && code !== 'rota-officers-missing') return {};
    const found = (details.fields ?? []).map(({ field }) => faultOf(field, values));
    return Object.fromEntries(found.map(([name, key]) => [name, rotaWords(t)(`wrong.${key}`)]));
  },
};
