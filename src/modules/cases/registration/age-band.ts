/** The age bands that statistics keep instead of an age. */
import { addMonths, type PlainDate } from '../../../platform/clock/index.ts';

const bands = [
  { below: 25, band: 'under-25' },
  { below: 35, band: '25-34' },
  { below: 45, band: '35-44' },
  { below: 55, band: '45-54' },
] as const;

/** The band of someone's age on a day; 'unknown' without a day of birth. */
export function ageBand(bornOn: PlainDate | null, on: PlainDate): string {
  if (bornOn === null) return 'unknown';
  return bands.find(({ below }) => on < addMonths(bornOn, 12 * below))?.band ?? '55-and-over';
}
