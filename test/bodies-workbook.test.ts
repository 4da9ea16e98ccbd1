/** Addresses of those whom decisions touch, read in from a workbook as from a CSV file. */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { hidden, noticeDesk, said } from './notice-desk.ts';

const { server, anna, get, post } = await noticeDesk();

function send(name: string, bytes: Buffer | string) {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from('\r\n--x--\r\n')]);
  const headers = { accept: 'text/html', ...anna.headers, 'content-type': 'multipart/form-data; boundary=x' };
  return server.inject({ method: 'POST', url: '/bodies/import', headers, payload });
}

async function workbook(rows: readonly (readonly (string | number | null)[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Adresser');
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const columns = ['kind', 'code', 'name', 'email', 'street', 'postal_code', 'post_town'];

it('a workbook is read as the CSV that it would be; codes that have become numbers have their zeros back', async () => {
  const bytes = await workbook([
    columns,
    ['municipality', 114, 'Upplands Väsby kommun', 'kommun@example.org', 'Torget 1; "norra"', 19480, 'Upplands Väsby'],
    [],
    ['region', 1, null, 'region@example.org', null, null, null],
  ]);
  const shown = await send('adresser.xlsx', bytes);
  expect(shown.statusCode, said(shown.body)).toBe(200);
  expect(said(shown.body)).toContain('2 mottagare ändras');
  const text = hidden(shown.body, 'text').replaceAll('&quot;', '"');
  expect((await post('/bodies/import/apply', { text })).headers['location']).toBe('/bodies?done=imported');
  const listed = said((await get('/bodies?text=upplands')).body);
  expect(listed).toContain('kommun@example.org');
  expect(listed).toContain('194 80');
  // The same file as CSV, opened in a spreadsheet and saved: its zeros are gone there too.
  const csv = 'kind;code;email\nmunicipality;114;kommun@example.org\n';
  expect(said((await send('adresser.csv', csv)).body)).not.toContain('Finns inte');
});

it('what is wrong is named by the row of the sheet, and a file that is none is said to be none', async () => {
  const bytes = await workbook([columns, [], ['municipality', '2425', null, 'ingen adress', null, null, null], ['kung', '1']]);
  const refused = await send('adresser.xlsx', bytes);
  expect(refused.statusCode).toBe(422);
  expect(said(refused.body)).toMatch(/3 email Inte en e-postadress 4 kind Ska vara/);
  const broken = await send('adresser.xlsx', Buffer.from('PK\u0003\u0004inte en arbetsbok', 'latin1'));
  expect(broken.statusCode).toBe(422);
  expect(said(broken.body)).toContain('Välj en CSV-fil i UTF-8 eller en Excel-fil (XLSX) utan lösenord');
  const empty = await send('adresser.csv', '');
  expect(empty.statusCode).toBe(422);
  expect(said(empty.body)).toContain('Filen är tom');
  expect(said((await send('adresser.csv', 'typ;kod\n')).body)).toContain('1 hela filen Första raden');
});
