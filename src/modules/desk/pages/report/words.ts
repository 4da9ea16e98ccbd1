/** The words of figures: units, and what the keys of tables are called. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { useFormats, useText } from '../../../../ui/index.ts';
import { timeBands } from '../../report/other-tables.ts';
import type { Unit } from '../../report/tables.ts';

export function useFigureText(): Translate {
  const t = useText();
  return (key, params) => t(`desk:staffFigures.${key}`, params);
}

/** Tables whose keys have words of their own. */
const worded: readonly string[] = ['weekday', 'way', 'outcome', 'reason', 'task', 'guidance', 'documents', 'feedback'];

export function useFigureWords() {
  const t = useFigureText();
  const { number } = useFormats();
  const band = (key: string): string => {
    const [from, below] = timeBands.find(([first]) => String(first) === key)!;
    return below === Infinity ? t('bandFrom', { from }) : t('band', { from, to: below - 1 });
  };
  return {
    figure: (unit: Unit, value: number | null): string => {
      if (value === null) return unit === 'count' ? t('few') : '–';
      return unit === 'share' ? `${value} %` : number(value);
    },
    key: (table: string, key: string): string => {
      if (table === 'times') return band(key);
      if (table === 'week') return t('weekOf', { week: Number(key.slice(6)), year: key.slice(0, 4) });
      if (table === 'hour') return t('hour', { from: key, to: String(Number(key) + 1).padStart(2, '0') });
      if (key === '-') return t('unknown');
      return worded.includes(table) ? t(`keys.${table}.${key}`) : key;
    },
    /** Under a bar. */
    short: (table: string, key: string): string => {
      if (table === 'weekday') return t(`keys.weekdayShort.${key}`);
      return table === 'week' ? String(Number(key.slice(6))) : key;
    },
  };
}
