#!/usr/bin/env node
// Runs the command line on Node 24: on the one that npm installed with the project when the caller's own is older.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundled = join(root, 'node_modules', '.bin', 'node');
const own = Number(process.versions.node.split('.')[0]) >= 24;
if (!own && !existsSync(bundled)) {
  console.error('narvaro needs Node 24 or newer. Run "npm ci" in its folder first: that installs one on Linux.');
  process.exit(1);
}
const flags = [
  // What lives for one request only is let go in small steps, and what is left over soon after: half the memory, and shorter pauses
  // (docs/benchmarks.md, meetings). `npm run bench` measures with the same.
  '--max-semi-space-size=8',
  '--heap-growing-percent=60',
  '--import',
  join(root, 'src/ui/jsx-loader.mjs'),
];
const inner = spawn(own ? process.execPath : bundled, [...flags, join(root, 'src/app/main.ts'), ...process.argv.slice(2)], {
  // The channel carries nothing: it breaks when this process is killed, and the inner one ends with it (src/app/main.ts).
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// The inner process closes in order and this one waits for it. A terminal sends Ctrl-C to both: twice is as once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => inner.kill(signal));
inner.on('exit', (code) => process.exit(code ?? 1));
