import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, explain } from './errors.ts';
import type { Owner } from './owner.ts';
import { endPostgresIn } from './processes.ts';

export const SUPERUSER = 'narvaro';
export const DATABASE = 'narvaro';

/** Where the parts of one embedded database lie. */
export interface Place {
  dataDir: string;
  /** The database files themselves. */
  clusterDir: string;
  /** The superuser's password, readable by its owner only. */
  passwordFile: string;
}

export function placeIn(dataDir: string): Place {
  return { dataDir, clusterDir: join(dataDir, 'postgres'), passwordFile: join(dataDir, 'postgres-password') };
}

/**
 * Starts one PostgreSQL program as the owner, standing in the folder it works on.
 * For another user than ourselves the folder is named `/proc/self/cwd`: we enter it before we change
 * user, so the server reaches its data even below folders that are closed to it (/root, a 0700 home)
 * and no extra right, changed mode or copy of the data is needed.
 * A process group of its own keeps Ctrl-C in a terminal from stopping the database before us.
 */
export function spawnAsOwner(file: string, dir: string, args: string[], owner: Owner | null, stdio: StdioOptions): ChildProcess {
  return spawn(file, ['-D', owner ? '/proc/self/cwd' : dir, ...args], {
    cwd: dir,
    detached: true,
    stdio,
    // Large hash tables in large pages, where the system gives them to those who ask (glibc 2.35 and later; others read it not at all):
    // looking up a million persons for eight million records takes two thirds of the time.
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' },
    ...(owner && { uid: owner.uid, gid: owner.gid }),
  });
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function writePassword(file: string, owner: Owner | null): void {
  rmSync(file, { force: true });
  writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  if (owner) chownSync(file, owner.uid, owner.gid);
}

function runInitdb(binaries: Binaries, dir: string, passwordFile: string, owner: Owner | null, fsync: boolean): Promise<void> {
  const args = [`--username=${SUPERUSER}`, '--pwfile=/dev/stdin', '--auth=scram-sha-256', '--data-checksums'];
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=sv-SE', '--no-instructions');
  if (!fsync) args.push('--no-sync');
  const password = openSync(passwordFile, 'r');
  return new Promise((resolve, reject) => {
    const child = spawnAsOwner(binaries.initdb, dir, args, owner, [password, 'ignore', 'pipe']);
    closeSync(password);
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors += chunk));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(errors))));
  });
}

/** Makes the database aside and moves it into place when it is whole: a kill half-way leaves nothing but a folder to remove. */
async function create(place: Place, binaries: Binaries, owner: Owner | null, fsync: boolean): Promise<void> {
  const aside = mkdtempSync(`${place.clusterDir}.new-`);
  if (owner) chownSync(aside, owner.uid, owner.gid);
  writePassword(place.passwordFile, owner);
  try {
    await runInitdb(binaries, aside, place.passwordFile, owner, fsync);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw explain(`The database could not be created in ${place.dataDir}`, error);
  }
  renameSync(aside, place.clusterDir);
  if (fsync) syncFolder(place.dataDir);
}

async function removeUnfinished(place: Place): Promise<void> {
  for (const name of readdirSync(place.dataDir)) {
    if (!name.startsWith('postgres.new-')) continue;
    const folder = join(place.dataDir, name);
    // An initdb that outlived its killed parent may still be writing.
    await endPostgresIn(folder, [['SIGKILL', 5000]]);
    rmSync(folder, { recursive: true, force: true });
  }
  if (existsSync(place.clusterDir) && readdirSync(place.clusterDir).length === 0) rmdirSync(place.clusterDir);
}

function checkVersion(place: Place, binaries: Binaries): void {
  const file = join(place.clusterDir, 'PG_VERSION');
  if (!existsSync(file)) {
    throw new EmbeddedError(
      `${place.clusterDir} holds files but no PostgreSQL database. Move it away, or put back a whole backup.`,
    );
  }
  const found = readFileSync(file, 'utf8').trim();
  if (found !== binaries.major) {
    throw new EmbeddedError(
      `${place.clusterDir} was written by PostgreSQL ${found}, but the installed one is ${binaries.major}. Start ` +
        `the release of this program that wrote it and export the data, or move the folder aside to begin with an ` +
        'empty database.',
    );
  }
}

/**
 * Makes sure that a whole database of the right version lies in the folder.
 * @param fsync false leaves out the flush to disk (tests only)
 * @returns true if it was created now
 */
export async function ensureCluster(place: Place, binaries: Binaries, owner: Owner | null, fsync: boolean): Promise<boolean> {
  await removeUnfinished(place);
  if (existsSync(place.clusterDir)) {
    checkVersion(place, binaries);
    return false;
  }
  await create(place, binaries, owner, fsync);
  return true;
}

/**
 * @returns the saved password
 * @throws EmbeddedError if the file is not there or cannot be read
 */
export function readPassword(place: Place): string {
  try {
    return readFileSync(place.passwordFile, 'utf8').trim();
  } catch (error) {
    throw explain(`The password of the database could not be read from ${place.passwordFile}`, error);
  }
}
