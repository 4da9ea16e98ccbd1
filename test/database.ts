/** A database of one's own for a test file: a copy of a template, dropped afterwards. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { House } from '../src/platform/auth/index.ts';
import { fixedClock } from '../src/platform/clock/index.ts';
import { connect, type Connection } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { closeAfterwards } from './closing.ts';
import { onDatabase, runOnServer } from './database-server.ts';

export interface TestHouse extends House {
  clock: ReturnType<typeof fixedClock>;
  url: string;
  /** The folder that a service on it has for its files; made by the first, removed afterwards. */
  data: string;
  connection: Connection;
}

/**
 * `country`: the 290 municipalities and the presence network of 2019-2020; `empty`: migrated and nothing more.
 * The clock stands at `at` (default 2020-02-14 noon) and goes when the test says so.
 */
export async function testHouse(template: 'country' | 'empty', at = '2020-02-14T11:00:00Z'): Promise<TestHouse> {
  const server = inject('databaseServer');
  const prefix = inject('templatePrefix');
  const name = `${prefix}_${process.env['VITEST_POOL_ID'] ?? '0'}_${Math.random().toString(36).slice(2, 10)}`;
  await runOnServer(server, `create database ${name} template ${prefix}_${template}`);
  const url = onDatabase(server, name);
  const connection = connect(url);
  const clock = fixedClock(at);
  const data = join(tmpdir(), `narvaro-${name}`);
  closeAfterwards(async () => {
    await rm(data, { recursive: true, force: true });
    await connection.close();
    await runOnServer(server, `drop database if exists ${name} with (force)`);
  });
  return { db: connection.db, clock, newId: idMaker(clock), keys: testKeys, url, data, connection };
}
