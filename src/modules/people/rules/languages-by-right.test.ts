import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { isByRight, languagesByRight } from './languages-by-right.ts';

const value = valueOn(languagesByRight, day('2024-01-01'));

describe(languagesByRight.id, () => {
  it('Finnish, Meänkieli and every Sami language are a right in writing, as spoken anywhere', () => {
    for (const language of ['fi', 'FI', 'fit', 'se', 'smj-SE', 'sma', 'sju', 'sje'])
      expect(isByRight(language, value)).toBe(true);
  });

  it('no other language is', () => {
    for (const language of ['sv', 'sv-easy', 'en', 'ar', 'fil', '']) expect(isByRight(language, value)).toBe(false);
  });
});
