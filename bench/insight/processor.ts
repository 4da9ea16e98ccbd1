/** What a server's processes have used of the processors: on a machine that others use too, the time on the wall says little. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds since they began, of the server whose data lie somewhere in a folder and of its children that live; 0 where there is no /proc. */
export function processorSeconds(dataDir: string): number {
  const pidFile = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('postmaster.pid'));
  if (pidFile === undefined || !existsSync('/proc/self/stat')) return 0;
  const server = readFileSync(join(dataDir, pidFile), 'utf8').split('\n')[0]!;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    // After the name: state, parent, … ; the 12th and 13th are ticks in the program and in the kernel, the two after those of ended children.
    if (stat !== null && (stat[1] === server || pid === server)) ticks += Number(stat[11]) + Number(stat[12]);
    if (stat !== null && pid === server) ticks += Number(stat[13]) + Number(stat[14]);
  }
  return ticks / 100;
}

function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  } catch {
    // It ended meanwhile.
    return null;
  }
}
