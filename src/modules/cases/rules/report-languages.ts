import { rule } from '../../../platform/rule/index.ts';

export const reportLanguages = rule({
  id: 'report-languages',
  says:
    'A report is taken in whatever its language. Finnish, Meänkieli and the Sami languages are always a right in writing in one’s own ' +
    'case; any report that is not in Swedish goes to translation for the officer who looks through it.',
  source: 'SFS 2009:724 §10 (2018:1367), from 2019-01-01; JO 4143-2019: holds for activity reports too',
  // ISO 639: Finnish, Meänkieli, and Northern, Lule, South, Ume and Pite Sami.
  values: { '2019-01-01': { byRight: ['fi', 'fit', 'se', 'smj', 'sma', 'sju', 'sje'], office: 'sv' } },
});

interface Languages {
  byRight: readonly string[];
  office: string;
}

/** How a report in a language (BCP 47) is taken in. It always is. */
export function takeIn(language: string, value: Languages): { byRight: boolean; translate: boolean } {
  const [primary = ''] = language.toLowerCase().split('-');
  return { byRight: value.byRight.includes(primary), translate: primary !== value.office };
}
