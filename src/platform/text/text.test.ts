import { describe, expect, it } from 'vitest';
import { csvDelimiter } from './index.ts';

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
