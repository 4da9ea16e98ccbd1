import { expect, it } from 'vitest';
import { acceptedType } from './accept.ts';

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
