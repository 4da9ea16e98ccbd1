import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedInUse, runningEmbedded, startEmbedded } from './index.ts';
import { endPostgresIn, postgresIn, postmasterPid } from './processes.ts';

const CHILD = join(import.meta.dirname, 'embedded.child.ts');

/** A supervisor in a process of its own, which a test may kill. */
interface Program {
  process: ChildProcess;
  /** The next line it prints. */
  line(): Promise<string>;
}

let dataDir: string;
let cluster: string;
let programs: ChildProcess[];

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

function run(...args: string[]): Program {
  const child = spawn(process.execPath, [CHILD, dataDir, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  programs.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { process: child, line: async () => String((await lines.next()).value) };
}

async function ready(program: Program): Promise<{ adopted: string; url: string }> {
  const [word, adopted = '', url = ''] = (await program.line()).split(' ');
  expect(word).toBe('READY');
  return { adopted, url };
}

async function kill(program: Program): Promise<void> {
  program.process.kill('SIGKILL');
  await once(program.process, 'exit');
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await sleep(100);
    }
  }
}

const start = (log: string[] = []): ReturnType<typeof startEmbedded> =>
  startEmbedded({ dataDir, log: (line) => log.push(line), fsync: false });

test('the first start creates a Swedish database that only this machine reaches, the second finds its data', async () => {
  const first = await start();
  expect(first.adopted).toBe('fresh');
  expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
  expect(await runningEmbedded(dataDir)).toEqual({ url: first.url });
  await query(first.url, `create table word as select * from unnest(array['ö','å','z','ä','Ål','a']) text`);
  expect(await query(first.url, 'select text from word order by text')).toEqual(['a', 'z', 'å', 'Ål', 'ä', 'ö']);
  const names = ['listen_addresses', 'data_checksums', 'server_encoding', 'unix_socket_directories', 'fsync'];
  const values = await query(first.url, `select ${names.map((name) => `current_setting('${name}')`).join()}`);
  expect(values).toEqual(['127.0.0.1', 'on', 'UTF8', '', 'off']);
  await first.stop();
  expect(postgresIn(cluster)).toEqual([]);
  expect(await runningEmbedded(dataDir)).toBeNull();
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres-password']);

  const second = await start();
  expect(second.adopted).toBe('restarted');
  expect(await query(second.url, 'select count(*)::int from word')).toEqual([6]);
  await second.stop();
});

test('after kill -9 of the program the next start ends the orphan and has every committed row', async () => {
  const first = run();
  const { url } = await ready(first);
  await query(url, 'create table kept (id int)');
  await query(url, 'insert into kept values (7)');
  await kill(first);
  const orphan = postmasterPid(cluster) ?? 0;
  expect(postgresIn(cluster)).toContain(orphan);

  const next = await start();
  expect(next.adopted).toBe('recovered');
  expect(postgresIn(cluster)).not.toContain(orphan);
  expect(await query(next.url, 'select id from kept')).toEqual([7]);
  await next.stop();
});

test('after kill -9 of the program and its server the next start recovers, although a backend lives on', async () => {
  const first = run();
  const { url } = await ready(first);
  await query(url, 'create table kept (id int)');
  await query(url, 'insert into kept values (8)');
  // A computing backend does not notice that its server died and holds the shared memory.
  query(url, 'select count(*) from generate_series(1, 1e12)').catch(() => undefined);
  await sleep(200);
  await kill(first);
  process.kill(postmasterPid(cluster) ?? 0, 'SIGKILL');
  await sleep(200);
  expect(postgresIn(cluster).length).toBeGreaterThan(0);

  const next = await start();
  expect(next.adopted).toBe('recovered');
  expect(await query(next.url, 'select id from kept')).toEqual([8]);
  await next.stop();
});

test('when the server or one of its processes is killed under us it comes back at the same address', async () => {
  const embedded = await start();
  const exits: boolean[] = [];
  embedded.onUnexpectedExit(({ restarting }) => exits.push(restarting));
  await query(embedded.url, 'create table kept as select 9 as id');
  process.kill(postmasterPid(cluster) ?? 0, 'SIGKILL');
  expect(await eventually(() => query(embedded.url, 'select id from kept'))).toEqual([9]);
  expect(exits).toEqual([true]);

  const [backend] = postgresIn(cluster).filter((pid) => pid !== postmasterPid(cluster));
  process.kill(backend ?? 0, 'SIGKILL');
  expect(await eventually(() => query(embedded.url, 'select id from kept'))).toEqual([9]);
  await embedded.stop();
  expect(postgresIn(cluster)).toEqual([]);
});

