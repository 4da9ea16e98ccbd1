import { rule } from '../../../platform/rule/index.ts';

export const nameMatch = rule({
  id: 'name-match',
  says:
    'A municipality or locality is found by its name whether or not å, ä and ö are typed (also as aa, ae, oe), in any case, with or without "kommun", ' +
    'and with one wrong, missing, doubled or swapped letter for every four; the closest and then the largest comes first.',
  source: 'setting; FvL 2017:900 §6: contacts shall be smooth and simple',
  values: { '2019-01-01': { lettersPerMistake: 4 } },
});

/** A name as it is compared: small letters without marks, words by single spaces. */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('æ', 'a')
    .replaceAll('ø', 'o')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A folded name without the words for what it is: "gotlands kommun" is also asked as "gotland". */
export function withoutKind(folded: string): string {
  const bare = folded.replace(/ (kommun|stad)$/, '');
  return bare === folded ? folded : bare.replace(/s$/, '');
}

/** As foldName, for those who type aa, ae and oe for å, ä and ö. */
export function foldDigraphs(name: string): string {
  return foldName(name).replace(/a[ae]/g, 'a').replaceAll('oe', 'o');
}

/**
 * How far `typed` is from `name`, both folded: 0 the same, 1 the name begins so, 2 a word of it begins so,
 * 3 + the number of mistakes; null when it is another name.
 */
export function nameDistance(typed: string, name: string, limit: { lettersPerMistake: number }): number | null {
  if (typed === '' || typed.length > 80) return null;
  if (typed === name) return 0;
  if (name.startsWith(typed)) return 1;
  if (name.includes(` ${typed}`)) return 2;
  const allowed = Math.floor(typed.length / limit.lettersPerMistake);
  if (allowed === 0) return null;
  const mistakes = Math.min(editDistance(typed, name, allowed), editDistance(typed, name.slice(0, typed.length), allowed) + 0.5);
  return mistakes <= allowed + 0.5 ? 3 + mistakes : null;
}

/** Damerau-Levenshtein distance with adjacent swaps; more than `limit` is given as limit + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, limit + 1);
}
