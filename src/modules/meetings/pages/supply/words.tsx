/** Words and parts that several pages of supply say. */
import { addDays, type Instant, localTime, type PlainDate, weekday } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Checkboxes,
  Field,
  Notice,
  Select,
  Tag,
  useFormats,
  usePage,
  useText,
  valueOf,
  valuesOf,
  type Filled,
} from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import { type Register, weekdays } from '../../../network/index.ts';
import type { Span } from '../../hours.ts';
import { timeOf } from '../../hours.ts';

export interface PlaceName {
  id: string;
  name: string;
  municipality: string;
  /** Booked meetings are offered there on the day asked for. */
  bookable: boolean;
}

/** The register's places by municipality and name. */
export function placeNames(register: Register, on: PlainDate): PlaceName[] {
  return register.places
    .filter(({ presences }) => presences.length > 0)
    .map(({ place, presences }) => ({
      id: place.id,
      name: place.name,
      municipality: register.municipalities.get(place.municipalityCode)?.name ?? '',
      bookable: presences.some(
        ({ kind, services, validTo }) =>
          kind !== 'service_office' && services.includes('booked-meeting') && (validTo === null || on <= validTo),
      ),
    }))
    .toSorted((a, b) => a.municipality.localeCompare(b.municipality, 'sv') || a.name.localeCompare(b.name, 'sv'));
}

/** What a place is called; an id that the register does not know is said to be unknown. */
export function usePlaceName(register: Register): (id: string | null) => string {
  const t = useText();
  const names = new Map<string, string>(register.places.map(({ place }) => [place.id, place.name]));
  return (id) => (id === null ? t('meetings:staffSupply.noPlace') : (names.get(id) ?? t('meetings:staffSupply.unknownPlace')));
}

/** What a competence is called; one that has no name here is its code. */
export function useCompetenceName(): (code: string) => string {
  const t = useText();
  return (code) => {
    const key = `competenceName.${code}`;
    const name = t(`meetings:staffSupply.${key}`);
    return name.endsWith(key) ? code : name;
  };
}

export function PlaceLink({ id, name }: { id: string | null; name: string }) {
  const { language } = usePage();
  return id === null ? <>{name}</> : <a href={href(language, `/places/${id}/week`)}>{name}</a>;
}

/** Said wherever made-up supply is shown. */
export function Generated({ of }: { of: boolean }) {
  const t = useText();
  return of ? <Tag tone="neutral">{t('meetings:staffSupply.generated')}</Tag> : null;
}

export function GeneratedNotice({ of }: { of: boolean }) {
  const t = useText();
  return of ? <Notice title={t('meetings:staffSupply.generatedTitle')}>{t('meetings:staffSupply.generatedText')}</Notice> : null;
}

export const spanText = ({ from, to }: Span): string => `${timeOf(from)}–${timeOf(to)}`;
export const spansText = (spans: readonly Span[]): string => spans.map(spanText).join(', ');

/** "1 mars 2020 – tills vidare". */
export function usePeriodText(): (from: string | null, to: string | null) => string {
  const t = useText();
  const { date } = useFormats();
  return (from, to) => {
    if (from === null && to === null) return t('meetings:staffSupply.always');
    if (to === null) return t('meetings:staffSupply.since', { from: date(from!) });
    return from === null ? t('meetings:staffSupply.until', { to: date(to) }) : `${date(from)} – ${date(to)}`;
  };
}

/** "1 mars 2020 13:00 – 2 mars 2020", "1 mars 2020 13:00–15:00"; whole days without a time of day. */
export function useClosureText(): (of: { start: Instant; end: Instant }) => string {
  const { date } = useFormats();
  return ({ start, end }) => {
    const [from, to] = [localTime(start), localTime(end)];
    const last = to.time === '00:00' ? addDays(to.date, -1) : to.date;
    const time = (at: string): string => (at === '00:00' ? '' : ` ${at}`);
    if (from.date !== last) return `${date(from.date)}${time(from.time)} – ${date(last)}${time(to.time)}`;
    const isWhole = from.time === '00:00' && to.time === '00:00';
    return isWhole ? date(last) : `${date(last)} ${from.time}–${to.time === '00:00' ? '24:00' : to.time}`;
  };
}

/** "tor 5 mars", short enough for a column. */
export function useShortDay(): (on: PlainDate) => string {
  const t = useText();
  const { date } = useFormats();
  return (on) => `${t(`meetings:staffSupply.short.${weekdays[weekday(on) - 1]!}`)} ${date(on).replace(/ ?\d{4}$/, '')}`;
}

/** A field whose label and error are the form's own words. */
export function TextField({
  form,
  name,
  label = name,
  type,
  short,
  optional,
  hint,
}: {
  form: Filled;
  name: string;
  /** Whose words it has, when not its own. */
  label?: string;
  type?: 'text' | 'date' | 'time' | 'search';
  short?: boolean;
  optional?: boolean;
  hint?: boolean;
}) {
  const t = useText();
  return (
    <Field
      name={name}
      type={type ?? 'text'}
      label={t(`meetings:staffSupply.field.${label}`)}
      hint={hint === true ? t(`meetings:staffSupply.hint.${label}`) : undefined}
      value={valueOf(form.values, name)}
      error={form.wrong[name]}
      short={short}
      optional={optional}
      maxLength={type === undefined ? 200 : undefined}
    />
  );
}

/** The hours of a week as an editable table: a line for each weekday. */
export function WeekFields({ form }: { form: Filled }) {
  const t = useText();
  return (
    <fieldset class="ds-fieldset" id="f-weekly">
      <legend>{t('meetings:staffSupply.field.weekly')}</legend>
      <div data-field="description">{t('meetings:staffSupply.hint.weekly')}</div>
      {weekdays.map((day) => (
        <Field
          name={`weekly.${day}`}
          label={t(`meetings:staffSupply.weekday.${day}`)}
          value={valueOf(form.values, `weekly.${day}`)}
          error={form.wrong[`weekly.${day}`]}
          spellcheck={false}
          maxLength={100}
          dir="ltr"
        />
      ))}
    </fieldset>
  );
}

/** Which languages are spoken: `often` are seen at once, with those chosen; the others are folded. */
export function LanguageChoice({
  form,
  label,
  often,
  rest,
}: {
  form: Filled;
  label: string;
  often: readonly string[];
  rest: readonly string[];
}) {
  const t = useText();
  const languageName = useLanguageName();
  const chosen = valuesOf(form.values, 'languages');
  const option = (code: string) => ({ value: code, text: languageName(code) });
  return (
    <Checkboxes
      name="languages"
      legend={t(`meetings:staffSupply.field.${label}`)}
      values={chosen}
      error={form.wrong['languages']}
      options={[...often, ...chosen.filter((code) => !often.includes(code))].map(option)}
      more={{
        summary: t('meetings:staffSupply.moreLanguages'),
        options: rest.filter((code) => !chosen.includes(code)).map(option),
      }}
    />
  );
}

export function PlaceSelect({
  form,
  name,
  places,
  none,
}: {
  form: Filled;
  name: string;
  places: readonly PlaceName[];
  /** What the empty choice says. */
  none: string;
}) {
  const t = useText();
  return (
    <Select
      name={name}
      label={t(`meetings:staffSupply.field.${name}`)}
      value={valueOf(form.values, name)}
      error={form.wrong[name]}
      options={[{ value: '', text: none }, ...places.map((one) => ({ value: one.id, text: `${one.municipality}: ${one.name}` }))]}
    />
  );
}