test('stop() during a restart leaves nothing behind', async () => {
  const embedded = await start();
  process.kill(postmasterPid(cluster) ?? 0, 'SIGKILL');
  await sleep(120);
  await embedded.stop();
  expect(postgresIn(cluster)).toEqual([]);
  expect(existsSync(join(dataDir, 'embedded.lock'))).toBe(false);
});

test('a postmaster.pid that names a living stranger is removed and the stranger left alone', async () => {
  await (await start()).stop();
  const stranger = spawn('sleep', ['60']);
  programs.push(stranger);
  writeFileSync(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n`);
  expect(await runningEmbedded(dataDir)).toBeNull();
  const embedded = await start();
  expect(embedded.adopted).toBe('recovered');
  expect(stranger.exitCode).toBeNull();
  expect(stranger.signalCode).toBeNull();
  await embedded.stop();
});

test('of two programs on one folder one runs and the other names it', async () => {
  const both = [run('fsync-off'), run('fsync-off')];
  const lines = await Promise.all(both.map((program) => program.line()));
  const winner = both[lines.findIndex((line) => line.startsWith('READY'))];
  expect(lines.filter((line) => line.startsWith('READY'))).toHaveLength(1);
  expect(lines.find((line) => line.startsWith('FAILED'))).toContain(
    `EmbeddedInUse: The data folder ${dataDir} is in use by the process ${winner?.process.pid}.`,
  );
  await expect(start()).rejects.toBeInstanceOf(EmbeddedInUse);
  await expect(start()).rejects.toMatchObject({ pid: winner?.process.pid });
});

test('a lock is judged by the start time of its process, and by its beat when it is of another machine', async () => {
  const path = join(dataDir, 'embedded.lock');
  const first = run('fsync-off');
  await ready(first);
  const lock: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
  await kill(first);
  // The same number again, now of somebody else: of this very test.
  writeFileSync(path, JSON.stringify({ ...lock, pid: process.pid }));
  await (await start()).stop();
  // Half a file, as a power cut leaves it.
  writeFileSync(path, '{"pid":');
  await (await start()).stop();

  const holder = run('fsync-off');
  await ready(holder);
  // Written in place: the holder goes on touching it, but from a machine that we cannot look into.
  writeFileSync(path, JSON.stringify({ ...lock, scope: 'elsewhere' }));
  await expect(start()).rejects.toBeInstanceOf(EmbeddedInUse);
  await kill(holder);
  await (await start()).stop();
});

test('a creation that was killed half-way begins anew', async () => {
  const first = run();
  while (!readdirSync(dataDir).some((name) => name.startsWith('postgres.new-'))) await sleep(5);
  await sleep(100);
  await kill(first);
  expect(existsSync(cluster)).toBe(false);

  const embedded = await start();
  expect(embedded.adopted).toBe('fresh');
  await embedded.stop();
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres-password']);
});

test('Ctrl-C in a terminal, a signal to the whole process group, does not reach the database', async () => {
  const program = spawn(process.execPath, [CHILD, dataDir, 'fsync-off'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  programs.push(program);
  await once(program.stdout, 'data');
  process.kill(-(program.pid ?? 0), 'SIGKILL');
  await sleep(300);
  expect(postgresIn(cluster)).toContain(postmasterPid(cluster));
});

test('a folder that cannot serve is refused with what to do', async () => {
  mkdirSync(cluster);
  writeFileSync(join(cluster, 'letter.txt'), 'not a database');
  await expect(start()).rejects.toThrow('holds files but no PostgreSQL database');
  writeFileSync(join(cluster, 'PG_VERSION'), '15\n');
  await expect(start()).rejects.toThrow('was written by PostgreSQL 15, but the installed one is 18');
  const file = join(dataDir, 'file');
  writeFileSync(file, '');
  await expect(startEmbedded({ dataDir: file, log: () => undefined })).rejects.toThrow(
    'A file stands where a folder is needed',
  );
  expect(existsSync(join(dataDir, 'embedded.lock'))).toBe(false);
});

test('a copied folder does not take the original for its own', async () => {
  const original = await start();
  const copy = `${dataDir}-copy`;
  try {
    cpSync(dataDir, copy, { recursive: true, filter: (path) => !path.endsWith('embedded.lock') });
    expect(await runningEmbedded(copy)).toBeNull();
    const other = await startEmbedded({ dataDir: copy, log: () => undefined, fsync: false });
    expect(await query(original.url, 'select 1')).toEqual([1]);
    await other.stop();
  } finally {
    rmSync(copy, { recursive: true, force: true });
    await original.stop();
  }
});
