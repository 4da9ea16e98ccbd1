/** Many agreements read in from a file, on the page for it. */
import { beforeEach, describe, expect, it } from 'vitest';
import ExcelJS from 'exceljs';
import { signInAs } from '../src/platform/auth/index.ts';
import { agreementColumns } from '../src/modules/network/agreements/file-values.ts';
import { testHouse } from './database.ts';
import { type Client, plannerAt, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);

let client: Client;
beforeEach(async () => {
  client = await plannerAt(house, server, '2020-02-14T11:00:00Z');
});

/** What each agreement of these files says; its title is its own. */
const cells = {
  kind: 'cooperation',
  agency: 'arbetsformedlingen',
  partner_kind: 'municipality',
  partner: 'Malå kommun',
  municipality_code: '2418',
  places: 'af-2425-1',
  offers: 'meetings',
  evidence: 'entered',
  method: 'Prov',
  initiated: '2020-02-01',
};

describe('a file of many agreements', () => {
  const sendFile = async (content: string | Buffer, next: string, language = '') => {
    const as = await signInAs(house, ['planner'], 'David, planerare');
    const head = (name: string) => `--x\r\ncontent-disposition: form-data; ${name}\r\n\r\n`;
    const payload = Buffer.concat([
      Buffer.from(`${head('name="next"')}${next}\r\n${head('name="file"; filename="avtal"')}`),
      Buffer.from(content),
      Buffer.from('\r\n--x--\r\n'),
    ]);
    const headers = { ...as.headers, accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x' };
    const { statusCode: status, body: html } = await server.inject({
      method: 'POST',
      url: `${language}/agreements/import`,
      headers,
      payload,
    });
    return { status, html, location: '' };
  };
  const row = (given: Partial<Record<string, string>>) => agreementColumns.map((column) => given[column] ?? '').join(',');
  const file = (...rows: string[]) => [agreementColumns.join(','), ...rows].join('\n');

  it('names every error with its row and column and reads nothing in; a right one is read in as a whole, once', async () => {
    const right = { title: 'Avtal ur fil (prov)', ...cells };
    const wrong = await sendFile(file(row(right), row({ ...right, title: '', notice_months: 'tre' })), 'apply');
    expect(wrong.status).toBe(422);
    expect(textOf(wrong)).toMatch(/3 title/);
    expect(textOf(wrong)).toMatch(/3 notice_months \(Uppsägningstid i månader\) tre Hela månader från 0 till 120/);
    expect(textOf(await client.get('/agreements?text=Avtal ur fil'))).toContain('Inga avtal stämmer');
    const checked = await sendFile(file(row(right)), 'check');
    expect(checked.status, textOf(checked).slice(0, 900)).toBe(200);
    expect(textOf(checked)).toContain('1 avtal är riktiga');
    expect(textOf(await sendFile(file(row(right)), 'apply'))).toContain('1 avtal är inlästa');
    expect((await sendFile(file(row(right)), 'apply')).status).toBe(422);
    expect(textOf(await client.get('/agreements?text=Avtal ur fil'))).toContain('1 avtal 14 februari 2020');
    expect((await sendFile('%PDF-1.7', 'check')).status).toBe(422);
  });

  it('takes a workbook too; what is wrong in it, with other rows too, is said in the language of the page', async () => {
    const workbook = async (...given: object[]): Promise<Buffer> => {
      const book = new ExcelJS.Workbook();
      const rows = given.map((one) => agreementColumns.map((column) => (one as Record<string, string>)[column] ?? ''));
      book.addWorksheet('avtal').addRows([[...agreementColumns], ...rows]);
      return Buffer.from(await book.xlsx.writeBuffer());
    };
    const first = { ...cells, title: 'Avtal ur kalkylark (prov)' };
    const wrong = await workbook(first, { ...first, valid_to: '2020-12-31', partner_kind: 'grannen' }, first);
    const refused = textOf(await sendFile(wrong, 'apply'));
    for (const said of [
      '3 fel i 3 rader. Ingenting är inläst.',
      'En första dag, eftersom det finns en sista',
      'Ett av municipality',
      'En titel som inte redan finns i filen. Rad 2 har samma',
    ])
      expect(refused).toContain(said);
    expect(textOf(await sendFile(wrong, 'check', '/en'))).toContain('A first day, since there is a last day');
    expect(textOf(await sendFile(await workbook(first), 'apply'))).toContain('1 avtal är inlästa');
    expect((await sendFile(Buffer.from('PK\u0003\u0004 inget ark'), 'check')).status).toBe(422);
  });
});
