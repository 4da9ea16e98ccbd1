/** `npm start` in a folder of its own, as an operator runs it, to be killed in any way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../src/platform/db/index.ts';
import { runningEmbedded } from '../src/platform/db/embedded/index.ts';
import { until } from './until.ts';

export interface CrashService {
  /** Where it listens now. */
  url(): string;
  /** Where its database is now. */
  databaseUrl(): Promise<string>;
  /** Does something on that database, on a connection of its own. */
  onDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result>;
  start(): Promise<void>;
  killService(): Promise<void>;
  killDatabase(): void;
  /** Until requests that ask the database are answered. */
  answering(): Promise<void>;
  /** Ends everything that was started here, and removes the folder. */
  remove(): Promise<void>;
}

export function crashService(): CrashService {
  const data = mkdtempSync(join(tmpdir(), 'narvaro-crash-'));
  const { DATABASE_URL: _server, ...own } = process.env;
  const now: { child: ChildProcess | null; url: string } = { child: null, url: '' };
  const postmaster = (): number | null => {
    try {
      return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return null;
    }
  };
  const service: CrashService = {
    url: () => now.url,
    async databaseUrl() {
      const found = await runningEmbedded(data);
      if (found === null) throw new Error('the database is not there');
      return found.url;
    },
    async onDatabase(work) {
      const connection = connect(await service.databaseUrl());
      try {
        return await work(connection.db);
      } finally {
        await connection.close();
      }
    },
    async start() {
      const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'src/app/main.ts', 'start'], {
        env: { ...own, PORT: '0', NARVARO_DATA: data },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      now.child = child;
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
      await until(() => {
        if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
        return /Open\s+http:\S+/.test(output);
      }, 300);
      now.url = /Open\s+(http:\S+)/.exec(output)![1]!;
    },
    async killService() {
      const { child } = now;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    killDatabase() {
      const pid = postmaster();
      if (pid !== null) process.kill(pid, 'SIGKILL');
    },
    async answering() {
      await until(async () => {
        const answer = await fetch(`${now.url}/v1/places?limit=1`).catch(() => null);
        return answer?.status === 200 && (await runningEmbedded(data)) !== null;
      });
    },
    async remove() {
      await service.killService();
      try {
        service.killDatabase();
      } catch {
        // It is gone already.
      }
      await until(async () => (await runningEmbedded(data)) === null);
      rmSync(data, { recursive: true, force: true, maxRetries: 10 });
    },
  };
  return service;
}
