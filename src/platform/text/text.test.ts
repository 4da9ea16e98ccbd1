import { describe, expect, it } from 'vitest';
import { csvDelimiter, isSpreadsheetError } from './index.ts';

describe('what divides the columns of a CSV file', () => {
  it.each([
    ['kind,code\na;b;c,d\n', ','],
    ['kind;code\n1,5;2,5\n', ';'],
    ['\uFEFF\r\n \r\nkind;code\r\n', ';'],
    ['\uFEFF\n  \nkind\tcode\nx;y', '\t'],
    ['"kind; or ""not""",code', ','],
    ['kind', ','],
    ['', ','],
  ])('%j: %j', (text, delimiter) => {
    expect(csvDelimiter(text)).toBe(delimiter);
  });
});

it('what a spreadsheet could not compute is no text', () => {
  const errors = ['#DIV/0!', '#DIVISION/0!', '#REF!', '#REFERENS!', '#NAMN?', '#VÄRDEFEL!', '#SAKNAS!', ' #N/A ', '#SPILL!'];
  expect(errors.filter(isSpreadsheetError)).toEqual(errors);
  expect(['#1', '# rubrik!', 'N/A', '#Dorotea!', '', 'Avtal #2!'].filter(isSpreadsheetError)).toEqual([]);
});
