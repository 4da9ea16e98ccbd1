import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { editDistance, foldDigraphs, foldName, nameDistance, nameMatch } from './name-match.ts';

const limit = valueOn(nameMatch, plainDate('2020-01-01'));
const distance = (typed: string, name: string) => nameDistance(foldName(typed), foldName(name), limit);

describe(nameMatch.id, () => {
  it('does not mind å, ä, ö or capitals', () => {
    expect(distance('harnosand', 'Härnösand')).toBe(0);
    expect(distance('ÅMÅL', 'Åmål')).toBe(0);
    expect(foldDigraphs('Haernoesand')).toBe(foldDigraphs('Härnösand'));
  });

  it('finds by the beginning of the name or of a word in it', () => {
    expect(distance('doro', 'Dorotea')).toBe(1);
    expect(distance('väsby', 'Upplands Väsby')).toBe(2);
  });

  it('forgives one mistake for every four letters', () => {
    expect(distance('dorotae', 'Dorotea')).toBe(4);
    expect(distance('stokholm', 'Stockholm')).toBe(4);
    expect(distance('harnosnd', 'Härnösand')).toBe(4);
    expect(distance('ystad', 'Mora')).toBeNull();
    expect(distance('abc', 'Abd')).toBeNull();
  });

  it('takes any text, and never says "the same" of different names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const [x, y] = [foldName(a), foldName(b)];
        if (nameDistance(x, y, limit) === 0) expect(x).toBe(y);
      }),
    );
  });

  it('measures edits alike in both directions', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b, 9) === editDistance(b, a, 9)));
  });
});
