import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './errors.ts';

/**
 * A process that can be told apart from a later one with the same number (numbers are reused, and
 * in containers at once). `started` is only comparable between marks with the same `scope`.
 */
export interface ProcessMark {
  pid: number;
  started: string;
  scope: string;
}

const hasProc = process.platform === 'linux';

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function ps(column: string, pid: number): string | null {
  return attempt(() => execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null);
}

/** When the process started, in whatever unit the system counts; null if it is gone or a zombie. */
export function startOf(pid: number): string | null {
  if (!hasProc) return ps('lstart', pid);
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name, in parentheses, may hold spaces: count the fields from its end (proc_pid_stat(5)).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && fields[0] !== 'Z' ? (fields[19] ?? null) : null;
}

/** The mark of this process. Its scope is one boot of one machine, and one container in it. */
export function ownMark(): ProcessMark {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const container = attempt(() => readlinkSync('/proc/self/ns/pid'));
  const started = startOf(process.pid) ?? '';
  return { pid: process.pid, started, scope: boot && container ? `${boot} ${container}` : hostname() };
}

/** The process number in the first line of postmaster.pid; null if there is no such file. */
export function postmasterPid(clusterDir: string): number | null {
  const text = attempt(() => readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8'));
  const pid = Number.parseInt(text ?? '', 10);
  return pid > 0 ? pid : null;
}

const PROGRAMS: readonly (string | null)[] = ['postgres', 'initdb'];

/**
 * All living PostgreSQL processes that work on this very folder, whoever started them.
 * On Linux a server is known by its name and by standing in the folder (same device and inode), so
 * neither a reused number nor a copied folder deceives. Elsewhere: by postmaster.pid and its name.
 */
export function postgresIn(clusterDir: string): number[] {
  if (!hasProc) {
    const pid = postmasterPid(clusterDir);
    return pid !== null && ps('comm', pid)?.includes('postgres') ? [pid] : [];
  }
  const folder = attempt(() => statSync(clusterDir));
  if (!folder) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => PROGRAMS.includes(attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim())))
    .filter((pid) => {
      const cwd = attempt(() => statSync(`/proc/${pid}/cwd`));
      return cwd?.dev === folder.dev && cwd.ino === folder.ino;
    })
    .map(Number);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone already is what we want; not allowed is not.
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

/**
 * Ends the PostgreSQL processes of a folder, step by step harder: each step is a signal and how many
 * milliseconds to wait for its effect. SIGINT goes to the server only, which ends the others in order.
 */
export async function endPostgresIn(clusterDir: string, steps: readonly [NodeJS.Signals, number][]): Promise<void> {
  const server = postmasterPid(clusterDir);
  for (const [signal, patience] of steps) {
    const all = postgresIn(clusterDir);
    for (const pid of all) if (signal !== 'SIGINT' || pid === server) kill(pid, signal);
    const orderly = signal !== 'SIGINT' || all.some((pid) => pid === server);
    const end = performance.now() + (orderly ? patience : 0);
    while (postgresIn(clusterDir).length > 0 && performance.now() < end) await sleep(50);
    if (postgresIn(clusterDir).length === 0) return;
  }
}
