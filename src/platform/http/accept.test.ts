import { describe, expect, it } from 'vitest';
import { acceptedLanguage, acceptedType } from './accept.ts';

const both = ['application/json', 'text/csv'];

it.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['text/csv, */*', 'text/csv'],
  ['text/csv, application/json', 'application/json'],
  ['text/csv;q=0.9, application/json;q=0.2', 'text/csv'],
  ['text/csv;q=0.2, application/json', 'application/json'],
  ['text/*;q=0.5, application/*;q=0.4', 'text/csv'],
  ['text/csv;q=0, */*', 'application/json'],
  ['application/json;q=0, */*;q=0.1', 'text/csv'],
  ['TEXT/CSV ; header=present', 'text/csv'],
  ['application/xml', null],
  ['application/json;q=x', null],
])('of JSON and CSV, "%s" takes %s', (accept, type) => {
  expect(acceptedType(accept, both)).toBe(type);
});

it('CSV alone is not accepted where there is only JSON', () => {
  expect(acceptedType('text/csv', ['application/json'])).toBeNull();
});

describe('the language of an answer', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['sv', 'sv'],
    ['en-GB,en;q=0.9,sv;q=0.8', 'en'],
    ['de,ar-SY;q=0.5', 'ar'],
    ['sv;q=0.1, en;q=0.7', 'en'],
    ['sv-easy', 'sv-easy'],
    ['fi, en;q=0', null],
    ['*', null],
    [';;,--,q=1', null],
  ])('%s', (accept, language) => {
    expect(acceptedLanguage(accept, ['sv', 'en', 'sv-easy', 'ar'])).toBe(language);
  });
});
