import { createWriteStream, readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { instant, plainDate } from '../../../platform/clock/index.ts';
import { exportRegister, type ExportOptions } from './export.ts';
import { cells, csv, insertCountry, planner, testFolder } from './fixtures.ts';
import { importRegister, type ImportReport } from './import.ts';
import { type Cells, columns, type RowError } from './row.ts';

const house = await testHouse('empty');
await insertCountry(house.db);
const files = testFolder();
afterAll(() => files.remove());

async function emptyRegister(): Promise<void> {
  await sql`truncate network.place, network.place_record, network.presence, platform.event, network.travel_time cascade`.execute(
    house.db,
  );
}
beforeEach(emptyRegister);

async function importFile(path: string): Promise<{ report: ImportReport; errors: RowError[] }> {
  const errors: RowError[] = [];
  const report = await importRegister(house, planner, { path }, { apply: true, onError: (error) => errors.push(error) });
  return { report, errors };
}

async function exported(options: ExportOptions): Promise<string> {
  return (await buffer(exportRegister(house.db, options))).toString();
}

async function exportedFile(name: string, format: 'csv' | 'xlsx'): Promise<string> {
  const path = `${files.path}/${name}`;
  await pipeline(exportRegister(house.db, { format }), createWriteStream(path));
  return path;
}

/** Canonical rows in canonical order, with what a spreadsheet and a CSV reader stumble over. */
const register = csv(
  {
    place_code: 'af-0180-1',
    municipality_code: '0180',
    locality_code: '0180TC101',
    place_name: '"Torget, ""Kajen"""',
    street: 'Åvägen 1 B',
    postal_code: '111 22',
  },
  {
    valid_to: '2020-06-30',
    hours: 'mon 09:00-12:00 13:00-16:00; tue 10:00-16:00',
    exceptions: '2020-12-23 10:00-12:00; 2020-12-24 closed',
  },
  { valid_from: '2020-07-01', hours: 'closed', services: '', languages: 'ar|sv', evidence: 'entered', method: 'Sam' },
  {
    kind: 'visiting_office',
    latitude: '62.63228',
    evidence: 'sourced',
    source: 'https://example.org/a?b=c&d=<e>',
    method: '',
    assumed: 'point|valid_from',
  },
  { place_code: 'sk-2280-1', kind: 'service_office', accessibility: 'step_free=yes; hearing_loop=no', valid_from: '1999-12-31' },
);

describe('the register as a file', () => {
  it('comes back byte for byte as CSV', async () => {
    expect(await importFile(files.write('a.csv', register))).toMatchObject({ report: { new: 5, errors: 0 } });
    expect(await exported({ format: 'csv' })).toBe(register);
    expect((await importFile(await exportedFile('b.csv', 'csv'))).report).toMatchObject({
      rows: 5,
      new: 0,
      changed: 0,
      same: 5,
      missing: 0,
    });
    await emptyRegister();
    expect((await importFile(`${files.path}/b.csv`)).report).toMatchObject({ new: 5 });
    expect(await exported({ format: 'csv' })).toBe(register);
  });

  it('comes back row for row as XLSX, with dates and degrees typed', async () => {
    await importFile(files.write('a.csv', register));
    const path = await exportedFile('a.xlsx', 'xlsx');
    const again = await importFile(path);
    expect(again.errors).toEqual([]);
    expect(again.report).toMatchObject({ rows: 5, new: 0, changed: 0, same: 5, missing: 0 });
    await emptyRegister();
    expect((await importFile(path)).report).toMatchObject({ new: 5 });
    expect(await exported({ format: 'csv' })).toBe(register);

    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const row = workbook.getWorksheet('presence')!.getRow(3);
    const value = (column: (typeof columns)[number]) => row.getCell(columns.indexOf(column) + 1).value;
    expect(value('valid_to')).toEqual(new Date('2020-06-30'));
    expect(value('latitude')).toBe(62.63228);
    expect(value('municipality_code')).toBe('2280');
  });

  it('holds what was entered by hand in another order or with more decimals, and imports as the same', async () => {
    await importFile(files.write('a.csv', csv({})));
    const place = (await sql<{ id: string }>`select id from network.place`.execute(house.db)).rows[0]!.id;
    await sql`
      insert into network.presence (id, presence_id, place_id, kind, valid, services, languages, hours, exceptions, evidence, method, recorded, recorded_by)
      values (${house.newId()}, ${house.newId()}, ${place}, 'service_office', '[2020-01-01,)', '{drop-in,booked-meeting}', '{sv,ar}', '{"tue": [], "mon": [["09:00", "12:00"]]}',
              '[{"date": "2020-12-24", "hours": []}, {"date": "2020-12-23", "hours": []}]', 'entered', 'Sam', tstzrange(now(), null), 'Sam')`.execute(
      house.db,
    );
    expect((await importFile(await exportedFile('b.csv', 'csv'))).report).toMatchObject({ same: 2, changed: 0 });
  });

  it('of a day has the presences of that day; as known at an instant, what was known then', async () => {
    await importFile(files.write('a.csv', register));
    const lines = (text: string): string[] =>
      text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]!);
    expect(lines(await exported({ format: 'csv', on: plainDate('2000-01-01') }))).toEqual(['sk-2280-1']);
    house.clock.set('2020-03-01T11:00:00Z');
    await importFile(
      files.write(
        'c.csv',
        csv({ place_code: 'sk-2280-1', kind: 'service_office', place_name: 'Annan', valid_from: '1999-12-31' }),
      ),
    );
    expect(await exported({ format: 'csv' })).toMatch(/sk-2280-1,Annan/);
    expect(await exported({ format: 'csv', knownAt: instant('2020-02-20T12:00:00Z') })).toBe(register);
    expect(lines(await exported({ format: 'csv', knownAt: instant('2020-02-01T12:00:00Z') }))).toEqual([]);
  });

  it('gives its connection back when the reader goes away', async () => {
    await importFile(files.write('a.csv', register));
    for (let times = 0; times < 15; times += 1) {
      for (const format of ['csv', 'xlsx'] as const) {
        const stream = exportRegister(house.db, { format });
        if (times % 2 === 0) await new Promise((resolve) => stream.once('readable', resolve));
        stream.destroy();
      }
    }
    expect(await exported({ format: 'csv' })).toBe(register);
  });
});

