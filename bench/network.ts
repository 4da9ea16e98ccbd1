/**
 * The claims of network: /v1/help beside a bare Fastify route that answers a constant body of the same size, measured in
 * turn in one run; and the national picture's time in the database. The server runs in a process of its own.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { claim, median } from './claims.ts';

const rounds = 5;
const secondsARound = 4;
const connections = 20;
const questions = 5000;

interface Ready {
  url: string;
  bareUrl: string;
  version: string;
  codes: string[];
  explainMs: number[];
}

export async function bench(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
  const child = fork(new URL('./server.ts', import.meta.url), {
    env: { ...process.env, NARVARO_DATA: dataDir },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const ready = await message<Ready>(child);
    console.log(`fastify ${ready.version}; ${rounds} rounds in turn of ${secondsARound} s, ${connections} connections, medians`);
    const paths = randomQuestions(ready.codes, 20_190_101);
    const bytes = await meanBytes(ready.url, paths);
    await fetch(`${ready.bareUrl}/bare/size/${bytes}`, { method: 'POST' });
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(
        await requestsPerSecond(
          ready.bareUrl,
          paths.map((path) => path.replace('/v1/help', '/bare')),
        ),
      );
      ours.push(await requestsPerSecond(ready.url, paths));
    }
    console.log(`body                       ${bytes} bytes (mean over ${questions} random municipalities and dates)`);
    console.log(`bare Fastify route         ${median(bare).toFixed(0)} requests/s`);
    console.log(`/v1/help                   ${median(ours).toFixed(0)} requests/s`);
    claim('network.help.share-of-bare-route', median(ours.map((value, index) => value / bare[index]!)), { atLeast: 0.5 });
    console.log(
      `national picture           ${median(ready.explainMs).toFixed(1)} ms, ${Math.max(...ready.explainMs).toFixed(1)} ms at most (EXPLAIN ANALYZE, ${ready.explainMs.length} dates)`,
    );
    claim('network.summary.database-ms', Math.max(...ready.explainMs), { atMost: 50 });
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(value as T));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

/** A generator with a seed, so that every run asks the same (Park and Miller's minimal standard). */
function randomQuestions(codes: readonly string[], seed: number): string[] {
  let state = seed % 2_147_483_647;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const pad = (value: number): string => String(value).padStart(2, '0');
  return Array.from(
    { length: questions },
    () => `/v1/help?municipality=${codes[below(codes.length)]}&on=${2019 + below(2)}-${pad(1 + below(12))}-${pad(1 + below(28))}`,
  );
}

async function meanBytes(url: string, paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) total += (await (await fetch(url + path)).arrayBuffer()).byteLength;
  return Math.round(total / paths.length);
}

async function requestsPerSecond(url: string, paths: readonly string[]): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: secondsARound,
    requests: paths.map((path) => ({ method: 'GET', path })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  return result.requests.mean;
}
