/** `npm run bench -- <name>`: runs bench/<name>.ts, which prints its rows and CLAIM lines. No name: lists them. */
import { globSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename } from 'node:path';

const names = globSync('bench/*.ts', { cwd: new URL('..', import.meta.url).pathname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => !['run', 'claims', 'server', 'same-statements'].includes(name));
const [name] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  console.log(`npm run bench -- <name>, one of: ${names.join(', ')}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  console.log(
    `machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${gigabytes} GB, ${process.platform} ${process.arch}`,
  );
  console.log(`node ${process.version}`);
  const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<void> };
  await bench();
}
