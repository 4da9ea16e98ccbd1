import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { reportLanguages, isTranslated } from './report-languages.ts';

const value = valueOn(reportLanguages, day('2024-01-01'));

describe(reportLanguages.id, () => {
  it('§12.17 what is not in Swedish is translated for the officer', () => {
    for (const language of ['fi', 'fit', 'smj-SE', 'ar']) expect(isTranslated(language, value)).toBe(true);
  });

  it('Swedish, easy Swedish too, is read as it is', () => {
    for (const language of ['sv', 'sv-SE', 'sv-easy']) expect(isTranslated(language, value)).toBe(false);
  });
});
