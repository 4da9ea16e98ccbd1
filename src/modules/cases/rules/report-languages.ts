import { rule } from '../../../platform/rule/index.ts';

export const reportLanguages = rule({
  id: 'report-languages',
  says: 'A report is taken in whatever its language; any report that is not in Swedish goes to translation for the officer who looks through it.',
  source: 'SFS 2009:724 §10 (2018:1367), from 2019-01-01; JO 4143-2019: holds for activity reports too',
  values: { '2019-01-01': { office: 'sv' } },
});

/** Whether a report in a language (BCP 47) is translated for the officer. It is always taken in. */
export function isTranslated(language: string, { office }: { office: string }): boolean {
  return language.toLowerCase().split('-')[0] !== office;
}
