import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './rows.ts';

const header = 'officer;kind;from;to;weekday;hours;place_code';

describe('read from CSV', () => {
  it('commas or semicolons, with a byte order mark, columns in any order', () => {
    const text = `\uFEFF${header}\r\nAnna;hours;2020-03-02;;mon;08:00-12:00 13:00-16:30;\r\n`;
    const { rows, faults } = readCsv(text);
    expect(faults).toEqual([]);
    expect(rows[0]).toMatchObject({ line: 2, officer: 'Anna', kind: 'hours', from: '2020-03-02', to: null, weekday: 'mon' });
    expect(rows[0]!.hours).toEqual([
      ['08:00', '12:00'],
      ['13:00', '16:30'],
    ]);
    expect(readCsv('kind,from,officer\nday,2020-04-09,Anna').rows[0]).toMatchObject({ kind: 'day', hours: [] });
  });

  it.each([
    ['Anna;sick;2020-03-02;;mon;;', 'kind'],
    [';hours;2020-03-02;;mon;;', 'officer'],
    ['Anna;hours;2020-02-30;;mon;;', 'from'],
    ['Anna;hours;2020-03-02;2020-03-01;mon;;', 'to'],
    ['Anna;place;2020-03-02;;;;af-2481-1', 'weekday'],
    ['Anna;hours;2020-03-02;;mån;;', 'weekday'],
    ['Anna;hours;2020-03-02;;mon;8-12;', 'hours'],
    ['Anna;hours;2020-03-02;;mon;13:00-16:00 08:00-12:00;', 'hours'],
  ])('%s is refused: %s', (row, code) => expect(readCsv(`${header}\n${row}`).faults).toMatchObject([{ line: 2, code }]));

  it('a missing or unknown column, too many rows and a quote without end', () => {
    expect(readCsv('officer,weekday\nAnna,mon').faults[0]!.code).toBe('no-column');
    expect(readCsv('officer,kind,from,salary\nAnna,day,2020-01-01,1').faults[0]!.code).toBe('unknown-column');
    expect(readCsv(`officer,kind,from\n${'Anna,day,2020-01-01\n'.repeat(5_001)}`).faults[0]!.code).toBe('too-many-rows');
    expect(readCsv('officer,kind,from\n"Anna,day,2020-01-01').faults[0]!.code).toBe('not-csv');
  });

  it('anything: rows or faults, never an error', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 }), (lines) => {
        readCsv([header, ...lines].join('\n'));
        return true;
      }),
    );
  });
});
