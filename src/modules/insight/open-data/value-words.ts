/** What tables call their variables besides the words that statistics have everywhere (../words.ts). */
import type { Unit, Words } from '../metric.ts';
import { unitWords } from '../words.ts';

export const contentsWords: Words = { sv: 'tabellinnehåll', en: 'contents' };
export const monthWords: Words = { sv: 'månad', en: 'month' };
export const regionWords: Words = { sv: 'region', en: 'region' };
export const countryWords: Words = { sv: 'Riket', en: 'Sweden' };

/** A share is also given by its parts, with codes that end like this. */
export const partWords = {
  part: { sv: 'därav (täljare)', en: 'of which (numerator)' },
  whole: { sv: 'totalt (nämnare)', en: 'total (denominator)' },
} as const satisfies Record<string, Words>;

const decimals: Readonly<Record<Unit, number>> = { count: 0, share: 4, minutes: 1, days: 1, index: 4 };

/** How a unit is called, and with how many decimals it is given. */
export const unitOf = (unit: Unit): { words: Words; decimals: number } => ({
  words: unit === 'share' ? { sv: 'andel (0–1)', en: 'share (0–1)' } : unitWords[unit],
  decimals: decimals[unit],
});
