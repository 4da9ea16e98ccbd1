import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { exportRegister } from './export.ts';
import { cells, header, insertCountry, testFolder } from './fixtures.ts';
import type { ImportReport } from './import.ts';
import { columns } from './row.ts';

const house = await testHouse('empty');
await insertCountry(house.db);
const files = testFolder();
afterAll(() => files.remove());

/** Places with ten periods each, every one with hours, exceptions and a method as long as those of the country. */
function largeFile(rows: number): string {
  const lines = [header];
  for (let index = 0; index < rows; index += 1) {
    const [place, period] = [Math.floor(index / 10), index % 10];
    const row = cells({
      place_code: `af-2280-${place}`,
      place_name: `Arbetsförmedlingen Härnösand ${place}`,
      street: `Storgatan ${place}`,
      valid_from: `20${10 + period}-01-01`,
      valid_to: `20${10 + period}-12-31`,
      hours: 'mon 09:00-12:00 13:00-16:00; tue 09:00-12:00 13:00-16:00; wed 10:00-16:00; thu 09:00-15:00',
      exceptions: `20${10 + period}-12-23 10:00-12:00; 20${10 + period}-12-24 closed`,
      method: 'published total 218: most registered unemployed times minutes to the next own office',
    });
    lines.push(columns.map((column) => row[column]).join(','));
  }
  return `${lines.join('\n')}\n`;
}

const running: ChildProcess[] = [];
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/** In a heap of 128 MB: without a limit, how much garbage V8 lets lie depends on the machine. With room for what is new, or it is moved all the time. */
function importInChild(path: string): { child: ChildProcess; output: Promise<string> } {
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=128',
      '--max-semi-space-size=8',
      fileURLToPath(new URL('./import.child.ts', import.meta.url)),
      house.url,
      path,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  running.push(child);
  return { child, output: text(child.stdout) };
}

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.raw(table)}`.execute(house.db);
  return rows[0]!.count;
}

it(
  'a process that is killed just before it commits leaves nothing, and the next import goes through',
  { timeout: 60_000 },
  async () => {
    const path = files.write('some.csv', largeFile(2000));
    const hold = await house.db.startTransaction().execute();
    // The import counts the version up at its very end, and has to wait for us there with everything written.
    await sql`update network.version set number = number`.execute(hold);
    const { child } = importInChild(path);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const waiting = sql<{ waits: boolean }>`
    select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%network.version%') as waits`;
    while (!(await waiting.execute(house.db)).rows[0]!.waits) await sleep(50);
    child.kill('SIGKILL');
    await ended;
    await hold.rollback().execute();
    const others = sql<{ others: number }>`
    select count(*) as others from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
    while ((await others.execute(house.db)).rows[0]!.others > 0) await sleep(50);
    for (const table of ['network.place', 'network.place_record', 'network.presence', 'platform.event', 'platform.audit'])
      expect(await count(table)).toBe(0);
    const { report } = JSON.parse(await importInChild(path).output) as { report: ImportReport };
    expect(report).toMatchObject({ new: 2000, applied: true });
  },
);

it('100,000 rows need bounded memory, as CSV and as XLSX', { timeout: 600_000 }, async () => {
  type Output = { report: ImportReport; megabytes: number };
  const first = JSON.parse(await importInChild(files.write('large.csv', largeFile(100_000))).output) as Output;
  expect(first.report).toMatchObject({ rows: 100_000, new: 98_000, same: 2000, applied: true });
  expect(first.megabytes).toBeLessThan(250);
  const sheet = `${files.path}/large.xlsx`;
  await pipeline(exportRegister(house.db, { format: 'xlsx' }), createWriteStream(sheet));
  const again = JSON.parse(await importInChild(sheet).output) as Output;
  expect(again.report).toMatchObject({ rows: 100_000, same: 100_000 });
  expect(again.megabytes).toBeLessThan(250);
});
