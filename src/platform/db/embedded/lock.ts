import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedInUse, hasCode } from './errors.ts';
import { ownMark, startOf } from './processes.ts';
import type { ProcessMark } from './processes.ts';

const BEAT_MS = 1000;
const SILENCE_MS = 3500;
const SETTLE_MS = 20;

/** The right to run the database of one data folder. */
export interface Lock {
  release(): void;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function parse(text: string): ProcessMark | null {
  try {
    const mark: unknown = JSON.parse(text);
    const named = typeof mark === 'object' && mark !== null && 'pid' in mark && 'started' in mark && 'scope' in mark;
    if (!named || typeof mark.pid !== 'number') return null;
    return { pid: mark.pid, started: String(mark.started), scope: String(mark.scope) };
  } catch {
    return null;
  }
}

function lastBeat(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/**
 * Does the holder live? Within one scope its number and start time tell. A holder in another
 * container or on another machine cannot be looked up: it lives if it goes on touching the file.
 */
async function lives(path: string, holder: ProcessMark, scope: string): Promise<boolean> {
  if (holder.scope === scope) return startOf(holder.pid) === holder.started;
  const before = lastBeat(path);
  await sleep(SILENCE_MS);
  const after = lastBeat(path);
  return after !== null && after !== before;
}

/** Moves a dead holder's file away; if a living one has put its own there meanwhile, that is put back. */
function clear(path: string, dead: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if (read(aside) === dead) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function create(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function hold(path: string, content: string): Lock {
  const beat = setInterval(() => {
    const seconds = (performance.timeOrigin + performance.now()) / 1000;
    try {
      utimesSync(path, seconds, seconds);
    } catch {
      // The folder was removed under us; the database notices that by itself.
    }
  }, BEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (read(path) === content) rmSync(path, { force: true });
    },
  };
}

/**
 * Takes the lock of a data folder (file `embedded.lock`), also from a holder that died without
 * giving it back (kill -9, power cut).
 * @throws EmbeddedInUse if a living process holds it
 */
export async function acquireLock(dataDir: string): Promise<Lock> {
  const path = join(dataDir, 'embedded.lock');
  const mine = ownMark();
  const content = JSON.stringify({ ...mine, nonce: randomUUID() });
  for (;;) {
    const created = create(path, content);
    // Others may be clearing a dead lock at this moment, or may not yet have written theirs in full.
    await sleep(SETTLE_MS);
    const found = read(path);
    if (created && found === content) return hold(path, content);
    if (found === null) continue;
    const holder = parse(found);
    if (holder && (await lives(path, holder, mine.scope))) throw new EmbeddedInUse(dataDir, holder.pid);
    clear(path, found);
  }
}