describe('a workbook that a person made', () => {
  const numbered: readonly (keyof Cells)[] = ['latitude', 'longitude'];

  async function workbook(fill: (sheet: ExcelJS.Worksheet, row: (string | number)[]) => void): Promise<string> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Blad1');
    sheet.addRow([...columns]);
    const row = cells();
    fill(
      sheet,
      columns.map((column) => (numbered.includes(column) ? Number(row[column]) : row[column])),
    );
    const path = `${files.path}/person.xlsx`;
    await book.xlsx.writeFile(path);
    return path;
  }
  const at = (column: keyof Cells): number => columns.indexOf(column) + 1;

  it('may hold dates, links, formulas, rich text, blank rows and a code without its zero', async () => {
    const path = await workbook((sheet, values) => {
      sheet.addRow([]);
      const row = sheet.addRow(values);
      row.getCell(at('municipality_code')).value = 180;
      row.getCell(at('place_name')).value = { richText: [{ text: 'Stock', font: { bold: true } }, { text: 'holm' }] };
      row.getCell(at('valid_from')).value = new Date('2019-01-01');
      row.getCell(at('valid_from')).numFmt = 'yyyy-mm-dd';
      row.getCell(at('kind')).value = { formula: '"staffed"&"_office"', result: 'staffed_office' };
      row.getCell(at('evidence')).value = 'sourced';
      row.getCell(at('source')).value = { text: 'https://example.org/', hyperlink: 'https://example.org/' };
      row.getCell(at('postal_code')).value = 11122;
      sheet.addRow([]);
    });
    expect(await importFile(path)).toMatchObject({ errors: [], report: { rows: 1, new: 1 } });
    expect(await exported({ format: 'csv' })).toContain(
      'af-2280-1,Stockholm,0180,,,111 22,62.63228,17.93794,,staffed_office,2019-01-01,',
    );
  });

  it('has its errors told by row and column', async () => {
    const path = await workbook((sheet, values) => {
      sheet.addRow([]);
      const row = sheet.addRow(values);
      row.getCell(at('valid_from')).value = 43466;
      row.getCell(at('valid_to')).value = new Date('2020-01-01T10:30:00Z');
      row.getCell(at('services')).value = { error: '#N/A' };
    });
    const { errors } = await importFile(path);
    expect(errors.map((error) => `${error.line} ${error.column} ${error.value}`)).toEqual([
      '3 valid_from 43466',
      '3 valid_to 2020-01-01 with a time of day',
      '3 services #N/A',
    ]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['text', Buffer.from(register), /an XLSX file \(a spreadsheet saved as Excel workbook/],
    ['empty', Buffer.alloc(0), /an XLSX file \(a spreadsheet saved/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex'), /an XLSX file \(a spreadsheet saved/],
    ['another archive', zip([['hello.txt', Buffer.from('hello')]]), /an XLSX file \(a spreadsheet saved/],
    [
      'a workbook of nothing',
      zip([
        ['xl/workbook.xml', Buffer.from('<x/>')],
        ['xl/_rels/workbook.xml.rels', Buffer.from('<x/>')],
      ]),
      /with a visible sheet/,
    ],
    [
      'an archive that unpacks to far more than it should',
      zip([['xl/workbook.xml', Buffer.alloc(120_000_000, '<a/>')]]),
      /at most 10 MB in xl\/workbook.xml/,
    ],
  ])('that is %s is told so', async (_what, content, expected) => {
    const { report, errors } = await importFile(files.write('odd.xlsx', content));
    expect(errors.map((error) => error.expected).join()).toMatch(expected);
    expect(report).toMatchObject({ applied: false, rows: 0 });
  });

  it.each([
    ['the same twice', ['1', '2', '2'], '2'],
    ['backwards', ['1', '3', '2'], '2'],
    ['no number', ['1', 'x'], 'x'],
    ['a fraction', ['1', '2.5'], '2.5'],
    ['a power', ['1', '1e3'], '1e3'],
    ['beyond the last row of a sheet', ['1', '1048577'], '1048577'],
    ['past all numbers', ['1', '99999999999999999999'], '99999999999999999999'],
    ['none after the last', ['1048576', ''], ''],
  ])('whose row numbers are %s is told so', async (_what, numbers, wrong) => {
    const { report, errors } = await importFile(files.write('rows.xlsx', sheetOf(numbers)));
    expect(errors).toEqual([
      expect.objectContaining({ value: wrong, expected: 'row numbers that grow from row to row, from 1 to 1048576' }),
    ]);
    expect(report).toMatchObject({ applied: false });
  });

  it('may leave its row numbers out', async () => {
    const { report, errors } = await importFile(files.write('rows.xlsx', sheetOf(['', ''])));
    expect(errors).toEqual([]);
    expect(report).toMatchObject({ rows: 1, new: 1 });
  });

  it('that was cut off or damaged is told so, wherever that is', async () => {
    await importFile(files.write('a.csv', register));
    const whole = readFileSync(await exportedFile('a.xlsx', 'xlsx'));
    for (let cut = 1; cut < whole.length; cut += 397) {
      const { report } = await importFile(files.write('cut.xlsx', whole.subarray(0, cut)));
      expect(report).toMatchObject({ applied: false, errors: 1 });
    }
    for (let place = 0; place < whole.length; place += 397) {
      const damaged = Buffer.from(whole);
      damaged[place]! ^= 0xff;
      // A bit that matters to nobody may be read; nothing may be thrown, and nothing else than the register be read.
      const { report } = await importFile(files.write('damaged.xlsx', damaged));
      expect(report.errors > 0 || report.rows === 5).toBe(true);
    }
  });
});

/** A workbook of a header and offices, with these row numbers; '' leaves the number out. */
function sheetOf(numbers: readonly string[]): Buffer {
  const row = (number: string, values: readonly string[]): string =>
    `<row${number === '' ? '' : ` r="${number}"`}>${values.map((value) => `<c t="str"><v>${value}</v></c>`).join('')}</row>`;
  const office = (index: number) => {
    const texts = cells({ place_code: `af-2280-${index}` });
    return columns.map((column) => texts[column]);
  };
  const sheet = numbers.map((number, index) => row(number, index === 0 ? columns : office(index))).join('');
  return zip([
    ['xl/workbook.xml', Buffer.from('<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>')],
    ['xl/_rels/workbook.xml.rels', Buffer.from('<x><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></x>')],
    ['xl/worksheets/s.xml', Buffer.from(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`)],
  ]);
}

/** A zip archive with these parts, deflated. */
function zip(parts: [string, Buffer][]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  for (const [name, content] of parts) {
    const packed = deflateRawSync(content);
    const at = Buffer.concat(bodies).length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    bodies.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.from('PK\x01\x02\x14\0'), common, rest, Buffer.from(name));
  }
  const directory = Buffer.concat(entries);
  const body = Buffer.concat(bodies);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}
