import type { PlainDate } from '../../../platform/clock/index.ts';

export interface Picture {
  /** The first day that it knows. */
  first: PlainDate;
  officers: number;
}
