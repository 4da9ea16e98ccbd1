import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { type Actor, operator, visitor } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { RowError } from '../register-file/row.ts';
import { testFolder } from '../register-file/fixtures.ts';
import { placeAt, seatOf, timesFrom, withMunicipalities } from './fixtures.ts';
import { importTravelTimes } from './index.ts';

const header = 'origin,place_code,minutes,kilometres\n';
const files = testFolder();
afterAll(() => files.remove());
const planner: Actor = { id: 'planner-1', name: 'Planner', roles: ['planner'] };

describe('importing a matrix', () => {
  let house: TestHouse;
  let place: Uuid;

  const read = (text: string, options: { apply: boolean; onBad?: (cell: RowError) => void } = { apply: true }) =>
    importTravelTimes(house, planner, files.write('matrix.csv', text), options);
  const stored = async () =>
    (await timesFrom(house, '0380')).map(({ source, minutes, kilometres }) => ({
      source,
      minutes,
      kilometres,
    }));
  const auditRows = async () =>
    (
      await sql<{
        details: Record<string, unknown>;
      }>`select details from platform.audit where command = 'network.import-travel-times'`.execute(house.db)
    ).rows;

  beforeAll(async () => {
    house = await testHouse('empty');
    await withMunicipalities(house);
    place = await placeAt(house, 'af-0180-1', seatOf('0180'));
    await placeAt(house, 'af-0980-1', seatOf('0980'));
  });

  it('says in a dry run what would be, and changes nothing', async () => {
    const report = await read(`${header}0380,af-0180-1,48,71.2\n`, { apply: false });
    expect(report).toEqual({ applied: false, journeys: 1, added: 1, changed: 0, unchanged: 0, bad: 0, badCells: [] });
    expect(await stored()).toEqual([]);
    expect(await auditRows()).toEqual([]);
  });

  it('stores the journeys, byte-order mark and CRLF or not, and leaves an audit row', async () => {
    const report = await read(`\uFEFF${header}0380,af-0180-1,48,71.2\n2580,af-0180-1,600,`.replaceAll('\n', '\r\n'));
    expect(report).toMatchObject({ applied: true, journeys: 2, added: 2, bad: 0 });
    expect(await stored()).toEqual([{ source: 'imported', minutes: 48, kilometres: 71.2 }]);
    expect(await auditRows()).toEqual([{ details: { applied: true, journeys: 2, added: 2, changed: 0, unchanged: 0, bad: 0 } }]);
  });

  it('reads what a spreadsheet in Swedish saves: semicolons and decimal comma', async () => {
    const report = await read(`\uFEFF${header.replaceAll(',', ';')}0380;af-0180-1;48;71,2\n`, { apply: false });
    expect(report).toMatchObject({ journeys: 1, unchanged: 1, bad: 0 });
  });

  it('replaces the journeys it names and no others', async () => {
    const report = await read(`${header}0380,af-0180-1,50,71.2\n2580,af-0180-1,600,\n0380,af-0980-1,290,\n`);
    expect(report).toMatchObject({ applied: true, journeys: 3, added: 1, changed: 1, unchanged: 1 });
    expect((await stored()).map((time) => time.minutes)).toEqual([50, 290]);
  });

  it('takes a locality as origin', async () => {
    const { rows } = await sql<{ code: string }>`select code from network.locality order by code limit 1`.execute(house.db);
    expect(await read(`${header}${rows[0]!.code},af-0180-1,12,\n`)).toMatchObject({ applied: true, added: 1 });
    expect(await timesFrom(house, rows[0]!.code)).toMatchObject([{ placeId: place, minutes: 12 }]);
  });

  it('names every bad row with line, column, value and what was expected, and then changes nothing', async () => {
    const seen: RowError[] = [];
    const lines = [
      '0114,af-0180-1,30,',
      '9999,af-0180-1,1,',
      '0380,nowhere,x,',
      '',
      '0380,af-0180-1,12',
      '0380,af-0180-1,1.5,-2',
      '0114,af-0180-1,31,',
    ];
    const report = await read(header + lines.join('\n'), { apply: true, onBad: (cell) => seen.push(cell) });
    expect(report).toMatchObject({ applied: false, journeys: 1, bad: 7 });
    expect(report.badCells).toEqual(seen);
    expect(seen.map(({ line, column, value }) => [line, column, value])).toEqual([
      [3, 'origin', '9999'],
      [4, 'place_code', 'nowhere'],
      [4, 'minutes', 'x'],
      [6, '', '0380,af-0180-1,12'],
      [7, 'minutes', '1.5'],
      [7, 'kilometres', '-2'],
      [8, 'place_code', 'af-0180-1'],
    ]);
    for (const cell of seen) expect(cell.expected).not.toBe('');
    expect(await timesFrom(house, '0114')).toEqual([]);
  });

  it.each([
    ['nothing', '', 1],
    ['another header', 'from,to,min,km\n0380,af-0180-1,48,71.2\n', 1],
    ['a quote that never ends', `${header}"0380,af-0180-1,48,71.2\n`, 2],
    ['a line without end', `${header}0380,${'a'.repeat(5_000_000)}`, 2],
    ['bytes that are no text', `${header}\u0000\u0001,\u0000,1,1\n`, 2],
  ])('refuses %s', async (_name, text, line) => {
    const before = await stored();
    const report = await read(text);
    expect(report.applied).toBe(false);
    expect(report.badCells[0]!.line).toBe(line);
    expect(report.badCells[0]!.value.length).toBeLessThanOrEqual(200);
    expect(await stored()).toEqual(before);
  });

  it('is for planners and administrators', async () => {
    await expect(importTravelTimes(house, visitor, files.write('empty.csv', header), { apply: false })).rejects.toMatchObject({
      code: 'sign-in-required',
    });
    const analyst: Actor = { id: 'a', name: 'A', roles: ['analyst'] };
    await expect(importTravelTimes(house, analyst, files.write('empty.csv', header), { apply: true })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await importTravelTimes(house, operator, files.write('empty.csv', header), { apply: true })).toMatchObject({
      applied: true,
      journeys: 0,
    });
  });

  describe('of a large file', () => {
    it('names bad rows without keeping them all', async () => {
      const file = files.write('bad.csv', header + '9999,nowhere,x,y\n'.repeat(60_000));
      let named = 0;
      const report = await importTravelTimes(house, planner, file, { apply: true, onBad: () => (named += 1) });
      expect(report).toMatchObject({ applied: false, journeys: 0, bad: 240_000 });
      expect(report.badCells).toHaveLength(1000);
      expect(named).toBe(240_000);
    });
  });
});
