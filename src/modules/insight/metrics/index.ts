/** Every metric, in the order in which they are listed. */
import type { Metric } from '../metric.ts';
import { municipalitiesByState } from './municipalities-by-state.ts';

export const metrics: readonly Metric[] = [municipalitiesByState];

export const findMetric = (id: string): Metric | undefined => metrics.find((one) => one.id === id);
