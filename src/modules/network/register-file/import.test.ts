import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { visitor } from '../../../platform/auth/index.ts';
import { networkEvents } from '../events.ts';
import { cells, csv, header, insertCountry, planner, testFolder } from './fixtures.ts';
import { type Difference, importRegister, type ImportReport } from './import.ts';
import { type Cells, columns, type RowError } from './row.ts';

const house = await testHouse('empty');
await insertCountry(house.db);
const files = testFolder();
afterAll(() => files.remove());

const tables = sql`network.place, network.place_record, network.presence, platform.event, network.travel_time`;

beforeEach(async () => {
  await sql`truncate ${tables} cascade`.execute(house.db);
  house.clock.set('2020-02-14T11:00:00Z');
});

interface Imported {
  report: ImportReport;
  differences: Difference[];
  errors: string[];
}

async function importText(content: string | Uint8Array, apply: boolean, name = 'register.csv'): Promise<Imported> {
  const differences: Difference[] = [];
  const errors: RowError[] = [];
  const report = await importRegister(
    house,
    planner,
    { path: files.write(name, content) },
    { apply, onDifference: (one) => differences.push(one), onError: (one) => errors.push(one) },
  );
  return { report, differences, errors: errors.map((one) => `${one.line} ${one.column} ${one.value}: ${one.expected}`) };
}

