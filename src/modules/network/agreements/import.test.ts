import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { planner, testFolder } from '../register-file/fixtures.ts';
import type { RowError } from '../register-file/row.ts';
import { agreementStateCounts, countAgreementRecords, listAgreementRecords } from '../store/agreement-records.ts';
import { listCoverage } from '../store/agreement-coverage.ts';
import { listAgreements } from '../store/agreements.ts';
import { agreementColumns } from './file-values.ts';
import { importAgreements } from './import-agreements.ts';

const house = await testHouse('country');
const files = testFolder();
afterAll(() => files.remove());
const on = plainDate('2020-02-14');

const words = Object.fromEntries(
  [
    'responsibilities',
    'roles',
    'routines',
    'joint_measures',
    'follow_up',
    'premises',
    'hours',
    'equipment',
    'staff',
    'security',
  ].map((term) => [term, 'Som parterna kommit överens om']),
);
/** The cooperation place of Dorotea has an agreement in force from December 2020; here is one before. */
const row = (more: object = {}) => ({
  title: 'Avtal på prov',
  kind: 'cooperation',
  agency: 'arbetsformedlingen',
  partner_kind: 'municipality',
  partner: 'Dorotea kommun',
  municipality_code: '2425',
  places: 'sv-2425-1',
  offers: 'meetings',
  valid_from: '2020-10-31',
  valid_to: '2020-11-30',
  notice_months: '3',
  ...words,
  initiated: '2020-01-07',
  agreed: '2020-02-10',
  in_force: '2020-10-31',
  evidence: 'entered',
  method: 'Planerare',
  ...more,
});
const csv = (rows: readonly object[]) => stringify([...rows], { header: true, columns: [...agreementColumns] });

async function take(content: string | Uint8Array, apply: boolean, name = 'avtal.csv') {
  const errors: RowError[] = [];
  const report = await importAgreements(
    house,
    planner,
    { path: files.write(name, content) },
    { apply, onError: (error) => errors.push(error) },
  );
  return { report, errors: errors.map(({ line, column, expected }) => `${line} ${column}: ${expected}`) };
}
const all = () => countAgreementRecords(house.db, { on });

