/** The catalogues: complete in each language, with the same values, and every key that the code asks for is there. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../src/platform/i18n/index.ts';

type Flat = Map<string, string>;

function flatten(catalogue: Catalogue, prefix = '', into: Flat = new Map()): Flat {
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') into.set(prefix + key, value);
    else flatten(value, `${prefix}${key}.`, into);
  }
  return into;
}

const read = (file: string): Flat => flatten(JSON.parse(readFileSync(file, 'utf8')) as Catalogue);
/** Plural forms differ between languages: counted as one key. */
const plain = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keysOf = (flat: Flat): string[] => [...new Set([...flat.keys()].map(plain))].toSorted();
const valuesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]!))].toSorted();

const files = globSync('src/**/texts/*.json').toSorted();
const swedish = files.filter((file) => /(^|\.)sv\.json$/.test(basename(file)));
const inLanguage = (file: string, language: string): string => file.replace(/sv\.json$/, `${language}.json`);

describe.each(swedish)('%s', (file) => {
  const others = ['en', 'sv-easy', 'ar'].map((language) => inLanguage(file, language)).filter((other) => files.includes(other));
  const source = read(file);

  it('is in English, and in easy Swedish and Arabic where the public reads it', () => {
    expect(others).toContain(inLanguage(file, 'en'));
    if (!/^(planner|staff)/.test(basename(file))) expect(others).toHaveLength(3);
  });

  it.each(others)('has the same keys in %s', (other) => {
    expect(keysOf(read(other))).toEqual(keysOf(source));
  });

  it.each(others)('speaks of the same values in %s', (other) => {
    const bySource = new Map([...source].map(([key, text]) => [plain(key), valuesIn(text)]));
    for (const [key, text] of read(other)) {
      const spoken = valuesIn(text).filter((value) => value !== 'count');
      expect(bySource.get(plain(key)), `${other}: ${key}`).toEqual(expect.arrayContaining(spoken));
    }
  });

  const finnish = files.filter((one) => one === inLanguage(file, 'fi'));

  it.each(/^messages?\./.test(basename(file)) ? [file] : [])('is in Finnish, a right in writing (SFS 2009:724 §10): %s', () => {
    expect(keysOf(read(inLanguage(file, 'fi')))).toEqual(keysOf(source));
  });

  it.each(finnish)('has, in a language of messages alone, no keys and values that are not there: %s', (other) => {
    const inFinnish = read(other);
    expect(keysOf(source)).toEqual(expect.arrayContaining(keysOf(inFinnish)));
    for (const [key, text] of inFinnish) expect(valuesIn(source.get(key)!), key).toEqual(expect.arrayContaining(valuesIn(text)));
  });

  it('has no empty text', () => {
    for (const other of [file, ...others, ...finnish])
      for (const [key, text] of read(other)) expect(text.trim(), `${other}: ${key}`).not.toBe('');
  });
});

describe('the code', () => {
  const known = new Set(
    swedish.flatMap((file) => {
      const [, area, module] = file.split('/') as [string, string, string];
      const namespace = area === 'modules' ? module : area;
      return keysOf(read(file)).map((key) => `${namespace}:${key}`);
    }),
  );

  it('asks only for keys that there are', () => {
    const missing = globSync('src/**/*.{ts,tsx}').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*['"]([a-z-]+:[\w.-]+)['"]/g)]
        .filter((match) => !known.has(plain(match[1]!)))
        .map((match) => `${file}: ${match[1]}`),
    );
    expect(missing).toEqual([]);
  });
});
