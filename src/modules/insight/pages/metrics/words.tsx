/** How the pages of metrics put words together: texts, figures with their units, names of what they are broken down by. */
import { href, type Language, type Translate } from '../../../../platform/i18n/index.ts';
import { useFormats, usePage, useText } from '../../../../ui/index.ts';
import { codeName } from '../../codes.ts';
import type { FigureRow } from '../../figures.ts';
import type { Key, Metric, Unit, Words } from '../../metric.ts';
import type { Area } from '../../store/regions.ts';

/** The texts below `insight:metrics`. */
export function useMetricText(): Translate {
  const t = useText();
  return (key, params) => t(`insight:metrics.${key}`, params);
}

/** Definitions are in the two languages of statistics; easy Swedish reads the Swedish, Arabic the English. */
export const wordsLanguage = (language: Language): keyof Words => (language === 'sv' || language === 'sv-easy' ? 'sv' : 'en');

export function useWords(): (words: Words) => string {
  const { language } = usePage();
  return (words) => words[wordsLanguage(language)];
}

export function useHref(): (path: string) => string {
  const { language } = usePage();
  return (path) => href(language, path);
}

export function useCodeName(areas: readonly Area[]): (key: Key, code: string) => string {
  const { language } = usePage();
  return (key, code) => codeName(areas, key, code, wordsLanguage(language));
}

/** A figure in its unit: "12,5 %", "35 minuter"; said in words when there is none or it is hidden. */
export function useFigureText(): (unit: Unit, row: Pick<FigureRow, 'value' | 'hidden'>) => string {
  const t = useMetricText();
  const { number, decimal } = useFormats();
  return (unit, { value, hidden }) => {
    if (hidden) return t('hidden');
    if (value === null) return t('none');
    if (unit === 'share') return `${decimal(100 * value)}\u00A0%`;
    if (unit === 'index') return number(Math.round(value * 1000) / 1000);
    if (unit === 'minutes') return t('minutes', { n: number(Math.round(value)) });
    if (unit === 'days') return t('days', { n: number(Math.round(value)) });
    return number(value);
  };
}

/** A day, or for a metric by month its month. */
export function useWhen(): (metric: Metric, on: string) => string {
  const { date } = useFormats();
  return (metric, on) => (metric.time === 'day' ? date(on) : on.slice(0, 7));
}

/** Language and direction of what stands in the language of statistics, on a page in another. */
export function useWordsFacts(): { lang?: string; dir?: 'ltr' } {
  const { language } = usePage();
  return language === 'ar' ? { lang: 'en', dir: 'ltr' } : {};
}
