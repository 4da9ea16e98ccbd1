/** The claims of meetings, at the size of the country; each part has one database of its own kind, filled in the same way in every run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { fixedClock, systemClock } from '../src/platform/clock/index.ts';
import { connect, migrate, serverMajor } from '../src/platform/db/index.ts';
import { startEmbedded } from '../src/platform/db/embedded/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { measureBooking } from './meetings/booking.ts';
import { fillNation, nation, nationDay } from './meetings/nation.ts';
import { measureRace } from './meetings/race.ts';
import { measureSearch } from './meetings/search.ts';

export async function bench(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const connection = connect(embedded.url, { max: 16 });
  const house = { db: connection.db, clock: fixedClock(nationDay), newId: idMaker(systemClock), keys: testKeys };
  try {
    await migrate(house.db, 'db/migrations');
    const began = performance.now();
    const meetings = await fillNation(house, embedded.url);
    await sql`vacuum analyze`.execute(house.db);
    console.log(
      `PostgreSQL ${await serverMajor(house.db)} (embedded, fsync on); ${nation.officers} officers, ${nation.rooms} rooms, ` +
        `${nation.interpreters} interpreters, ${meetings} meetings over ${nation.weeks} weeks, made in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    await measureSearch(house, embedded.url);
    await measureRace(house, embedded.url);
    await measureBooking(house, embedded.url, nationDay);
  } finally {
    await connection.close();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
