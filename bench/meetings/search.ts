/** The search for free times: in process, over HTTP, beside a calculation per request and beside SQL, and how soon others' bookings show. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { House } from '../../src/platform/auth/index.ts';
import { today } from '../../src/platform/clock/index.ts';
import { openPicture } from '../../src/modules/meetings/picture/index.ts';
import { typesOn } from '../../src/modules/meetings/store/types.ts';
import { openRegister, type Origin } from '../../src/modules/network/index.ts';
import { claim } from '../claims.ts';
import { ended, message } from './child.ts';
import type { LoadAsked, LoadFound } from './load-process.ts';
import { nationDay } from './nation.ts';
import { measurePeer } from './peer.ts';
import { type Asking, dice, questionsOf } from './questions.ts';
import { measureSeen } from './seen.ts';
import { measureSql } from './sql-search.ts';

const warmUps = 20_000;
const asked = 100_000;
const seconds = 10;
const connections = 8;

export async function measureSearch(house: House, url: string): Promise<void> {
  const register = await openRegister({ db: house.db, url, clock: house.clock }, warn);
  const began = performance.now();
  const live = await openPicture({ db: house.db, url, clock: house.clock, register }, warn);
  console.log(`picture loaded in ${(performance.now() - began).toFixed(0)} ms`);
  const day = today(house.clock);
  const asking: Asking = {
    picture: live.current(),
    register: register.current(),
    types: new Map((await typesOn(house.db, day)).map((type) => [type.code, type])),
    today: day,
    now: house.clock.now(),
  };
  const origins = [...asking.register.municipalities.keys()]
    .toSorted()
    .map((code) => asking.register.findOrigin('municipality', code)!);
  try {
    measureInProcess(asking, origins);
    measurePeer(asking);
    await measureSql(house.db, asking, origins);
    await measureSeen(house, url, live);
  } finally {
    await live.close();
    await register.close();
  }
  await measureService(url, origins);
}

const warn = (error: unknown): void => console.log(error);

function measureInProcess(asking: Asking, origins: readonly Origin[]): void {
  for (const { name, ask } of questionsOf(asking)) {
    const roll = dice(20_190_101);
    const none = origins.filter((origin) => ask(origin).every(({ times }) => times.length === 0)).length;
    for (let count = 0; count < warmUps; count += 1) ask(origins[roll(origins.length)]!);
    const took = new Float64Array(asked);
    const began = process.cpuUsage();
    for (let count = 0; count < asked; count += 1) {
      const at = performance.now();
      ask(origins[roll(origins.length)]!);
      took[count] = performance.now() - at;
    }
    // Of the processor's time, all threads of the process together: other programs may run on the machine.
    const { user, system } = process.cpuUsage(began);
    const perSecond = (asked / (user + system)) * 1_000_000;
    const [p50, p99] = percentiles(took);
    console.log(`${name}: ${none} of ${origins.length} municipalities have none; median ${(p50 * 1000).toFixed(1)} µs`);
    claim(`meetings.search.${name}.p99-ms`, p99, { atMost: 0.2 });
    claim(`meetings.search.${name}.per-second`, perSecond, { atLeast: 30_000 });
  }
}

export function percentiles(took: Float64Array): [number, number] {
  took.sort();
  return [took[Math.floor(took.length / 2)]!, took[Math.floor(took.length * 0.99)]!];
}

/** A service of its own: from its start to its first answer, its memory, and many questions at once. */
async function measureService(url: string, origins: readonly Origin[]): Promise<void> {
  const began = performance.now();
  const child = fork(new URL('../cases/service.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: url, STARTS_AT: nationDay },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const { url: site } = await message<{ url: string }>(child);
    const first = await fetch(`${site}${pathsFrom(origins)[0]}`);
    if (first.status !== 200) throw new Error(`the first search was answered with ${first.status}`);
    console.log(`start: ${processorTimeOf(child.pid!)?.toFixed(1) ?? 'unknown'} s of the service’s processor time`);
    claim('meetings.start-to-first-search-s', (performance.now() - began) / 1000, { atMost: 3 });
    const paths = shuffled(pathsFrom(origins));
    await load(site, paths, 3);
    const before = processorTimeOf(child.pid!);
    const { p99, perSecond, total } = await load(site, paths, seconds);
    const after = processorTimeOf(child.pid!);
    if (before !== null && after !== null) {
      console.log(`HTTP: ${(((after - before) * 1000) / total).toFixed(3)} ms of the service’s processor time for each answer`);
    }
    claim('meetings.search.http.p99-ms', p99, { atMost: 5 });
    claim('meetings.search.http.per-second', perSecond, { atLeast: 3000 });
    const megabytes = memoryOf(child.pid!);
    if (megabytes !== null) claim('meetings.memory-mb', megabytes, { atMost: 512 });
  } finally {
    await ended(child);
  }
}

const pathsFrom = (origins: readonly Origin[]): string[] =>
  ['purpose=first-planning', 'type=31', 'type=31&language=ar', 'type=31&language=se'].flatMap((query) =>
    origins.map(({ code }) => `/v1/free-times?${query}&municipality=${code}&within=60`),
  );

function shuffled(paths: readonly string[]): string[] {
  const roll = dice(7);
  return Array.from({ length: 5000 }, () => paths[roll(paths.length)]!);
}

async function load(site: string, paths: readonly string[], duration: number): Promise<LoadFound> {
  const child = fork(new URL('./load-process.ts', import.meta.url));
  const asked: LoadAsked = { site, paths, connections, seconds: duration };
  child.send(asked);
  const found = await message<LoadFound>(child);
  if (found.faults > 0) throw new Error(`${found.faults} answers were not 2xx`);
  return found;
}

/** Seconds of processor time that a process has used, in the kernel too (a hundredth of a second is a tick); null where it is not told. */
function processorTimeOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/** What a process holds of the machine's memory, in megabytes; null where the system does not tell. */
function memoryOf(pid: number): number | null {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? null : Number(found[1]) / 1000;
  } catch {
    return null;
  }
}
