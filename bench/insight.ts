/** The claims of insight: everything counted from nothing, one day more, and a page’s figures, beside DuckDB over Parquet of the same records. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrate, serverMajor } from '../src/platform/db/index.ts';
import { startEmbedded } from '../src/platform/db/embedded/index.ts';
import { fixedClock, systemClock } from '../src/platform/clock/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { loadCountry } from '../src/modules/network/index.ts';
import { metrics } from '../src/modules/insight/index.ts';
import { eventsIn, fill, sizesOf } from './insight/data.ts';
import { compareDuckdb } from './insight/duckdb.ts';
import { measureDay, measureFigures, measureRebuild, measureShown } from './insight/measure.ts';

/** INSIGHT_SHARE=0.1: a tenth of the country, for a quick look. */
const share = Number(process.env['INSIGHT_SHARE'] ?? '1');

export async function bench(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const connection = connect(embedded.url, { max: 6 });
  const house = { db: connection.db, clock: fixedClock('2020-12-31T12:00:00Z'), newId: idMaker(systemClock), keys: testKeys };
  try {
    await migrate(house.db, 'db/migrations');
    console.log(`PostgreSQL ${await serverMajor(house.db)} (embedded, fsync on)`);
    await loadCountry(house, 'data/sweden');
    const sizes = sizesOf(share);
    const began = performance.now();
    await fill(embedded.url, sizes);
    console.log(
      `${sizes.stock} registered at any time, ${eventsIn(sizes)} events in 24 months, made in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    const byMonth = metrics.filter((one) => one.time === 'month');
    await measureRebuild(house.db, dataDir, byMonth);
    await compareDuckdb(house.db, byMonth);
    await measureDay(house.db, dataDir, byMonth);
    await measureShown(house.db, byMonth);
    await measureFigures(house.db, byMonth);
  } finally {
    await connection.close();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
