import { rule } from '../../../platform/rule/index.ts';

export const languagesByRight = rule({
  id: 'languages-by-right',
  says: 'Finnish, Meänkieli and the Sami languages are always a right in written contacts with the authority in one’s own case.',
  source: 'SFS 2009:724 §10 (2018:1367), from 2019-01-01',
  // ISO 639: Finnish, Meänkieli, and Northern, Lule, South, Ume and Pite Sami.
  values: { '2019-01-01': { written: ['fi', 'fit', 'se', 'smj', 'sma', 'sju', 'sje'] } },
});

/** Whether a language (BCP 47) is a right in writing. */
export function isByRight(language: string, { written }: { written: readonly string[] }): boolean {
  return written.includes(language.toLowerCase().split('-')[0]!);
}
