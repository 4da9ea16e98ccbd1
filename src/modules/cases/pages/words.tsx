/** Days, months and times as the pages of a case say them. */
import { epochMilliseconds, type Instant, instant, localTime, type PlainDate } from '../../../platform/clock/index.ts';
import { formats, type Language, languageFacts } from '../../../platform/i18n/index.ts';
import { useFormats, usePage } from '../../../ui/index.ts';

const monthFormats = new Map<Language, Intl.DateTimeFormat>();

/** "mars 2020": the month of a day, in a language. */
export function monthName(language: Language, day: string): string {
  const locale = language === 'ar' ? 'ar-u-nu-latn' : languageFacts[language].tag;
  const format =
    monthFormats.get(language) ?? new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  monthFormats.set(language, format);
  return format.format(epochMilliseconds(instant(`${day.slice(0, 7)}-15T12:00:00Z`)));
}

/** The words of the page's language for days, months and points in time. */
export function useWhen() {
  const { language } = usePage();
  const { date, weekday } = useFormats();
  return {
    date,
    weekday,
    month: (day: string): string => monthName(language, day),
    /** `{ weekday, date }`, as the texts "senast tisdag 14 april 2020" take it. */
    day: (day: PlainDate): { weekday: string; date: string } => ({ weekday: weekday(day), date: date(day) }),
    /** `{ date, time }` in Sweden. */
    at(point: Instant): { date: string; time: string } {
      const local = localTime(point);
      return { date: date(local.date), time: local.time };
    },
    /** `{ from, to }` of an outage, to the minute; one that lasts ends with "…". */
    span: (of: { from: Instant; to: Instant | null }) => spanWords(language, of),
  };
}

/** From when to when, as people read it in Sweden: "14 april 2020 09.30". */
export function spanWords(language: Language, { from, to }: { from: Instant; to: Instant | null }): { from: string; to: string } {
  const { date } = formats(language);
  const words = (point: Instant): string => {
    const local = localTime(point);
    return `${date(local.date)} ${local.time}`;
  };
  return { from: words(from), to: to === null ? '…' : words(to) };
}
