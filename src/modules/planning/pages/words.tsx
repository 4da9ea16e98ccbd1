/** Words of the pages on scenarios: names of places and kinds, changes as sentences, minutes, moments. */
import { type Instant, instant, localTime } from '../../../platform/clock/index.ts';
import type { Translate } from '../../../platform/i18n/index.ts';
import { Tag, type Tone, useFormats, usePage, useText } from '../../../ui/index.ts';
import { type KnownPlace, type Register, type WeeklyHours, weekdays } from '../../network/index.ts';
import { valueWords } from '../../insight/index.ts';
import type { Grouping, KnownMunicipality } from '../reach/points.ts';
import type { Change } from '../scenarios/change.ts';
import type { ScenarioState } from '../scenarios/scenario-state.ts';
import type { StepRefusal } from '../store/decisions.ts';

export const wordsOf = (t: Translate) => (key: string, params?: Record<string, string | number>) =>
  t(`planning:staffPlanning.${key}`, params);
export type SayPlanning = ReturnType<typeof wordsOf>;
export const useWords = (): SayPlanning => wordsOf(useText());

/** What places and municipalities are called. */
export interface Names {
  place(id: string): string;
  /** Of a place's code, or a municipality's. */
  code(code: string): string;
}

export function namesIn(register: Register): Names {
  const byId = new Map(register.places.map(({ place }) => [place.id, placeName({ place })]));
  const byCode = new Map(register.places.map(({ place }) => [place.code, place.name]));
  return {
    place: (id) => byId.get(id) ?? id,
    code: (code) => register.municipalities.get(code)?.name ?? byCode.get(code) ?? code,
  };
}

/** By its name, and by its municipality when the name does not say it. */
export const placeName = ({ place: { name, municipality } }: Pick<KnownPlace, 'place'>): string =>
  name.includes(municipality) ? name : `${name}, ${municipality}`;

export function useMoment(): (at: Instant | string) => string {
  const { date } = useFormats();
  return (at) => {
    const { date: day, time } = localTime(instant(at));
    return `${date(day)} ${time}`;
  };
}

const tones: Readonly<Record<ScenarioState, Tone>> = {
  draft: 'info',
  proposed: 'warning',
  approved: 'success',
  rejected: 'danger',
  withdrawn: 'info',
  decided: 'success',
};

export function StateTag({ state }: { state: ScenarioState }) {
  const t = useWords();
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** A change as a sentence. */
export function useChange(names: Names): (change: Change) => string {
  const t = useText();
  const say = useWords();
  const { date } = useFormats();
  const days = (hours: WeeklyHours | null): string => {
    const open = weekdays.filter((day) => (hours?.[day] ?? []).length > 0);
    return open.length === 0 ? '' : ` (${open.map((day) => t(`network:planner.weekday.${day}`).toLowerCase()).join(', ')})`;
  };
  return (change) => {
    const known = { place: names.place(change.placeId), day: date(change.from) };
    if (change.kind === 'close') return say('change.close', { ...known, to: names.code(change.replacedBy) });
    const kind = 'presence' in change ? t(`network:planner.kind.${change.presence}`).toLowerCase() : '';
    return say(`change.${change.kind}`, { ...known, kind, days: days(change.hours) });
  };
}

/** Minutes in the page's language; "no way" for none. */
export function useMinutes(): (minutes: number | null) => string {
  const t = useWords();
  const { decimal } = useFormats();
  return (minutes) => (minutes === null ? t('noWay') : t('minutes', { minutes: decimal(minutes) }));
}

/** What a group is called. */
export function useGroup(municipalities: ReadonlyMap<string, KnownMunicipality>): (grouping: Grouping, code: string) => string {
  const t = useWords();
  const { language } = usePage();
  return (grouping, code) => {
    if (code === 'unknown') return t('groupUnknown');
    if (grouping === 'county') return [...municipalities.values()].find(({ countyCode }) => countyCode === code)?.county ?? code;
    if (grouping === 'type') return valueWords.type?.[code]?.[language === 'en' ? 'en' : 'sv'] ?? code;
    return t(`${grouping}.${code}`);
  };
}

/** What network, contact or planning says of a refusal, and the rule by which. */
export function refusalWords(t: Translate, { code, rule, params }: StepRefusal): { text: string; rule: string | null } {
  const first = (keys: readonly string[]): string | null =>
    keys.map((key) => known(t, key, params)).find((one) => one !== null) ?? null;
  const text = first(['network', 'contact', 'meetings', 'planning', 'ui'].map((module) => `${module}:problem.${code}.text`));
  const says =
    rule === null ? null : first(['planning', 'network', 'contact', 'meetings'].map((module) => `${module}:rule.${rule.id}`));
  const field = typeof params['field'] === 'string' && code === 'invalid-input' ? ` (${params['field']})` : '';
  return { text: `${text ?? code}${field}`, rule: says };
}

/** Null when no catalogue has it: a missing key comes back as itself. */
function known(t: Translate, key: string, params: Readonly<Record<string, string | number>>): string | null {
  const text = t(key, params);
  return text === key || text === key.slice(key.indexOf(':') + 1) ? null : text;
}
