/**
 * The claims of cases: commands beside pgbench with the same statements, 350 000 activity reports with the peak of their last day
 * through the front door, and the work list's time in the database. One database of its own, of the size of the country.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { House } from '../src/platform/auth/index.ts';
import { connect, migrate, serverMajor } from '../src/platform/db/index.ts';
import { startEmbedded } from '../src/platform/db/embedded/index.ts';
import { fixedClock, systemClock } from '../src/platform/clock/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { submitRegistration } from '../src/modules/cases/submit-registration.ts';
import { submitReport } from '../src/modules/cases/submit-report.ts';
import { loadCountry } from '../src/modules/network/index.ts';
import { fill, openSessions } from './cases/data.ts';
import { makeModel, type Model, month } from './cases/model.ts';
import { deliverEvents, handInMonth, requireAll, rushAt } from './cases/month.ts';
import { measurePeak, officersAtWork, readers, rushCount } from './cases/peak.ts';
import { compare, personsCompared } from './cases/throughput.ts';
import { measureWorkList } from './cases/work-list.ts';
import { pgbenchVersion } from './same-statements.ts';

const monthsReports = 350_000;
const sizes = {
  open: 700_000,
  reports: monthsReports + personsCompared,
  drafts: personsCompared,
  todos: 200_000,
  officers: 5500,
};
const since = '2020-04-02T07:00:00Z';

export async function bench(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const connection = connect(embedded.url, { max: 16 });
  const house = { db: connection.db, clock: fixedClock(since), newId: idMaker(systemClock), keys: testKeys };
  try {
    await migrate(house.db, 'db/migrations');
    console.log(
      `PostgreSQL ${await serverMajor(house.db)} (embedded, fsync on); ${(await pgbenchVersion()) ?? 'pgbench is not installed'}`,
    );
    await loadCountry(house, 'data/sweden');
    const model = await makeModel(house);
    const began = performance.now();
    await fill(embedded.url, model, sizes, since);
    const { open, reports, drafts, todos } = sizes;
    console.log(
      `${open} open registrations, ${reports} saved reports, ${drafts} registrations to send in and ${todos} to-dos, ` +
        `made by the server from one of each in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    await measureWorkList(house.db, embedded.url);
    await measureCommands(house, embedded.url, model);
    await measureMonth(house, embedded.url, model);
  } finally {
    await connection.close();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureCommands(house: House, url: string, model: Model): Promise<void> {
  await compare({
    house,
    url,
    name: 'registration-submit',
    command: submitRegistration,
    inputOf: (personId) => ({ personId, draftId: personId, version: model.draftVersion }),
    first: sizes.open + 1,
  });
  await compare({
    house,
    url,
    name: 'report-submit',
    command: submitReport,
    inputOf: (personId) => ({ personId, month, version: model.reportVersion }),
    first: monthsReports + 1,
  });
}

async function measureMonth(house: House & { clock: ReturnType<typeof fixedClock> }, url: string, model: Model): Promise<void> {
  const before = monthsReports - rushCount;
  house.clock.set(rushAt);
  await handInMonth(house, before, monthsReports, model.reportVersion);
  await deliverEvents(house);
  await openSessions(url, [before + 1 - readers, monthsReports], officersAtWork, rushAt);
  const codes = await sql<{ code: string }>`select code from network.municipality order by code`.execute(house.db);
  await measurePeak(
    url,
    model,
    before + 1,
    codes.rows.map(({ code }) => code),
  );
  await requireAll(house, monthsReports, 1);
  console.log(`${monthsReports} reports are in, each once, in time, with its receipt, audit row and event`);
}
