/** A log of visits: what is read, what is told, and that nothing about a person is. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import { readLog } from './rows.ts';

const known = {
  topics: new Map([
    ['registration', 'registration'],
    ['inskrivning', 'registration'],
  ]),
  now: instant('2020-03-10T12:00:00Z'),
};
const header = 'day;arrived;called;served;ended;topic;language;booked;outcome;reason';
const line = '2020-03-02;9:05;9:12;9:13;9:31;Inskrivning;SV;;guided;';
const read = (...lines: string[]) => readLog([header, ...lines].join('\r\n'), known);

describe('read from a log', () => {
  it('what a spreadsheet in Swedish writes: semicolons, a byte order mark, times without a zero before, topics by name', () => {
    const { visits, faults } = readLog(`\uFEFF${header}\r\n${line}\r\n;;;;;;;;;\r\n`, known);
    expect(faults).toEqual([]);
    expect(visits).toEqual([
      {
        line: 2,
        day: '2020-03-02',
        arrivedAt: '2020-03-02T08:05:00.000Z',
        calledAt: '2020-03-02T08:12:00.000Z',
        servingAt: '2020-03-02T08:13:00.000Z',
        endedAt: '2020-03-02T08:31:00.000Z',
        topic: 'registration',
        language: 'sv',
        bookedFor: null,
        outcome: 'guided',
        reason: null,
      },
    ]);
  });

  it('commas, columns in any order, the day in the arrival, what is not known left out', () => {
    const { visits, faults } = readLog('outcome,topic,arrived\nleft,registration,2020-03-02 09:05:30\n', known);
    expect(faults).toEqual([]);
    expect(visits[0]).toMatchObject({ day: '2020-03-02', arrivedAt: '2020-03-02T08:05:30.000Z', calledAt: null, endedAt: null });
  });

  it('booked: a time, or that there was one', () => {
    const one = (booked: string) => read(`2020-03-02;9:05;;;;registration;;${booked};left;`).visits[0]!.bookedFor;
    expect([one('9:15'), one('ja'), one('nej'), one('')]).toEqual([
      '2020-03-02T08:15:00.000Z',
      '2020-03-02T08:05:00.000Z',
      null,
      null,
    ]);
  });
});

describe('told, with its line and column', () => {
  it.each([
    ['2020-02-30;9:05;;;;registration;;;left;', 'day', 'day'],
    [';9:05;;;;registration;;;left;', 'arrived', 'no-day'],
    ['2020-03-02;;;;;registration;;;left;', 'arrived', 'missing'],
    ['2020-03-02;25:05;;;;registration;;;left;', 'arrived', 'time'],
    ['2020-03-02;9:05;9:04;;;registration;;;solved;', 'called', 'order'],
    ['2020-03-02;9:05;;9:06;9:05;registration;;;solved;', 'ended', 'order'],
    ['2020-03-02;9:05;;;;bread;;;left;', 'topic', 'topic'],
    ['2020-03-02;9:05;;;;;;;left;', 'topic', 'missing'],
    ['2020-03-02;9:05;;;;registration;swedish;;left;', 'language', 'language'],
    ['2020-03-02;9:05;;;;registration;;maybe;left;', 'booked', 'booked'],
    ['2020-03-02;9:05;;;;registration;;;happy;', 'outcome', 'outcome'],
    ['2020-03-02;9:05;;;;registration;;;not-helped;', 'reason', 'reason-missing'],
    ['2020-03-02;9:05;;;;registration;;;not-helped;bread', 'reason', 'reason'],
    ['2020-03-02;9:05;;;;registration;;;solved;language', 'reason', 'reason-unasked'],
    ['2020-03-02;9:05;9:06;;;registration;;;left;', 'called', 'left-but-called'],
    ['2020-03-02;9:05;9:06;9:07;;registration;;;no-show;', 'served', 'not-served'],
    ['2020-03-11;9:05;;;;registration;;;left;', 'arrived', 'future'],
  ])('%s: %s, %s', (wrong, column, code) => {
    const { faults } = read(line, wrong);
    expect(faults).toContainEqual(expect.objectContaining({ line: 3, column, code }));
  });

  it('a missing or unknown column, one that is there twice, a file without visits, too many rows, a quote without end', () => {
    const first = (text: string) => readLog(text, known).faults[0]!.code;
    expect(first('day;topic;outcome\n2020-03-02;registration;left')).toBe('no-column');
    expect(first(`${header};colour\n${line}blue`)).toBe('unknown-column');
    expect(first(`${header};topic\n${line}registration`)).toBe('column-twice');
    expect(first(header)).toBe('empty');
    expect(first('')).toBe('empty');
    expect(first(`${header}\n${`${line}\n`.repeat(50_001)}`)).toBe('too-many-rows');
    expect(first(`${header}\n"2020`)).toBe('not-csv');
  });
});

describe('no personal data', () => {
  // Of those that Skatteverket publishes for tests, which nobody has.
  it.each([
    '199105142385',
    '19910514-2385',
    '910514-2385',
    '910514 2385',
    '1991 05 14 2385',
    'x199105142385y',
    '19910880-2399',
    '910514–2385',
    '910514−2385',
    '91-05-14-2385',
    '1991-05-14-2385',
    '910514.2385',
    '9105142385',
    '91 05 14 23 85',
    '910514+2385',
    '91051４2385',
    '910514\u00A02385',
  ])('a file with the number %s is refused, and the number is not in the answer', (number) => {
    const { visits, faults } = read(line, `2020-03-02;9:05;;;;${number};;;left;`);
    expect(visits).toEqual([]);
    expect(faults).toEqual([{ line: 3, column: null, code: 'personal-value' }]);
  });

  it.each(['anna@example.org', '070-174 06 05', '+46 70 174 06 05'])('so is one with %s', (value) => {
    expect(read(`2020-03-02;9:05;;;;${value};;;left;`).faults[0]!.code).toBe('personal-value');
  });

  it.each(['Namn', 'Personnummer', 'pnr', 'Telefon', 'e-post', 'Kommentar', 'Visitor name'])('so is a column %s', (column) => {
    expect(readLog(`${header};${column}\n${line};`, known).faults[0]).toMatchObject({ line: 1, code: 'personal-column' });
  });

  it('times, days and codes are none', () => {
    expect(read(line, '2020-03-02;10:05:59;10:12:59;10:13:59;10:31:59;registration;ar;10:15;not-helped;no-time').faults).toEqual(
      [],
    );
  });
});

it('anything: visits or faults, never an error', () => {
  const cell = fc.constantFrom('', '2020-03-02', '9:05', '9:99', 'registration', 'left', 'ja', '"', ';', 'not-helped', 'other');
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ maxLength: 30 }),
          fc.array(cell, { maxLength: 12 }).map((all) => all.join(';')),
        ),
      ),
      (lines) => {
        const { visits, faults } = read(...lines);
        return Array.isArray(visits) && Array.isArray(faults);
      },
    ),
  );
});
