import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Uuid } from '../../platform/ids/index.ts';
import { readForecast } from './forecast-file.ts';

const place = '01900000-0000-7000-8000-000000000001' as Uuid;
const known = { types: new Set(['21', '31']), places: new Map([['af-2481-1', place]]) };
const head = 'type,place,start,end,need,source';
const read = (...lines: string[]) => readForecast([head, ...lines].join('\n'), known);
const faults = (...lines: string[]) => {
  const found = read(...lines);
  return 'faults' in found ? found.faults.map(({ line, column, wrong }) => `${line} ${column} ${wrong}`) : [];
};

it('MEET-4 a row says how many are needed of a type in a time, at a place or nowhere', () => {
  expect(
    read(
      '21,,2020-03-17T09:00+01:00,2020-03-17T09:30+01:00,297,Prognos mars',
      '31,af-2481-1,2020-03-17T08:00Z,2020-03-17T09:00Z,1.5,x',
    ),
  ).toEqual({
    rows: [
      {
        typeCode: '21',
        placeId: null,
        start: '2020-03-17T08:00:00.000Z',
        end: '2020-03-17T08:30:00.000Z',
        need: 297,
        source: 'Prognos mars',
      },
      {
        typeCode: '31',
        placeId: place,
        start: '2020-03-17T08:00:00.000Z',
        end: '2020-03-17T09:00:00.000Z',
        need: 1.5,
        source: 'x',
      },
    ],
  });
});

it('reads what a Swedish spreadsheet writes: semicolons and decimal commas', () => {
  const text = `\uFEFF${head.replaceAll(',', ';')}\r\n21;;2020-03-17 09:00+01:00;2020-03-17 09:30+01:00;1,5;x\r\n`;
  expect(readForecast(text, known)).toMatchObject({ rows: [{ need: 1.5, start: '2020-03-17T08:00:00.000Z' }] });
});

it('everything that is wrong is told, by line', () => {
  const time = '2020-03-17T09:00+01:00,2020-03-17T09:30+01:00';
  expect(
    faults(
      `99,x-1,${time},many,`,
      '21,,2020-03-17T09:00,2020-03-17T09:30+01:00,1,x',
      '21,,soon,2020-03-17T09:30+01:00,1,x',
      '21,,2020-03-17T09:30+01:00,2020-03-17T09:00+01:00,1,x',
      '21,,2020-03-17T23:30+01:00,2020-03-18T00:30+01:00,1,x',
      `21,,${time},-1,x`,
      `21,,${time},1,x`,
      `21,,${time},2,x`,
    ),
  ).toEqual([
    '2 type type',
    '2 place place',
    '2 need need',
    '2 source source',
    '3 start zone',
    '4 start time',
    '5 end order',
    '6 end order',
    '7 need need',
    '9 null twice',
  ]);
  expect(readForecast('', known)).toEqual({ faults: [{ line: 1, column: null, wrong: 'empty' }] });
  expect(readForecast('a,b\n1,2', known)).toEqual({ faults: [{ line: 1, column: null, wrong: 'columns' }] });
  expect(faults('21,,"open,1,2,3')).toEqual([expect.stringContaining('csv')]);
});

it('whatever the text, it is rows or faults', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 5 }), (lines) => {
      const found = read(...lines);
      return 'rows' in found ? found.rows.length > 0 : found.faults.length > 0;
    }),
  );
});
