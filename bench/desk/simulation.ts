/**
 * A simulated office-day with 200 visitors beside two libraries of discrete-event simulation: simjs (JavaScript) and SimPy (Python). The same
 * day in all three, without bookings and breaks, which only ours has ready; each must come to the same share called in time.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OfficeDay } from '../../src/modules/desk/staffing/office-day.ts';
import { shareWithin } from '../../src/modules/desk/staffing/outcomes.ts';
import { simulate } from '../../src/modules/desk/staffing/simulate.ts';
import { claim, median } from '../claims.ts';

const run = promisify(execFile);
const simjs = 'simjs@2.0.3';
const rounds = 5;

/** Nearly as busy before noon as it gets, quieter towards the end. */
const shape = [6, 10, 14, 16, 17, 16, 14, 12, 12, 13, 14, 13, 12, 11, 10, 8];
const arrivals = (visitors: number): number[] => {
  const all = shape.reduce((sum, one) => sum + one, 0);
  return shape.map((one) => (one * visitors) / all);
};

const plain: OfficeDay = {
  step: 30,
  arrivals: arrivals(200),
  busyness: 0,
  counters: shape.map(() => 5),
  booked: [],
  late: [],
  service: { mean: 9, deviation: 7 },
  bookedService: { mean: 25, deviation: 10 },
  patience: 40,
  goal: 15,
};

/** With bookings, breaks and days that differ: what the page of a week simulates. */
const whole: OfficeDay = {
  ...plain,
  arrivals: arrivals(180),
  busyness: 0.15,
  counters: [4, 4, 5, 6, 6, 6, 5, 4, 4, 5, 6, 6, 6, 5, 5, 4],
  booked: Array.from({ length: 20 }, (_, at) => ({ at: at * 22, comes: 1 })),
  late: [0, 0, 0, 2, 5, 12],
};

export interface Peer {
  name: string;
  /** Days a second, and the share called within the goal. */
  perSecond: number;
  share: number;
}

/** What the other programs are told; times in minutes. */
const told = JSON.stringify({ ...plain, counters: 5 });

export async function measureSimulation(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'narvaro-peers-'));
  try {
    const peers = [await fetchSimjs(directory), await findSimpy()].filter((one) => one !== null);
    simulate(plain, 3000, 1);
    const [ours, wholeDays] = [[] as number[], [] as number[]];
    const found = peers.map(() => [] as Peer[]);
    for (let round = 0; round < rounds; round += 1) {
      ours.push(daysPerSecond(plain, 10_000, round));
      wholeDays.push(daysPerSecond(whole, 10_000, round));
      for (const [at, peer] of peers.entries()) found[at]!.push(await peer());
    }
    say(median(ours), median(wholeDays), found);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function say(ours: number, wholeDays: number, found: readonly (readonly Peer[])[]): void {
  const known = shareWithin(simulate(plain, 20_000, 99))!;
  console.log(`an office-day with 200 visitors, one core, ${rounds} rounds in turn, medians`);
  console.log(
    `  ours                    ${ours.toFixed(0)} days/s, ${(100 * known.share).toFixed(1)} % called within 15 minutes`,
  );
  for (const of of found) {
    const [perSecond, share] = [median(of.map((one) => one.perSecond)), median(of.map((one) => one.share))];
    const { name } = of[0]!;
    console.log(`  ${name.padEnd(22)}  ${perSecond.toFixed(0)} days/s, ${(100 * share).toFixed(1)} %`);
    if (Math.abs(share - known.share) > 0.02) throw new Error(`${name} simulates another day: ${share} and ${known.share}`);
    claim(`desk.simulation.times-faster-than-${name.split(' ')[0]!.toLowerCase()}`, ours / perSecond, { atLeast: 2 });
  }
  console.log(`  ours, with bookings, breaks and days that differ  ${wholeDays.toFixed(0)} days/s`);
  claim('desk.simulation.days-per-second', wholeDays, { atLeast: 2000 });
}

function daysPerSecond(day: OfficeDay, days: number, seed: number): number {
  const began = performance.now();
  simulate(day, days, seed);
  return days / ((performance.now() - began) / 1000);
}

const asPeer = (name: string, stdout: string): Peer => ({ name, ...(JSON.parse(stdout) as Omit<Peer, 'name'>) });
const script = (file: string): string => new URL(file, import.meta.url).pathname;

/** Fetched for this run only: it is no dependency of the project. */
async function fetchSimjs(directory: string): Promise<(() => Promise<Peer>) | null> {
  try {
    await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', directory, simjs]);
  } catch {
    console.log(`${simjs} could not be fetched: it is not measured`);
    return null;
  }
  const module = join(directory, 'node_modules', 'simjs', 'sim.js');
  return async () =>
    asPeer(`simjs ${simjs.split('@')[1]!}`, (await run(process.execPath, [script('simjs-day.mjs'), module, told])).stdout);
}

/** SimPy as it is installed for the machine's python3 (pip install simpy, or PYTHONPATH). */
async function findSimpy(): Promise<(() => Promise<Peer>) | null> {
  try {
    const { stdout } = await run('python3', ['-c', 'import simpy, sys; print(simpy.__version__, sys.version.split()[0])']);
    const [version, python] = stdout.trim().split(' ') as [string, string];
    return async () =>
      asPeer(`SimPy ${version}, Python ${python}`, (await run('python3', [script('simpy-day.py'), told])).stdout);
  } catch {
    console.log('SimPy is not installed for python3: it is not measured');
    return null;
  }
}
