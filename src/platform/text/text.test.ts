import { describe, expect, it } from 'vitest';
import { csvDelimiter, csvLines, isSpreadsheetError } from './index.ts';

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

describe('the lines of a CSV file', () => {
  it('are those that hold anything, by where they begin, without blanks around values', () => {
    expect(csvLines('\uFEFFa;b\r\n\r\n;;\r\n"1\r\n2"; x \r\n3;"4;5"\r\n')).toEqual({
      lines: [
        { line: 1, values: ['a', 'b'] },
        { line: 4, values: ['1\n2', 'x'] },
        { line: 6, values: ['3', '4;5'] },
      ],
    });
  });

  it('end where the file is no CSV', () => {
    expect(csvLines('a,b\n1,"2\n')).toEqual({ brokenAt: 2 });
  });
});

it('what a spreadsheet could not compute is no text', () => {
  const errors = ['#DIV/0!', '#DIVISION/0!', '#REF!', '#REFERENS!', '#NAMN?', '#VÄRDEFEL!', '#SAKNAS!', ' #N/A ', '#SPILL!'];
  expect(errors.filter(isSpreadsheetError)).toEqual(errors);
  expect(['#1', '# rubrik!', 'N/A', '#Dorotea!', '', 'Avtal #2!'].filter(isSpreadsheetError)).toEqual([]);
});
