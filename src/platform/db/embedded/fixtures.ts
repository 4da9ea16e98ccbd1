import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect } from 'vitest';
import { startEmbedded } from './index.ts';
import { endPostgresIn } from './processes.ts';

export const CHILD = join(import.meta.dirname, 'embedded.child.ts');

/** A supervisor in a process of its own, which a test may kill. */
export interface Program {
  process: ChildProcess;
  /** The next line it prints. */
  line(): Promise<string>;
}

/** The folder of the test that runs, its database, and the processes to end after it. */
export let dataDir: string;
export let cluster: string;
export let programs: ChildProcess[];

/** A new folder for each test, removed after it. Called by each test file: this one is read once for all that share a process. */
export function aFolderForEachTest(): void {
  beforeEach(() => {
    // A folder of mkdtemp has mode 700: run as root, every test here has its data where the database user cannot walk.
    dataDir = mkdtempSync(join(tmpdir(), 'embedded-test-'));
    cluster = join(dataDir, 'postgres');
    programs = [];
  });

  afterEach(async () => {
    for (const program of programs) program.kill('SIGKILL');
    await endPostgresIn(cluster, [['SIGKILL', 5000]]);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
}

/** Starts the folder's database in a process of its own. */
export function run(...args: string[]): Program {
  const child = spawn(process.execPath, [CHILD, dataDir, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  programs.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { process: child, line: async () => String((await lines.next()).value) };
}

/** Waits for its READY line. */
export async function ready(program: Program): Promise<{ adopted: string; url: string }> {
  const line = await program.line();
  // The whole line: a failure says why.
  expect(line).toMatch(/^READY /);
  const [, adopted = '', url = ''] = line.split(' ');
  return { adopted, url };
}

export async function kill(program: Program): Promise<void> {
  program.process.kill('SIGKILL');
  await once(program.process, 'exit');
}

/** The values of all rows, one after the other. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Tries again for 10 s until it does not fail. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(100);
    }
  }
}

/** Starts the folder's database in this process. */
export const start = (): ReturnType<typeof startEmbedded> => startEmbedded({ dataDir, log: () => undefined, fsync: false });
