import { execFileSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from './errors.ts';

/** The system user that PostgreSQL runs as, when that is not the user that runs this program. */
export interface Owner {
  name: string;
  uid: number;
  gid: number;
}

const OWN_USER = 'narvaro';
const WAYS_TO_CREATE: readonly [string, string[]][] = [
  ['useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_USER]],
  ['adduser', ['-S', '-D', '-H', OWN_USER]],
];

function lookUp(name: string): Owner | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

function create(log: (line: string) => void): Owner | null {
  for (const [command, args] of WAYS_TO_CREATE) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      const owner = lookUp(OWN_USER);
      if (owner) log(`created the system user ${OWN_USER}, because PostgreSQL does not run as root`);
      if (owner) return owner;
    } catch {
      // Not every system has this command, or lets us write the list of users: try the next way.
    }
  }
  return null;
}

/**
 * Whom PostgreSQL shall run as. It refuses to run as root, so for root another user is chosen:
 * `postgres`, else our own system user (created if need be), else `nobody`.
 * @returns null when we are an ordinary user: then PostgreSQL runs as ourselves
 */
export function chooseOwner(log: (line: string) => void): Owner | null {
  if (process.getuid?.() !== 0) return null;
  if (process.platform !== 'linux') {
    throw new EmbeddedError('PostgreSQL does not run as root. Start this program as an ordinary user.');
  }
  const owner = lookUp('postgres') ?? lookUp(OWN_USER) ?? create(log) ?? lookUp('nobody');
  if (!owner) throw new EmbeddedError('PostgreSQL does not run as root, and no other user could be found or created.');
  return owner;
}

function chownTree(path: string, { uid, gid }: Owner): void {
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), uid, gid);
  }
  chownSync(path, uid, gid);
}

/**
 * Gives the database folder, if there is one already, to the user that PostgreSQL will run as (it demands to own it).
 * @throws EmbeddedError if the folder is another user's and we may not give it away
 */
export function takeOwnership(clusterDir: string, owner: Owner | null): void {
  const uid = statSync(clusterDir, { throwIfNoEntry: false })?.uid;
  if (uid === undefined) return;
  if (owner && uid !== owner.uid) chownTree(clusterDir, owner);
  const own = process.getuid?.();
  if (!owner && own !== undefined && uid !== own) {
    throw new EmbeddedError(
      `The database in ${clusterDir} belongs to the user with id ${uid}, but this program runs as ${own}. ` +
        'Start it as root or as that user, or give the folder to this user with chown.',
    );
  }
}
