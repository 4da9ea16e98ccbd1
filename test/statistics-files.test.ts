/** The open tables as files: CSV, XLSX and Parquet, read by the programs that people read them with. */
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import { parquetReadObjects } from 'hyparquet';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2026-11-22T09:00:00Z');
const { server } = await testService(house);
const get = (path: string) => server.inject(`/v1/statistics${path}`);

describe('files', () => {
  const query = 'valueCodes[ContentsCode]=*&valueCodes[Tid]=2020M11,2020M12&valueCodes[state]=*';
  const of = (format: string, more = '') => get(`/tables/municipalities-by-state/data?${query}&outputFormat=${format}${more}`);

  it('CSV with variables aside and above', async () => {
    const answer = await of('csv', '&lang=en');
    expect(answer.headers['content-type']).toContain('text/csv');
    const [head, ...rows] = answer.body.trimEnd().split('\r\n');
    expect(head).toBe('"state","Municipalities by local presence 2020M11","Municipalities by local presence 2020M12"');
    expect(rows).toHaveLength(4);
    expect(rows.at(-1)).toMatch(/^"served from a neighbour",\d+,82$/);
  });

  it('CSV as one likes it: codes, another separator, everything aside', async () => {
    const answer = await of('csv', '&outputFormatParams=SeparatorSemicolon,UseCodes&heading=ContentsCode&stub=Tid,state');
    const [head, ...rows] = answer.body.trimEnd().split('\r\n');
    expect(head).toBe('"Tid";"state";"municipalities-by-state"');
    expect(rows).toHaveLength(8);
    expect(rows).toContain('"2020M12";"cooperation_place";102');
  });

  it('XLSX with a sheet on what it is', async () => {
    const answer = await of('xlsx', '&lang=en');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Table', 'About the table']);
    expect(book.worksheets[0]!.getRow(5).getCell(3).value).toBe(82);
  });

  it('Parquet that hyparquet and DuckDB read alike', async () => {
    const answer = await of('parquet', '&lang=en');
    expect(answer.headers['content-type']).toBe('application/vnd.apache.parquet');
    const bytes = answer.rawPayload;
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows).toHaveLength(8);
    expect(rows).toContainEqual({
      state: 'cooperation_place',
      state_text: 'cooperation solution',
      Tid: '2020M12',
      Tid_text: '2020M12',
      'municipalities-by-state': 102,
      'municipalities-by-state_status': null,
    });
    const file = join(house.data, 'table.parquet');
    await mkdir(house.data, { recursive: true });
    await writeFile(file, bytes);
    const duck = await (await DuckDBInstance.create()).connect();
    const read = await duck.runAndReadAll(
      `select "Tid", sum("municipalities-by-state")::int as n from '${file}' group by 1 order by 1`,
    );
    expect(read.getRowObjects()).toEqual([
      { Tid: '2020M11', n: 290 },
      { Tid: '2020M12', n: 290 },
    ]);
    duck.closeSync();
  });
});
