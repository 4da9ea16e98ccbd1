/** The claims of planning: the core on OR-Library’s instances and on Sweden, beside what an analyst would use now, in the same run. */
import { readFileSync } from 'node:fs';
import { benchInOrder } from './planning/in-order.ts';
import { benchMixed } from './planning/mixed.ts';
import { benchPeers } from './planning/peers.ts';
import { benchPmed, hasPmed, instances } from './planning/pmed.ts';
import { benchGrowth, benchSweden } from './planning/sweden.ts';

export function bench(): void {
  const { version } = JSON.parse(readFileSync('node_modules/highs/package.json', 'utf8')) as { version: string };
  console.log(`highs ${version} (WebAssembly); one thread everywhere`);
  if (hasPmed()) {
    const all = instances();
    const ours = benchPmed(all);
    benchSweden();
    benchInOrder();
    benchMixed();
    benchGrowth();
    benchPeers(all, ours);
  } else {
    console.log('OR-Library’s pmed files are not at ../shared/data/planning: not measured');
    benchSweden();
    benchInOrder();
    benchMixed();
    benchGrowth();
  }
}