describe('agreements as a file', () => {
  it('the country’s: 113 offices by one that is sourced, 102 places by reconstructed ones, 73 of them to be formalised on 2020-10-23', async () => {
    const filter = { on: plainDate('2020-10-23'), kind: 'cooperation' };
    expect(Object.fromEntries((await agreementStateCounts(house.db, filter)).map(({ state, count }) => [state, count]))).toEqual({
      agreed: 73,
      'in-force': 29,
    });
    const atTheEnd = await agreementStateCounts(house.db, { ...filter, on: plainDate('2020-12-31') });
    expect(atTheEnd).toEqual([{ state: 'in-force', count: 102 }]);
    const [service] = await listAgreementRecords(house.db, { on: plainDate('2019-07-02'), kind: 'service', state: 'in-force' });
    expect(service).toMatchObject({ places: 113, evidence: 'sourced', partyNames: ['Statens servicecenter'] });
    expect(await listAgreements(house.db, { on: plainDate('2019-07-02') })).toHaveLength(113);
    expect(await listAgreements(house.db, { on: plainDate('2020-12-31') })).toHaveLength(117);
  });

  it('are looked at first, then written together, from CSV and from XLSX', async () => {
    const before = await all();
    expect((await take(csv([row()]), false)).report).toEqual({ rows: 1, new: 1, errors: 0, applied: false });
    expect(await all()).toBe(before);
    expect((await take(csv([row()]), true)).report).toEqual({ rows: 1, new: 1, errors: 0, applied: true });
    const covered = await listCoverage(house.db, { agency: 'arbetsformedlingen' });
    expect(covered.find(({ from }) => from === '2020-10-31')).toMatchObject({ to: '2020-11-30', offers: ['meetings'] });

    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Avtal');
    sheet.addRow([...agreementColumns]);
    const cells = row({
      title: 'Avtal från kalkylblad',
      valid_from: '2020-12-01',
      valid_to: '2020-12-21',
      in_force: '2020-12-01',
    });
    sheet.addRow(agreementColumns.map((column) => (cells as Record<string, string>)[column] ?? ''));
    const again = await take(new Uint8Array(await book.xlsx.writeBuffer()), true, 'avtal.xlsx');
    expect(again).toEqual({ report: { rows: 1, new: 1, errors: 0, applied: true }, errors: [] });

    sheet.getCell('A2').value = { formula: '1/0', result: { error: '#DIV/0!' } };
    const broken = await take(new Uint8Array(await book.xlsx.writeBuffer()), true, 'avtal.xlsx');
    expect(broken.errors[0]).toBe("2 title: the title of the agreement, not a spreadsheet's error");
  });

  it('are taken as a spreadsheet in Swedish saves them: semicolons, also within a value, CRLF and a byte order mark', async () => {
    const given = { title: 'Avtal; "på prov", sparat i Excel', municipality_code: '114', places: 'af-0114-1' };
    const days = { valid_from: '2041-01-01', valid_to: '2041-12-31', in_force: '2041-01-01' };
    const options = { header: true, columns: [...agreementColumns], delimiter: ';', record_delimiter: '\r\n', bom: true };
    expect(await take(stringify([row({ ...given, ...days, partner: 'Upplands Väsby kommun' })], options), false)).toEqual({
      report: { rows: 1, new: 1, errors: 0, applied: false },
      errors: [],
    });
  });

  it('every error is named with its row and column, and nothing is written', async () => {
    const before = await all();
    const { report, errors } = await take(
      csv([
        row({ title: '', places: 'nowhere-1', valid_to: '2020-01-01' }),
        row({ title: 'Utan ord', security: '', notice_months: '', municipality_code: '9999', agreed: '2020-03-01' }),
        row({ title: 'Samma dagar', valid_from: '2020-12-24', valid_to: '', in_force: '2020-12-24' }),
        row({ title: 'Efter ett glapp', replaces: 'Det finns inte' }),
        row({
          title: 'Uppgifter',
          offers: 'desk',
          kind: 'service',
          personal_data_tasks: 'book-meetings = Boka',
          general_tasks: 'sing = Sjunga',
        }),
        row({ title: 'Uppgifter' }),
      ]),
      true,
    );
    expect(errors).toEqual([
      '2 title: the title of the agreement',
      '2 places: codes of places in the register, which nowhere-1 is not',
      '2 valid_to: a day on or after 2020-10-31, or empty',
      '2 in_force: a day of its period, from 2020-10-31',
      '3 municipality_code: the code of a municipality in the register, such as 0180',
      '3 agreed: a day that has been: 2020-02-14 or earlier',
      expect.stringMatching(/^6 general_tasks: task = words/),
      '6 personal_data_tasks: which access to personal data each task needs',
      expect.stringMatching(
        /^4 valid_from: a period that does not overlap “Samverkansöverenskommelse med kommunen: Dorotea” \(the register\)/,
      ),
      '5 replaces: the title of an agreement of the same authority, in the register or further up',
      expect.stringMatching(/^5 valid_from: a period that does not overlap “Avtal på prov”/),
      expect.stringMatching(/^7 valid_from: a period that does not overlap/),
    ]);
    expect(report).toMatchObject({ rows: 6, new: 0, applied: false });
    expect(await all()).toBe(before);
  });

  it('one that leaves days uncovered after the one it replaces is refused unless with a reason', async () => {
    const first = row({ title: 'Första', places: 'sv-2418-1', municipality_code: '2418' });
    const places = await listAgreementRecords(house.db, { on: plainDate('2020-12-31'), municipalityCode: '2418' });
    const next = { title: 'Andra', replaces: 'Första', valid_from: '2021-03-01', valid_to: '', in_force: '2021-03-01' };
    expect(places.length).toBeLessThanOrEqual(2);
    const pair = (more: object = {}) =>
      csv([
        { ...first, places: 'af-0114-1', valid_to: '2020-12-31' },
        { ...first, ...next, places: 'af-0114-1', ...more },
      ]);
    expect((await take(pair(), false)).errors).toEqual([
      '3 valid_from: 2021-01-01 or earlier, or a gap_reason: nothing covers 2021-01-01 to 2021-02-28',
    ]);
    expect((await take(pair({ gap_reason: 'Lokalen byggs om' }), false)).report).toMatchObject({ new: 2, errors: 0 });
  });

  it('one that replaces another leaves no place of it without an agreement, unless with a reason or another row covers it', async () => {
    const first = { title: 'Två orter', places: 'af-0114-1|af-0117-1', municipality_code: '0114', valid_from: '2033-01-01' };
    const given = { ...first, valid_to: '', in_force: '2033-01-01' };
    const later = { valid_from: '2034-01-01', in_force: '2034-01-01' };
    const next = { ...given, ...later, title: 'En ort', places: 'af-0114-1', replaces: 'Två orter' };
    const file = (more: object = {}, ...rows: object[]) => csv([row(given), row({ ...next, ...more }), ...rows]);
    expect((await take(file(), false)).errors).toEqual([
      '3 places: also the other places of “Två orter”, or a gap_reason: nothing covers 1 of them from 2034-01-01',
    ]);
    expect((await take(file({ gap_reason: 'Orten har fått ett kontor' }), false)).errors).toEqual([]);
    const other = row({ ...given, ...later, title: 'Den andra orten', places: 'af-0117-1' });
    expect((await take(file({}, other), false)).errors).toEqual([]);
  });

  it('one that is agreed and not yet in force is in the way too, in the file and in the register', async () => {
    const place = { places: 'af-0114-1', municipality_code: '0114', partner: 'Upplands Väsby kommun', valid_from: '2031-01-01' };
    const first = row({ ...place, title: 'Kommande', valid_to: '2031-12-31', in_force: '' });
    const second = row({ ...place, title: 'I vägen', valid_to: '2031-06-30', in_force: '' });
    expect((await take(csv([first, second]), false)).errors).toEqual([
      expect.stringMatching(/^3 valid_from: a period that does not overlap “Kommande” \(line 2\)/),
    ]);
    expect((await take(csv([first]), true)).report).toMatchObject({ new: 1, applied: true });
    expect((await take(csv([{ ...second, in_force: '2031-01-01' }]), false)).errors).toEqual([
      expect.stringMatching(/^2 valid_from: a period that does not overlap “Kommande” \(the register\)/),
    ]);
    // What is only begun is agreed on by nobody yet.
    expect((await take(csv([{ ...second, agreed: '' }]), false)).errors).toEqual([]);
  });

  it('10,000 rows with errors: each is named, and nothing is half done', { timeout: 60_000 }, async () => {
    const before = await all();
    const many = (count: number, faulty: boolean) =>
      Array.from({ length: count }, (_, number) =>
        row({
          title: `Avtal ${number}`,
          // All about one place: agreed on, they would be in each other's way.
          agreed: '',
          in_force: '',
          ...(faulty && number % 2 === 1 ? { notice_months: 'tre' } : {}),
        }),
      );
    const { report, errors } = await take(csv(many(10_000, true)), true);
    expect(report).toEqual({ rows: 10_000, new: 0, errors: 5000, applied: false });
    expect(errors[4999]).toBe('10001 notice_months: whole months, 0 to 120, or empty');
    expect(await all()).toBe(before);
    expect((await take(csv(many(1000, false)), true)).report).toEqual({ rows: 1000, new: 1000, errors: 0, applied: true });
    expect(await all()).toBe(before + 1000);
  });
});
