/**
 * What an analyst would use now for the same instances: HiGHS (npm `highs`) on the classical and on the radius formulation, each in a process of its own
 * with a time limit; and PuLP with CBC on the classical one, where they are installed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim } from '../claims.ts';
import type { Instance, Solved } from './pmed.ts';

export const limitSeconds = 300;
const formulations = ['classical', 'radius'] as const;
/** A step of five in each size; NARVARO_BENCH_PEERS=all asks for all thirty, which takes hours, and pmed1,pmed6 for these. */
const few = ['pmed1', 'pmed6', 'pmed10', 'pmed16', 'pmed20', 'pmed26'];

interface Peer {
  status: string;
  value: number | null;
  seconds: number;
}

export function benchPeers(all: readonly Instance[], ours: ReadonlyMap<string, Solved>): void {
  const wanted = process.env['NARVARO_BENCH_PEERS'];
  const names = wanted === undefined ? few : wanted.split(',');
  const asked = wanted === 'all' ? all : all.filter(({ name }) => names.includes(name));
  const pulp = spawnSync('python3', [
    '-c',
    'import pulp; assert "PULP_CBC_CMD" in pulp.listSolvers(True) or "COIN_CMD" in pulp.listSolvers(True)',
  ]);
  if (pulp.status !== 0) console.log('PuLP with CBC: not installed here, not measured');
  console.log(`instance   by                     answer                s   times ours (limit ${limitSeconds} s)`);
  const ratios: number[] = [];
  for (const instance of asked) {
    const own = ours.get(instance.name)!;
    const peers: [string, () => Peer][] = formulations.map((formulation) => [
      `HiGHS ${formulation}`,
      () => byHighs(instance, formulation),
    ]);
    if (pulp.status === 0) peers.push(['PuLP + CBC classical', () => byPulp(instance)]);
    for (const [by, run] of peers) {
      const { status, value, seconds } = run();
      const ratio = seconds / own.seconds;
      const solved = status === 'Optimal' && value === own.value;
      if (by === 'HiGHS classical') ratios.push(ratio);
      console.log(
        `${instance.name.padEnd(10)} ${by.padEnd(22)} ${(solved ? 'solved' : `unsolved: ${status}${value === null ? '' : `, ${value}`}`).padEnd(18)} ${seconds.toFixed(1).padStart(6)}   ${solved ? '' : 'more than '}${ratio.toFixed(0)}`,
      );
    }
  }
  claim('planning.pmed.times-faster-than-highs-classical', Math.min(...ratios), { atLeast: 1 });
}

function byHighs(instance: Instance, formulation: string): Peer {
  return inProcess(instance, (file) =>
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'highs-peer.child.ts'), file, formulation, String(limitSeconds)],
      limits,
    ),
  );
}

function byPulp(instance: Instance): Peer {
  return inProcess(instance, (file) =>
    spawnSync('python3', [join(import.meta.dirname, 'pulp-peer.py'), file, String(limitSeconds)], limits),
  );
}

/** Building a model counts too, so a process may take a little longer than its solver. */
const limits = { encoding: 'utf8', timeout: (limitSeconds + 60) * 1000, maxBuffer: 2 ** 26 } as const;

function inProcess({ size, count, costs }: Instance, run: (file: string) => { stdout: string; status: number | null }): Peer {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-peer-'));
  try {
    const file = join(folder, 'instance.json');
    writeFileSync(file, JSON.stringify({ size, count, costs: [...costs] }));
    const began = performance.now();
    const { stdout, status } = run(file);
    const line = stdout.trim().split('\n').at(-1) ?? '';
    if (status !== 0 || !line.startsWith('{'))
      return { status: 'gave up', value: null, seconds: (performance.now() - began) / 1000 };
    return JSON.parse(line) as Peer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
