import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { reportLanguages, takeIn } from './report-languages.ts';

const value = valueOn(reportLanguages, day('2024-01-01'));

describe(reportLanguages.id, () => {
  it('§12.17 Finnish is accepted by right and translated for the officer', () => {
    expect(takeIn('fi', value)).toEqual({ byRight: true, translate: true });
    expect(takeIn('fit', value)).toEqual({ byRight: true, translate: true });
    expect(takeIn('smj-SE', value)).toEqual({ byRight: true, translate: true });
  });

  it('other languages are taken in and translated; Swedish, easy Swedish too, as it is', () => {
    expect(takeIn('ar', value)).toEqual({ byRight: false, translate: true });
    expect(takeIn('sv', value)).toEqual({ byRight: false, translate: false });
    expect(takeIn('sv-easy', value)).toEqual({ byRight: false, translate: false });
  });
});
