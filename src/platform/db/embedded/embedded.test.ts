import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aFolderForEachTest, CHILD, cluster, dataDir, eventually, kill, programs, query, ready, run, start } from './fixtures.ts';
import { runningEmbedded, startEmbedded } from './index.ts';
import { postgresIn, postmasterPid } from './processes.ts';

aFolderForEachTest();

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
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'postgres-password']);

  const second = await start();
  expect(second.adopted).toBe('restarted');
  expect(await query(second.url, 'select count(*)::int from word')).toEqual([6]);
  await second.stop();
});

test('a server that is up but slow, on a machine with much else to do, is waited for', async () => {
  const holdUp = (line: string): void => {
    if (!line.includes('ready to accept connections')) return;
    const server = postmasterPid(cluster) ?? 0;
    process.kill(server, 'SIGSTOP');
    setTimeout(() => process.kill(server, 'SIGCONT'), 5000);
  };
  const slow = await startEmbedded({ dataDir, log: holdUp, fsync: false });
  expect(await query(slow.url, 'select 1')).toEqual([1]);
  await slow.stop();
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

test('a creation that was killed half-way begins anew', async () => {
  const first = run();
  while (!readdirSync(dataDir).some((name) => name.startsWith('postgres.new-'))) await sleep(5);
  await sleep(100);
  await kill(first);
  expect(existsSync(cluster)).toBe(false);

  const embedded = await start();
  expect(embedded.adopted).toBe('fresh');
  await embedded.stop();
  expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', 'postgres-password']);
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
  await expect(startEmbedded({ dataDir: file, log: () => undefined })).rejects.toThrow('A file stands where a folder is needed');
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
