/**
 * A national load on all desks, over HTTP against one process and a real PostgreSQL: visitors arrive, are called, served, something is noted,
 * they go; every hall has its display and every page of staff follows its queue. The load comes from a process of its own.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { newDesk } from '../../src/modules/desk/fixtures.ts';
import { loadGeneratedVisits } from '../../src/modules/desk/index.ts';
import { loadCountry } from '../../src/modules/network/index.ts';
import type { House } from '../../src/platform/auth/index.ts';
import { fixedClock, plainDate, systemClock } from '../../src/platform/clock/index.ts';
import { connect, migrate, serverMajor } from '../../src/platform/db/index.ts';
import { startEmbedded } from '../../src/platform/db/embedded/index.ts';
import { idMaker } from '../../src/platform/ids/index.ts';
import { testKeys } from '../../src/platform/keys/fixtures.ts';
import { claim } from '../claims.ts';
import { ended, message } from '../meetings/child.ts';
import type { DeskAsked, DeskFound, DeskLoad } from './load-process.ts';
import { timesOf } from './times.ts';

/** The service offices at their most, and visitors a day at one (docs/benchmarks.md says from where). */
export const nation = { offices: 149, visitorsADay: 110, countersEach: 2 };
/** A Monday at half past ten. */
const opens = '2020-03-02T09:30:00Z';
/** Of a Monday's visitors in the hour when most come, by the profile of the made-up visits: 26 of 110. */
const peakShare = 0.24;
const actionsEach = 5;
/** Days before, from which expected waits are reckoned. */
const before = {
  from: plainDate('2020-02-24'),
  to: plainDate('2020-02-28'),
  perDay: nation.visitorsADay,
  hours: ['10:00', '16:00'],
} as const;

/** Actions each second in the country in the peak hour. */
export const peakRate = (nation.offices * nation.visitorsADay * peakShare * actionsEach) / 3600;
const phases = [
  { name: 'the peak hour', times: 1, seconds: 60 },
  { name: 'twice it', times: 2, seconds: 20 },
  { name: 'three times it', times: 3, seconds: 20 },
  { name: 'four times it', times: 4, seconds: 20 },
  { name: 'eight times it', times: 8, seconds: 20 },
] as const;
const bearable = { actionMs: 50, displayMs: 300 };

export async function measureLoad(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'narvaro-bench-'));
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const connection = connect(embedded.url, { max: 8 });
  const house = { db: connection.db, clock: fixedClock(opens), newId: idMaker(systemClock), keys: testKeys };
  try {
    await migrate(house.db, 'db/migrations');
    await loadCountry(house, 'data/sweden');
    const began = performance.now();
    const desks = await makeDesks(house);
    await sql`vacuum analyze`.execute(house.db);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from desk.visit`.execute(house.db);
    console.log(
      `PostgreSQL ${await serverMajor(house.db)} (embedded, fsync on); ${desks.length} desks, ${rows[0]!.n} visits of the week before, ` +
        `made in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    await sql`create table bench_commit (at timestamptz)`.execute(house.db);
    await underLoad(house, embedded.url, desks);
  } finally {
    await connection.close();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function makeDesks(house: House): Promise<DeskAsked[]> {
  const desks: DeskAsked[] = [];
  for (let number = 1; number <= nation.offices; number += 1) {
    const { placeId, serviceId, counterIds, headers } = await newDesk(house);
    await loadGeneratedVisits(house, placeId, before, number);
    // The manager sits at the second counter.
    const officers = [headers.officer, headers.manager];
    desks.push({
      placeId,
      serviceId,
      host: headers.host,
      counters: counterIds.map((id, index) => ({ id, officer: officers[index]! })),
    });
  }
  return desks;
}

async function underLoad(house: House, databaseUrl: string, desks: DeskAsked[]): Promise<void> {
  const service = fork(new URL('../cases/service.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: databaseUrl, STARTS_AT: opens },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const load = fork(new URL('./load-process.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const { url: site } = await message<{ url: string }>(service);
    const atRest = megabytesOf(service.pid!);
    load.send({ site, desks } satisfies DeskLoad);
    const { lines } = await message<{ lines: number }>(load);
    console.log(
      `${lines} lines open: ${desks.length} displays, the others pages of staff; at rest ${atRest ?? '?'} MB, with them ${megabytesOf(service.pid!) ?? '?'} MB`,
    );
    // Everything once, so that nobody measured pays for what is made once.
    load.send({ rate: peakRate * 3, seconds: 15 });
    await message<DeskFound>(load);
    let borne = 0;
    let missed = 0;
    for (const { name, times, seconds } of phases) {
      const rate = peakRate * times;
      const processorBefore = processorTimeOf(service.pid!);
      load.send({ rate, seconds });
      const commits = bareCommits(house, seconds);
      const found = await message<DeskFound>(load);
      const used = processorTimeOf(service.pid!) - processorBefore;
      tell(name, rate, found, used / found.took);
      console.log(`  beside it, one row written and committed by itself: ${timesText(await commits)}`);
      if (found.faults.length > 0) throw new Error(`${found.faults.length} actions were not done: ${found.faults[0]}`);
      if (times === 1) {
        claim('desk.action.p99-ms', found.action.p99, { atMost: bearable.actionMs });
        claim('desk.display.p99-ms', found.display.p99, { atMost: bearable.displayMs });
      }
      const bears = found.action.p99 <= bearable.actionMs && found.display.p99 <= bearable.displayMs;
      if (bears) borne = found.perSecond;
      // What one phase did not bear may be the machine's; two are the service's.
      missed = bears ? 0 : missed + 1;
      if (missed === 2) break;
    }
    console.log(
      `borne: ${borne.toFixed(0)} actions each second, ${(borne / peakRate).toFixed(1)} times the peak hour of the country`,
    );
    const megabytes = megabytesOf(service.pid!);
    if (megabytes !== null) claim('desk.memory-mb', megabytes, { atMost: 512 });
  } finally {
    await ended(load);
    // What it had asked for last is still being answered.
    await sleep(3000);
    await ended(service);
  }
}

function tell(name: string, rate: number, { action, page, display, perSecond, pages, heldUp }: DeskFound, busy: number): void {
  console.log(
    `${name} (${rate.toFixed(1)}/s asked, ${perSecond.toFixed(1)}/s done, ${pages} pages read again; the service is busy ${(busy * 100).toFixed(0)} % of a processor; the measuring process was held up ${heldUp.toFixed(0)} ms at the 99th percentile), ms:\n` +
      `  action ${timesText(action)} · sent → on the display ${timesText(display)} · page read again ${timesText(page)}`,
  );
}

const timesText = ({ half, p99, most }: DeskFound['action']): string =>
  `half ${half.toFixed(0)}, 99 % ${p99.toFixed(0)}, most ${most.toFixed(0)}`;

/** What the machine takes for the least that an action needs, at the same time: ten each second. */
async function bareCommits({ db }: House, seconds: number): Promise<DeskFound['action']> {
  const took: number[] = [];
  for (let count = 0; count < seconds * 10; count += 1) {
    const since = performance.now();
    await sql`insert into bench_commit values (now())`.execute(db);
    took.push(performance.now() - since);
    await sleep(100);
  }
  return timesOf(took);
}

/** Seconds of processor time that a process has used, in the kernel too (a hundredth of a second is a tick). */
function processorTimeOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What a process holds of the machine's memory; null where the system does not tell. */
function megabytesOf(pid: number): number | null {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found === null ? null : Math.round(Number(found[1]) / 1000);
}
