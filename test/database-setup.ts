/**
 * Once per run: a real PostgreSQL (embedded, or the server that DATABASE_URL names) with one template database that
 * is migrated and one that also holds the country. Each test file copies a template (test/database.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { subscriptions } from '../src/app/schedule.ts';
import { loadCountry } from '../src/modules/network/index.ts';
import { connect, migrate } from '../src/platform/db/index.ts';
import { startEmbedded } from '../src/platform/db/embedded/index.ts';
import { fixedClock } from '../src/platform/clock/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { deliverDue } from '../src/platform/outbox/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { onDatabase, runOnServer } from './database-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
    templatePrefix: string;
  }
}

// Before the day of any test: what the country holds is known to all of them, on whichever day the suite runs.
const loadedAt = fixedClock('2019-12-01T08:00:00Z');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-test-'));
  // Nothing here outlives the run, so nothing is flushed to disk; the crash tests start servers of their own.
  const embedded = given === undefined ? await startEmbedded({ dataDir: folder, log: () => undefined, fsync: false }) : null;
  const server = given ?? embedded!.url;
  const prefix = `narvaro_test_${process.pid}`;
  try {
    await makeTemplate(server, `${prefix}_empty`, false);
    await makeTemplate(server, `${prefix}_country`, true);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  project.provide('databaseServer', server);
  project.provide('templatePrefix', prefix);
  return async () => {
    if (embedded === null) await dropAll(server, prefix);
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(server: string, name: string, country: boolean): Promise<void> {
  await runOnServer(server, `create database ${name}`);
  const connection = connect(onDatabase(server, name));
  try {
    await migrate(connection.db, 'db/migrations');
    if (country) {
      await loadCountry({ db: connection.db, clock: loadedAt, newId: idMaker(loadedAt), keys: testKeys }, 'data/sweden');
      // What loading told the other modules: otherwise each service of each test file would take it in beside what is tested.
      while ((await deliverDue(connection.db, subscriptions({}, loadedAt), loadedAt)) > 0);
    }
  } finally {
    await connection.close();
  }
}

async function dropAll(server: string, prefix: string): Promise<void> {
  const names = await runOnServer(server, `select datname from pg_database where datname like '${prefix}%'`);
  for (const { datname } of names) await runOnServer(server, `drop database if exists "${datname}" with (force)`);
}