const apply = (...rows: Partial<Cells>[]): Promise<Imported> => importText(csv(...rows), true);

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.raw(table)}`.execute(house.db);
  return rows[0]!.count;
}

const visiting = { kind: 'visiting_office', valid_from: '2020-01-01' } as const;

describe('importing the register', () => {
  it('is for planners and administrators', async () => {
    const path = files.write('register.csv', csv({}));
    await expect(importRegister(house, visitor, { path }, { apply: true })).rejects.toMatchObject({ code: 'sign-in-required' });
    const caseworker = { ...planner, roles: ['caseworker' as const] };
    await expect(importRegister(house, caseworker, { path }, { apply: false })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('takes a file as a spreadsheet in Swedish saves it: semicolons, decimal comma, CRLF, codes that lost their zero', async () => {
    const row = cells({
      municipality_code: '180',
      place_name: '"Arbetsförmedlingen; ""Söder"""',
      latitude: '59,30000',
      longitude: '18,1',
      hours: '"mon 09:00-12:00; tue 10:00-16:00"',
    });
    const lines = ['', header.replaceAll(',', ';'), columns.map((column) => row[column]).join(';'), ';'.repeat(19)];
    const { report, errors } = await importText(`\uFEFF${lines.join('\r\n')}\r\n`, true);
    expect({ errors, report }).toMatchObject({ errors: [], report: { rows: 1, new: 1, applied: true } });
    const stored = await sql`select name, municipality_code, latitude, longitude from network.place_record`.execute(house.db);
    expect(stored.rows).toEqual([
      { name: 'Arbetsförmedlingen; "Söder"', municipality_code: '0180', latitude: 59.3, longitude: 18.1 },
    ]);
  });

  it('dry: says what would happen and writes nothing', async () => {
    const audited = await count('platform.audit');
    const { report, differences } = await importText(csv({}, { place_code: 'af-2280-2' }), false);
    expect(report).toEqual({
      rows: 2,
      new: 2,
      changed: 0,
      same: 0,
      missing: 0,
      errors: 0,
      applied: false,
      places: { new: 2, changed: 0 },
    });
    expect(differences[0]).toEqual({
      line: 2,
      placeCode: 'af-2280-1',
      kind: 'staffed_office',
      validFrom: '2019-01-01',
      change: 'new',
      columns: [],
    });
    expect(await count('network.place')).toBe(0);
    expect(await count('platform.audit')).toBe(audited);
  });

  it('applied: writes places, presences, events, the version and one audit row, and wakes the readers', async () => {
    const audited = await count('platform.audit');
    const version = await sql<{ number: number }>`select number from network.version`.execute(house.db);
    const { report } = await apply({}, visiting, {
      place_code: 'af-0180-1',
      municipality_code: '0180',
      hours: 'mon 09:00-12:00',
    });
    expect(report).toMatchObject({ rows: 3, new: 3, applied: true, places: { new: 2, changed: 0 } });
    const stored = await sql`
      select l.code, r.name, p.kind, p.valid::text, p.services, p.hours, p.exceptions, p.recorded::text, p.recorded_by, p.presence_id = p.id as first
      from network.presence p join network.place l on l.id = p.place_id join network.place_record r on r.place_id = l.id
      order by 1, 3`.execute(house.db);
    expect(stored.rows).toMatchObject([
      { code: 'af-0180-1', hours: { mon: [['09:00', '12:00']] } },
      {
        code: 'af-2280-1',
        name: 'Härnösand',
        kind: 'staffed_office',
        valid: '[2019-01-01,)',
        services: ['booked-meeting', 'drop-in'],
        hours: null,
        exceptions: [],
        recorded: '["2020-02-14 11:00:00+00",)',
        recorded_by: 'Planner',
        first: true,
      },
      { kind: 'visiting_office', valid: '[2020-01-01,)' },
    ]);
    const events = await sql<{ aggregate: string; type: string; payload: { placeId: string } }>`
      select aggregate, type, payload from platform.event order by id`.execute(house.db);
    const [place] = events.rows;
    expect(events.rows.slice(0, 2)).toEqual([
      networkEvents.placeLocated(place!.payload.placeId),
      networkEvents.presenceChanged(place!.payload.placeId),
    ]);
    expect(events.rows).toHaveLength(4);
    expect((await sql<{ number: number }>`select number from network.version`.execute(house.db)).rows[0]!.number).toBeGreaterThan(
      version.rows[0]!.number,
    );
    expect(await count('platform.audit')).toBe(audited + 1);
  });

  it('a second time changes nothing and writes no version', async () => {
    await apply({}, visiting);
    const { report } = await apply({}, visiting);
    expect(report).toMatchObject({ new: 0, changed: 0, same: 2, missing: 0, applied: true });
    expect(await count('network.presence')).toBe(2);
    expect(await count('network.place_record')).toBe(1);
  });

  it('keeps what was said before: a changed presence and a moved place get new versions', async () => {
    await apply({}, visiting);
    house.clock.set('2020-03-01T11:00:00Z');
    const moved = { latitude: '62.70000', place_name: 'Härnösand hamn' };
    const { report, differences } = await apply({ ...moved, valid_to: '2020-06-30' }, { ...visiting, ...moved });
    expect(report).toMatchObject({ changed: 2, same: 0, places: { new: 0, changed: 1 } });
    expect(differences[0]!.columns).toEqual([
      { column: 'place_name', from: 'Härnösand', to: 'Härnösand hamn' },
      { column: 'latitude', from: '62.63228', to: '62.70000' },
      { column: 'valid_to', from: '', to: '2020-06-30' },
    ]);
    const versions =
      await sql`select valid::text, recorded::text, presence_id from network.presence where kind = 'staffed_office' order by recorded`.execute(
        house.db,
      );
    expect(versions.rows).toMatchObject([
      { valid: '[2019-01-01,)', recorded: '["2020-02-14 11:00:00+00","2020-03-01 11:00:00+00")' },
      { valid: '[2019-01-01,2020-07-01)', recorded: '["2020-03-01 11:00:00+00",)' },
    ]);
    expect(new Set(versions.rows.map((row) => (row as { presence_id: string }).presence_id)).size).toBe(1);
    expect(await count('network.place_record')).toBe(2);
    // The visiting office itself did not change.
    expect(await count('network.presence')).toBe(3);
    const types = await sql<{ type: string }>`select type from platform.event order by id desc limit 2`.execute(house.db);
    expect(types.rows.map(({ type }) => type)).toEqual(['network.presence-changed', 'network.place-located']);
  });

  it('does not tell that a place moved when only its name did', async () => {
    await apply({});
    await sql`truncate platform.event cascade`.execute(house.db);
    const { report } = await apply({ place_name: 'Kajen' });
    expect(report).toMatchObject({ changed: 1, places: { changed: 1 } });
    expect(await count('platform.event')).toBe(0);
    expect(await count('network.presence')).toBe(1);
  });

  it('counts a place as moved when only its municipality is another: the travel times are from elsewhere', async () => {
    await apply({});
    const origins = async () =>
      (await sql<{ origin: string }>`select origin from network.travel_time`.execute(house.db)).rows.map(({ origin }) => origin);
    expect(await origins()).toEqual(['2280']);
    await sql`truncate platform.event cascade`.execute(house.db);
    await apply({ municipality_code: '0180' });
    expect(await origins()).toEqual(['0180']);
    expect((await sql<{ type: string }>`select type from platform.event`.execute(house.db)).rows).toEqual([
      { type: 'network.place-located' },
    ]);
  });

  it('moves days between periods without meeting the rule against overlaps half-way', async () => {
    await apply({ valid_to: '2019-06-30' }, { valid_from: '2019-07-01', valid_to: '2019-12-31' }, { valid_from: '2020-01-01' });
    const { report, errors } = await apply(
      { valid_to: '2019-03-31' },
      { valid_from: '2019-07-01', valid_to: '2019-09-30' },
      { valid_from: '2019-04-01', valid_to: '2019-06-30' },
      { valid_from: '2020-01-01' },
      { valid_from: '2019-10-01', valid_to: '2019-12-31' },
    );
    expect(errors).toEqual([]);
    expect(report).toMatchObject({ new: 2, changed: 2, same: 1 });
    const grown = await apply({ valid_to: '2019-06-30' }, { valid_from: '2019-07-01', valid_to: '2019-08-31' });
    expect(grown.errors[0]).toMatch(
      /^2 valid_from 2019-01-01: a period that does not overlap 2019-04-01 to 2019-06-30, which the register has/,
    );
    expect(grown.report).toMatchObject({ errors: 1, applied: false });
  });

  it('leaves alone, and counts, what the file does not name', async () => {
    await apply({}, visiting);
    const { report } = await apply({ place_code: 'af-2280-2' });
    expect(report).toMatchObject({ new: 1, missing: 2, applied: true });
    expect(await count('network.presence')).toBe(3);
  });

  it('a retry with the same request id gives the first answer and acts once', async () => {
    const path = files.write('register.csv', csv({}));
    const first = await importRegister(house, planner, { path }, { apply: true, requestId: 'r-1' });
    const again = await importRegister(house, planner, { path }, { apply: true, requestId: 'r-1' });
    expect(again).toEqual(first);
    expect(await count('network.presence')).toBe(1);
  });

  it('takes what a spreadsheet makes of a file: byte order mark, CRLF, other column order, blank lines, quotes', async () => {
    const names = header.split(',').toReversed();
    const row = { ...cells({ place_name: '"Torget, ""Kajen"""' }) } as Record<string, string>;
    const text = `\ufeff${[names.join(','), '', names.map((name) => row[name]).join(','), ',,,', ''].join('\r\n')}`;
    const { report, errors } = await importText(text, true);
    expect(errors).toEqual([]);
    expect(report).toMatchObject({ rows: 1, new: 1 });
    expect((await sql`select name from network.place_record`.execute(house.db)).rows).toEqual([{ name: 'Torget, "Kajen"' }]);
  });
});

describe('a file with errors', () => {
  it('is refused as a whole, with every error by line', async () => {
    const { report, errors } = await apply(
      {},
      { place_code: 'af-2280-2', kind: 'x', valid_from: '2019-13-01' },
      { place_code: 'af-2280-3', services: 'y' },
    );
    expect(errors.map((error) => error.slice(0, 15))).toEqual(['3 kind x: one o', '3 valid_from 20', '4 services y: c']);
    expect(report).toEqual({
      rows: 3,
      new: 0,
      changed: 0,
      same: 0,
      missing: 0,
      errors: 3,
      applied: false,
      places: { new: 0, changed: 0 },
    });
    expect(await count('network.presence')).toBe(0);
  });

  it('is told of rows that contradict each other', async () => {
    const { errors } = await apply(
      { valid_to: '2019-12-31' },
      { valid_to: '2019-06-30' },
      { valid_from: '2019-12-31' },
      { kind: 'visiting_office', place_name: 'Sundsvall', street: 'Kajen 1' },
    );
    expect(errors).toEqual([
      '5 place_name Sundsvall: Härnösand, as line 2 says of the same place',
      '5 street Kajen 1: empty, as line 2 says of the same place',
      '3 valid_from 2019-01-01: one row for each place, kind and first day (line 2 has the same)',
      '4 valid_from 2019-12-31: a period that does not overlap line 2, of the same place and kind',
    ]);
  });

  it('does not call a presence missing whose row has another error', async () => {
    await apply({});
    const { errors } = await apply({ valid_to: '2019-12-31', services: 'x' }, { valid_from: '2020-01-01' });
    expect(errors).toHaveLength(1);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', '0  : a first line with the columns place_code,'],
    ['only blank lines', '\n\n', '0  : a first line with the columns place_code,'],
    [
      'divided by bars',
      header.replaceAll(',', '|'),
      `1  ${header.replaceAll(',', '|')}: a first line with the columns place_code,`,
    ],
    ['missing a column', header.replace(',kind', ''), '1 kind : a column kind'],
    ['with an unknown column', `${header},note`, '1 note note: only the columns place_code,'],
    ['with a column twice', `${header},kind`, '1 kind kind: each column once'],
    ['with too few values', `${csv({})}af-2280-2,x\n`, '3  2 values: 20 values, as in the header'],
    ['with too many values', `${csv({}).trimEnd()},x\n`, '2  21 values: 20 values, as in the header'],
    ['with a quote that is not closed', `${csv({})}"af`, '3  : a value in quotes to end with a quote'],
    ['with an unclosed quote in a long file', `${header}\n"af${'x'.repeat(70_000)}\n`, '2  : a row of at most 65536 characters'],
    ['with a lone quote', `${csv({})}"a"f,\n`, '3  : a quote inside a value to be written twice'],
    ['of one endless line', 'x'.repeat(600_000), '1  : a row of at most 65536 characters'],
    ['in Latin-1', Buffer.from(csv({}), 'latin1'), '2  af-2280-1,Härnösand,'],
    ['in UTF-16', Buffer.from(`\ufeff${csv({})}`, 'utf16le'), '1  ÿþp'],
    ['with a NUL', csv({ street: 'a\0b' }), '2 street a\0b: a street address, on one line'],
  ])('%s is told so', async (_what, content, expected) => {
    const { report, errors } = await importText(content, true);
    expect(errors[0]!.slice(0, expected.length)).toBe(expected);
    expect(report).toMatchObject({ applied: false });
  });

  it('that is not there, or is a folder, is told so', async () => {
    const errors: string[] = [];
    const onError = (error: RowError): number => errors.push(error.expected);
    await importRegister(house, planner, { path: `${files.path}/none.csv` }, { apply: true, onError });
    await importRegister(house, planner, { path: files.path, format: 'csv' }, { apply: true, onError });
    await importRegister(house, planner, { path: `${files.path}/none.xlsx` }, { apply: true, onError });
    await importRegister(house, planner, { path: files.path, format: 'xlsx' }, { apply: true, onError });
    expect(errors).toEqual(['ENOENT', 'EISDIR', 'ENOENT', 'EISDIR'].map((code) => `a file that can be read (${code})`));
    await expect(importRegister(house, planner, { path: 'register.ods' }, { apply: true })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
