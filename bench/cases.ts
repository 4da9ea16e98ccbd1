/**
 * The claims of cases: commands beside pgbench with the same statements, 350 000 activity reports with the peak of their last day
 * through the front door, and the work list's time in the database. One database of its own, of the size of the country.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, connect, serverMajor } from '../src/platform/db/index.ts';
import { startEmbedded } from '../src/platform/db/embedded/index.ts';
import { fixedClock, systemClock } from '../src/platform/clock/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { submitRegistration } from '../src/modules/cases/submit-registration.ts';
import { submitReport } from '../src/modules/cases/submit-report.ts';
import { loadCountry } from '../src/modules/network/index.ts';
import { fill } from './cases/data.ts';
import { makeModel, month } from './cases/model.ts';
import { compare, personsCompared } from './cases/throughput.ts';
import { pgbenchVersion } from './same-statements.ts';

const scale = Number(process.env['SCALE'] ?? 1);
const monthsReports = 350_000 * scale;
const open = 700_000 * scale;

export async function bench(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const connection = connect(embedded.url, { max: 16 });
  try {
    const { db } = connection;
    await migrate(db, 'db/migrations');
    const house = { db, clock: fixedClock('2020-04-02T07:00:00Z'), newId: idMaker(systemClock) };
    console.log(
      `PostgreSQL ${await serverMajor(db)} (embedded, fsync on); ${(await pgbenchVersion()) ?? 'pgbench is not installed'}`,
    );
    await loadCountry(house, 'data/sweden');
    const model = await makeModel(house);
    const began = performance.now();
    const sizes = {
      open,
      reports: monthsReports + personsCompared,
      drafts: personsCompared,
      todos: 200_000 * scale,
      officers: 5500,
    };
    await fill(embedded.url, model, sizes, '2020-04-02T07:00:00Z');
    console.log(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await compare({
      house,
      url: embedded.url,
      name: 'registration-submit',
      command: submitRegistration,
      inputOf: (personId) => ({ personId, draftId: personId, version: model.draftVersion }),
      first: open + 1,
    });
    await compare({
      house,
      url: embedded.url,
      name: 'report-submit',
      command: submitReport,
      inputOf: (personId) => ({ personId, month, version: model.reportVersion }),
      first: monthsReports + 1,
    });
  } finally {
    await connection.close();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
