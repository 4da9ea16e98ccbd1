/** Words that several pages say: moments, languages, lists of codes. */
import { instant, localTime } from '../../../platform/clock/index.ts';
import { languageFacts } from '../../../platform/i18n/index.ts';
import { useFormats, usePage, useText } from '../../../ui/index.ts';

/** An instant as day and time of day in Sweden. */
export function useMoment(): (at: string) => string {
  const t = useText();
  const { date } = useFormats();
  return (at) => {
    const local = localTime(instant(at));
    return t('people:moment', { date: date(local.date), time: local.time });
  };
}

/** The day in Sweden of an instant, as people read it. */
export function useDayOf(): (at: string) => string {
  const { date } = useFormats();
  return (at) => date(localTime(instant(at)).date);
}

/** The time of day in Sweden of an instant. */
export function timeOf(at: string): string {
  return localTime(instant(at)).time;
}

/** Languages that staff and visitors often ask for; the rest of them are in `otherLanguages`. */
export const oftenSpoken = ['sv', 'en', 'ar', 'fi', 'so', 'ti', 'fa', 'prs', 'kmr', 'ckb', 'uk', 'ru', 'pl', 'tr', 'es', 'swl'];

export const otherLanguages = (
  'sq am hy az bn bs bg my da et tl fr ka el hi it ja yi zh rw rn hr lv ln lt smj ' +
  'mk fit nl se nb om ps pt pa rom ro sr sw sma ta th de hu ur uz vi is syr'
).split(' ');

/**
 * Languages of letters and decisions: those of this service, and the minority languages that are a right in written contacts
 * with the authority (2009:724 §10).
 */
export const writtenLanguages = ['sv', 'sv-easy', 'en', 'ar', 'fi', 'fit', 'se', 'smj', 'sma'];

/** What a language is called in the page's language, with a capital letter where the script has them. */
export function useLanguageName(): (code: string) => string {
  const t = useText();
  const { language } = usePage();
  const { tag } = languageFacts[language];
  const names = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' });
  return (code) => {
    const own = t(`people:language.${code}`);
    const name = own === `people:language.${code}` || own === `language.${code}` ? (names.of(code) ?? code) : own;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  };
}

/** Codes as a sentence's list of texts. */
export function useListed(): (prefix: string, codes: readonly string[]) => string {
  const t = useText();
  const { language } = usePage();
  const format = new Intl.ListFormat(languageFacts[language].tag, { type: 'conjunction' });
  return (prefix, codes) => format.format(codes.map((code) => t(`people:${prefix}.${code}`)));
}
