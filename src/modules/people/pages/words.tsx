/** Words that several pages say: moments, languages, lists of codes. */
import { instant, localTime } from '../../../platform/clock/index.ts';
import { languageFacts } from '../../../platform/i18n/index.ts';
import { useFormats, usePage, useText } from '../../../ui/index.ts';
import { languageName } from '../languages.ts';

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

/** What a language is called in the page's language, with a capital letter where the script has them. */
export function useLanguageName(): (code: string) => string {
  const { language } = usePage();
  return (code) => {
    const name = languageName(language, code);
    return name.charAt(0).toLocaleUpperCase(languageFacts[language].tag) + name.slice(1);
  };
}

/** Codes as a sentence's list of texts. */
export function useListed(): (prefix: string, codes: readonly string[]) => string {
  const t = useText();
  const { language } = usePage();
  const format = new Intl.ListFormat(languageFacts[language].tag, { type: 'conjunction' });
  return (prefix, codes) => format.format(codes.map((code) => t(`people:${prefix}.${code}`)));
}
