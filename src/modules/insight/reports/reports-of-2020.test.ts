/** The three reports of 2020 come out of the shipped register with the published figures (data/sweden/reported.csv), the same each time. */
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { findReport } from '../store/reports.ts';
import { loadReports } from './load-reports.ts';
import { makeReport } from './make.ts';
import { printReport } from './print-report.ts';
import { formats, reportFile } from './render/index.ts';
import { factsOf } from './report-input.ts';

let house: TestHouse;

async function printed(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const code = await printReport(args, { house, out: (line) => lines.push(line), err: (line) => lines.push(line) });
  return `${code} ${lines.join('\n')}`;
}

/** The text without its notes’ numbers and its line breaks. */
const plain = (text: string): string => text.replaceAll(/\s\[\d+\]/g, '').replaceAll(/\s+/g, ' ');

beforeAll(async () => {
  house = await testHouse('country', '2026-11-22T12:00:00Z');
  await loadReports(house, 'data/reports');
  // A start that finds them there leaves them as they are.
  await loadReports(house, 'data/reports');
});

describe('the reports of 2020', () => {
  it('14 February: 132 places, 99 secured, 33 remain, 20 of them in dialogue; 113 service offices, 6 in the pilot', async () => {
    const text = plain(await printed('2020-02-14'));
    expect(text).toContain(
      'Kontoren avvecklas på 132 orter. På 99 av dem är lokal närvaro säkrad, och på 33 återstår det arbetet. ' +
        'Av de orter som återstår pågår dialog på 20; på de övriga 13 ',
    );
    expect(text).toContain('omfattade 113 servicekontor');
    expect(text).toContain('pågår vid 6 av servicekontoren');
    expect(text).toContain('Delvis rekonstruerade uppgifter.');
  });

  it('15 June: a solution for all 132, six restored, 126 close; 88 and 24 offices by the end of the year', async () => {
    const text = plain(await printed('2020-06-15'));
    expect(text).toContain('alla 132 orter där kontoret skulle avvecklas: 132 är säkrade och 0 återstår. På 6 av orterna');
    expect(text).toContain('antalet orter där kontoret avvecklas är 126.');
    expect(text).toContain('112 egna kontor: 88 med fast personal och 24 dit personal reser');
  });

  it('23 October: 106 of 290, 88 and 24 offices, 102, 208, 82, and 73 to formalise', async () => {
    const text = plain(await printed('2020-10-23'));
    expect(text).toContain(
      'egna kontor i 106 av landets 290 kommuner. Kontoren är 112: 88 med fast personal och 24 inresekontor',
    );
    expect(text).toContain('I ytterligare 102 kommuner finns en samverkanslösning.');
    expect(text).toContain('förbokas i 208 kommuner');
    expect(text).toContain('De övriga 82 kommunerna');
    expect(text).toContain('För 73 av platserna');
  });

  it.each([
    ['2020-02-14', ['text', 'csv']],
    ['2020-06-15', ['text', 'html']],
    ['2020-10-23', formats],
  ] as const)('%s is the same twice, as %j', async (code, asked) => {
    const facts = factsOf((await findReport(house.db, code))!);
    const [one, two] = [await makeReport(house.db, facts, null), await makeReport(house.db, facts, null)];
    for (const format of asked) {
      const [first, second] = [await reportFile(one, format), await reportFile(two, format)];
      expect(first.equals(second), format).toBe(true);
      expect(first.length, format).toBeGreaterThan(1000);
    }
  });

  it('the workbook has a data sheet on definitions, a sheet for each table, and says what is reconstructed', async () => {
    const facts = factsOf((await findReport(house.db, '2020-10-23'))!);
    const document = await makeReport(house.db, facts, null);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await reportFile(document, 'xlsx')) as unknown as ExcelJS.Buffer);
    const tables = document.figures.filter(({ kind }) => kind !== 'figure');
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Definitioner',
      ...tables.map(({ number }) => expect.stringMatching(new RegExp(`^${number} `))),
      'Siffror i texten',
    ]);
    const text = JSON.stringify(workbook.worksheets[0]!.getSheetValues());
    for (const { metric, fingerprint } of document.definitions)
      for (const one of [metric, fingerprint]) expect(text).toContain(one);
    expect(text).toContain('delvis rekonstruerat');
  });

  it('every chart and map has its table beside it', async () => {
    const html = (await printed('2020-10-23', '--format', 'html')).replaceAll('\n', ' ');
    const figures = html.match(/<figure[\s\S]*?<\/figure>/g)!;
    expect(figures.length).toBeGreaterThan(4);
    for (const figure of figures) {
      expect(figure).toMatch(/<svg [^>]*role="img" aria-label="[^"]+"/);
      expect(figure).toContain('<table');
    }
  });

  it('an unknown report or format is named', async () => {
    expect(await printed('2021-01-01')).toBe('1 There is no report 2021-01-01. There are: 2020-02-14, 2020-06-15, 2020-10-23.');
    expect(await printed('2020-10-23', '--format', 'doc')).toMatch(/^2 narvaro report CODE/);
    expect(await printed()).toMatch(/^2 narvaro report CODE/);
  });
});
