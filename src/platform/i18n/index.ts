/**
 * Texts by language. Each module registers its catalogues under its own name; a key is `<module>:<path>`.
 * Swedish is the source; test/texts.test.ts checks that the others are complete.
 */
import i18next from 'i18next';
import { epochMilliseconds, instant } from '../clock/index.ts';

export const languages = ['sv', 'en', 'sv-easy', 'ar'] as const;
export type Language = (typeof languages)[number];

/**
 * What messages are written in: the languages of the pages, and Finnish. What a message in
 * Finnish leads to is in Swedish.
 */
const messageLanguages = [...languages, 'fi'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/** The language that someone who reads this one (BCP 47) is written to in: their own where there are texts in it, otherwise Swedish. */
export function messageLanguage(reads: string): MessageLanguage {
  return messageLanguages.find((one) => one === reads) ?? 'sv';
}

export type Catalogue = { [key: string]: string | Catalogue };
export type Texts = Readonly<Record<Language, Catalogue> & Partial<Record<MessageLanguage, Catalogue>>>;
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** What the language is called in itself, its path prefix, its BCP 47 tag for `lang` and Intl, and its direction. */
export const languageFacts: Readonly<Record<MessageLanguage, { name: string; prefix: string; tag: string; dir: 'ltr' | 'rtl' }>> =
  {
    sv: { name: 'Svenska', prefix: '', tag: 'sv', dir: 'ltr' },
    en: { name: 'English', prefix: '/en', tag: 'en-GB', dir: 'ltr' },
    'sv-easy': { name: 'Lättläst svenska', prefix: '/easy', tag: 'sv', dir: 'ltr' },
    ar: { name: 'العربية', prefix: '/ar', tag: 'ar', dir: 'rtl' },
    fi: { name: 'Suomi', prefix: '', tag: 'fi', dir: 'ltr' },
  };

const catalogue = i18next.createInstance();
await catalogue.init({
  lng: 'sv',
  fallbackLng: { 'sv-easy': ['sv'], ar: ['en', 'sv'], en: ['sv'], default: ['sv'] },
  supportedLngs: [...messageLanguages],
  load: 'currentOnly',
  // Otherwise 'sv-easy' is looked up as 'sv-Easy', as if it named a script, and never found.
  lowerCaseLng: true,
  resources: {},
  interpolation: { escapeValue: false },
});

/**
 * The texts of keys without parameters, as they were found: i18next looks for each anew, along its namespaces and fallbacks, which
 * was a fifth of what a page costs. What is not found is not kept, since an address may name any key.
 */
const found = new Map<MessageLanguage, Map<string, string>>();

/** Adds a module's texts. */
export function addTexts(module: string, texts: Texts): void {
  found.clear();
  for (const language of messageLanguages) catalogue.addResourceBundle(language, module, texts[language] ?? {}, true, true);
}

/** The texts of one language: `t('<module>:<key>', { name })`. A missing key shows itself. */
export function translator(language: MessageLanguage): Translate {
  const t = catalogue.getFixedT(language);
  return (key, params) => {
    if (params !== undefined) return t(key, params);
    const texts = found.get(language) ?? new Map<string, string>();
    found.set(language, texts);
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = t(key);
    if (!key.endsWith(text)) texts.set(key, text);
    return text;
  };
}

/** An address within the site in a language: `href('en', '/country')` is '/en/country'. */
export function href(language: MessageLanguage, path: string): string {
  const { prefix } = languageFacts[language];
  return path === '/' && prefix !== '' ? prefix : `${prefix}${path}`;
}

/**
 * A path that stays within the site: a browser takes '//evil.example' and '/\\evil.example' in a link for another site,
 * so one slash begins it, whatever was asked for.
 */
export function withinSite(path: string): string {
  return `/${path.replace(/^https?:\/\/[^/?#\\]*/i, '').replace(/^[/\\\s]+/, '')}`;
}

/** Splits '/en/country?x' into its language and the path that the routes know, which begins with exactly one slash. */
export function splitLanguage(address: string): { language: Language; path: string } {
  const url = withinSite(address);
  for (const language of languages) {
    const { prefix } = languageFacts[language];
    if (prefix === '' || !url.startsWith(prefix)) continue;
    const rest = url.slice(prefix.length);
    if (rest === '' || rest.startsWith('?')) return { language, path: `/${rest}` };
    if (rest.startsWith('/')) return { language, path: withinSite(rest) };
  }
  return { language: 'sv', path: url };
}

export type Formats = ReturnType<typeof formatsOf>;

const known = new Map<MessageLanguage, Formats>();

/** Numbers, dates and durations as the language writes them (Arabic with Latin digits, as Swedish public pages do). */
export function formats(language: MessageLanguage): Formats {
  const found = known.get(language) ?? formatsOf(language);
  known.set(language, found);
  return found;
}

/** Made once: an Intl formatter costs more than a page. */
function formatsOf(language: MessageLanguage) {
  const { tag } = languageFacts[language];
  const locale = language === 'ar' ? 'ar-u-nu-latn' : tag;
  const number = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const longDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const weekdayName = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return {
    number: (value: number) => number.format(value),
    decimal: (value: number) => decimal.format(value),
    date: (date: string) => longDate.format(noonOf(date)),
    weekday: (date: string) => weekdayName.format(noonOf(date)),
  };
}

/** Intl formats points in time; noon in UTC is on the same day wherever it is formatted in UTC. */
function noonOf(date: string): number {
  return epochMilliseconds(instant(`${date}T12:00:00Z`));
}
