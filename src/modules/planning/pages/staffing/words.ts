import { useFormats, useText } from '../../../../ui/index.ts';
import type { Mean } from '../../staffing/interval.ts';
import type { Measure, Total } from '../../staffing/outcomes.ts';

export function useStaffingWords(): (key: string, params?: Record<string, string | number>) => string {
  const t = useText();
  return (key, params) => t(`planning:staffing.${key}`, params);
}

const shares: ReadonlySet<Measure | Total> = new Set(['within', 'utilisation', 'utilisationRemote', 'reach', 'onSite'] as const);
const fine: ReadonlySet<Measure | Total> = new Set(['p50', 'p90', 'waitMean', 'workload', 'workloadEnd'] as const);

/** Breaks no line between a number and what belongs to it. */
const bound = '\u00a0';

/** A share in per cent, days and workload with one decimal, counts whole; without a unit. */
function useNumber(): (measure: Measure | Total, value: number) => string {
  const { number } = useFormats();
  return (measure, value) => {
    const digits = shares.has(measure) ? 100 : 1;
    const steps = shares.has(measure) || fine.has(measure) ? 10 : 1;
    const rounded = Math.round(value * digits * steps) / steps;
    return number(rounded === 0 ? 0 : rounded);
  };
}

/** A number of a measure with its unit. */
export function useValue(): (measure: Measure | Total, value: number) => string {
  const text = useNumber();
  return (measure, value) => text(measure, value) + (shares.has(measure) ? `${bound}%` : '');
}

/** A mean with half of its interval: “12,3 ± 0,4”; a dash where there is none. A difference has its sign, and one of shares is in points. */
export function useMean(): (measure: Measure | Total, found: Mean | null, isDifference?: boolean) => string {
  const text = useNumber();
  const t = useStaffingWords();
  return (measure, found, isDifference = false) => {
    if (found === null) return '–';
    const sign = isDifference && found.mean > 0 && text(measure, found.mean) !== '0' ? '+' : '';
    const unit = shares.has(measure) ? bound + (isDifference ? t('points') : '%') : '';
    return `${sign}${text(measure, found.mean)}${bound}±${bound}${text(measure, found.half)}${unit}`;
  };
}
