import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { spawnAsOwner } from './cluster.ts';
import type { Place } from './cluster.ts';
import { explain } from './errors.ts';
import type { Owner } from './owner.ts';
import { endPostgresIn, postgresIn } from './processes.ts';

const ORPHAN_STEPS: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 8000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
];
const STOP_STEPS: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5000],
];
const RETRY_FOR_MS = 20_000;
const RETRY_EVERY_MS = 250;
const TRANSIENT = /pre-existing shared memory block|Address already in use|lock file "postmaster.pid" already exists/;
const KEPT_LINES = 20;
const LAST_WORDS_MS = 300;

/** One running PostgreSQL server process. */
export interface Server {
  port: number;
  /** Settles when the process is gone, with the last lines it wrote. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/** What every launch of one embedded database shares. */
export interface Launch {
  place: Place;
  binaries: Binaries;
  owner: Owner | null;
  fsync: boolean;
  log: (line: string) => void;
  /** Aborted when the database is to stop, also in the middle of a start. */
  signal: AbortSignal;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Ends what an earlier life left on this folder: a server whose supervisor was killed (fast
 * shutdown, then harder), or backends whose server was killed, which would hold its shared memory;
 * then removes a postmaster.pid that names no server of this folder any more.
 */
async function clearLeftovers(place: Place, log: (line: string) => void): Promise<void> {
  const { clusterDir } = place;
  const left = postgresIn(clusterDir).length;
  if (left > 0) {
    log(`stopping ${left} left-over PostgreSQL processes of ${clusterDir}`);
    await endPostgresIn(clusterDir, ORPHAN_STEPS);
  }
  rmSync(join(clusterDir, 'postmaster.pid'), { force: true });
}

function settings(port: number, fsync: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    timezone: 'UTC',
    fsync: fsync ? 'on' : 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '',
    log_checkpoints: 'off',
    // Statements and details hold the values of rows, that is personal data: they stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  for (const [signal, patience] of STOP_STEPS) {
    child.kill(signal);
    const timer = new AbortController();
    const late = sleep(patience, true, { signal: timer.signal }).catch(() => true);
    const isLate = await Promise.race([late, exited.then(() => false)]);
    timer.abort();
    if (!isLate) return;
  }
}

/** Starts one process. Resolves when it accepts connections; rejects with its words when it ends before. */
function startOnce(launch: Launch, port: number): Promise<Server> {
  const { place, binaries, owner, fsync, log, signal } = launch;
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'ignore', 'pipe'] as const;
    const child = spawnAsOwner(binaries.postgres, place.clusterDir, settings(port, fsync), owner, [...stdio]);
    const endWithUs = (): boolean => child.kill('SIGINT');
    const last: string[] = [];
    const exited = once(child, 'exit').then(async ([code, name]) => {
      // Its backends share the pipe and may outlive it: wait for the last words, but not for them.
      await Promise.race([once(child, 'close'), sleep(LAST_WORDS_MS)]);
      return [...last, name ? `It was ended by the signal ${name}.` : `It ended with code ${code}.`].join('\n');
    });
    if (child.stderr) {
      createInterface(child.stderr).on('line', (line) => {
        log(`postgres: ${line}`);
        last.push(line);
        if (last.length > KEPT_LINES) last.shift();
        if (!line.includes('ready to accept connections')) return;
        last.length = 0;
        resolve({ port, exited, stop: () => stopChild(child, exited) });
      });
    }
    signal.addEventListener('abort', endWithUs, { once: true });
    process.once('exit', endWithUs);
    const settled = (failure: Error): void => {
      signal.removeEventListener('abort', endWithUs);
      process.removeListener('exit', endWithUs);
      reject(failure);
    };
    exited.then((words) => settled(new Error(words)), settled);
  });
}

/**
 * Starts the server, having cleared what was left over. Shared memory that is not free yet and taken
 * ports are retried for 20 s.
 * @param fixedPort the port to use; without it the operating system chooses a free one
 * @throws EmbeddedError with what PostgreSQL wrote
 */
export async function launchServer(launch: Launch, fixedPort?: number): Promise<Server> {
  const end = performance.now() + RETRY_FOR_MS;
  for (;;) {
    await clearLeftovers(launch.place, launch.log);
    launch.signal.throwIfAborted();
    try {
      return await startOnce(launch, fixedPort ?? (await freePort()));
    } catch (error) {
      const retry = TRANSIENT.test(String(error)) && performance.now() < end && !launch.signal.aborted;
      if (!retry) throw explain(`PostgreSQL did not start in ${launch.place.clusterDir}`, error);
      await sleep(RETRY_EVERY_MS);
    }
  }
}
