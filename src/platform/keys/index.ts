/** The service's own secret keys: from the environment or a file, never from the database that they protect. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Key {
  /** What is kept beside whatever the key protects, so that it is found again after a change of keys. */
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

export interface Keys {
  /** Protects what is new. */
  current: Key;
  /** An earlier key, or the current one; null when it is not here any more. */
  find(id: string): Buffer | null;
  /**
   * 32 bytes for one purpose (HKDF-SHA-256, RFC 5869), which say nothing of the key or of other purposes. From the current key, or from the
   * one with this id: Error when it is not here.
   */
  derive(purpose: string, id?: string): Buffer;
}

const keyBytes = 32;
const idPattern = /^[A-Za-z0-9._-]{1,40}$/;

/** Reads `id:base64[,id:base64…]`, or one on each line; the first is the current one. Throws Error that says what is wrong, without the keys. */
export function parseKeys(text: string, where = 'NARVARO_KEYS'): Keys {
  const all = text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => parseKey(one, where));
  const [current] = all;
  if (current === undefined) throw new Error(`${where}: there is no key in it`);
  const byId = new Map(all.map(({ id, key }) => [id, key]));
  if (byId.size < all.length) throw new Error(`${where}: two keys have the same id`);
  const find = (id: string): Buffer | null => byId.get(id) ?? null;
  return {
    current,
    find,
    derive(purpose, id = current.id) {
      const key = find(id);
      if (key === null) throw new Error(`There is no key with the id ${id} any more (NARVARO_KEYS, NARVARO_KEY_FILE)`);
      return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, keyBytes));
    },
  };
}

function parseKey(text: string, where: string): Key {
  const at = text.indexOf(':');
  const id = text.slice(0, Math.max(at, 0));
  if (!idPattern.test(id)) throw new Error(`${where}: a key is written id:base64, the id with letters, digits and . _ - only`);
  const key = Buffer.from(text.slice(at + 1), 'base64');
  if (key.length !== keyBytes) throw new Error(`${where}: the key ${id} must be ${keyBytes} bytes in base64`);
  return { id, key };
}

/**
 * The keys that NARVARO_KEYS or the file NARVARO_KEY_FILE names. When neither is set, a trial makes itself one in the data folder, once, that
 * only the file's owner reads, and says so; a service where people really sign in does not start: whoever lost such a key would have lost
 * every document.
 */
export function readKeys(
  env: Readonly<Record<string, string | undefined>>,
  { dataDir, trial, say }: { dataDir: string; trial: boolean; say: (line: string) => void },
): Keys {
  const named = env['NARVARO_KEYS'] ?? '';
  const file = env['NARVARO_KEY_FILE'] ?? '';
  if (named !== '' && file !== '') throw new Error('Set NARVARO_KEYS or NARVARO_KEY_FILE, not both');
  if (named !== '') return parseKeys(named);
  if (file !== '') return parseKeys(readFile(file), file);
  if (!trial)
    throw new Error(
      'With OIDC_ISSUER the service needs a key of its own, kept apart from the data and from their backup:\n' +
        'NARVARO_KEY_FILE=<file>, or NARVARO_KEYS, with "id:base64" of 32 random bytes: echo "k1:$(openssl rand -base64 32)"',
    );
  return trialKeys(dataDir, say);
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`NARVARO_KEY_FILE: ${file} cannot be read (${codeOf(error)})`, { cause: error });
  }
}

function trialKeys(dataDir: string, say: (line: string) => void): Keys {
  const file = join(dataDir, 'keys');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (makeOnce(file, `trial:${randomBytes(keyBytes).toString('base64')}\n`)) say(`A key for the trial is made: ${file}`);
    return parseKeys(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    throw new Error(`The data folder ${dataDir} cannot be used (${codeOf(error)}).`, { cause: error });
  }
}

/** Writes a file that was not there, whole or not at all, also when two processes try or one is killed. */
function makeOnce(file: string, content: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, content);
    fsyncSync(handle);
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    closeSync(handle);
    unlinkSync(draft);
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
