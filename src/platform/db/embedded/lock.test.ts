import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolderForEachTest, dataDir, kill, ready, run, start } from './fixtures.ts';
import { EmbeddedInUse } from './index.ts';

aFolderForEachTest();

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
