/**
 * Where documents lie: outside the web root, each sealed with a key of its own that is wrapped by the service's. A document is in the vault,
 * whole and durable, before the database says that there is one; so a service that is killed at any moment leaves a document that nobody
 * was promised, and never half of one that somebody was. What no row knows is swept after a day.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open as openFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import type { Keys } from '../../../platform/keys/index.ts';
import { open, seal, sealingKey } from '../../../platform/sealing/index.ts';
import { deskProblem } from '../problems.ts';
import type { Checking, VirusCheck, Verdict } from './clamd.ts';
import { type DocumentType, mediaTypes } from './media-types.ts';
import { isOfDisk, reasonOf } from './disk.ts';
import { keptPicture, pictureLimits } from './picture.ts';

/** The largest file that is taken, in bytes: 25 MB, and 20 MB of a picture. */
export const documentLimits = { bytes: 26_214_400 };

export interface DocumentId {
  placeId: Uuid;
  documentId: Uuid;
}

/** A document in the vault, as a row knows it. */
export interface Kept {
  mediaType: DocumentType;
  bytes: number;
  /** SHA-256 of what is kept, and of what came: another when a picture was turned or bounded. */
  sha256: Buffer;
  receivedSha256: Buffer;
  virus: Verdict;
  keyId: string;
  wrappedKey: Buffer;
}

export type KeptAt = DocumentId & Pick<Kept, 'keyId' | 'wrappedKey'>;

export interface Vault {
  /**
   * Takes a document in while it comes. Afterwards it is on the disk, also if the power goes. Throws document-type, document-empty,
   * document-too-large, document-unreadable, document-not-kept when the disk is full or refuses, and what the stream throws; then nothing is left.
   */
  keep(content: AsyncIterable<Uint8Array>, of: DocumentId & { mediaType: string }): Promise<Kept>;
  /** Its content, each piece verified before it is given. Throws SealBroken, document-key-missing, and Error when the file is gone. */
  read(of: KeptAt): AsyncIterable<Uint8Array>;
  /** Checks what is kept for viruses again. */
  check(of: KeptAt): Promise<Verdict>;
  /** Whether the virus check answers at all: else what it says of one document it would say of all. */
  checkAnswers(): Promise<boolean>;
  /** Takes back what no row came to know. */
  discard(of: KeptAt): Promise<void>;
  /** Removes files older than a day of which `known` says that no row has them; gives how many. */
  sweep(now: number, known: (documentIds: readonly Uuid[]) => Promise<readonly KeptAt[]>): Promise<number>;
}

const dayMs = 86_400_000;

export function openVault({ folder, keys, virusCheck }: { folder: string; keys: Keys; virusCheck: VirusCheck }): Vault {
  /** Two attempts with one document have a key each and so a file each: neither touches the other's. */
  const fileOf = ({ documentId, wrappedKey }: KeptAt): string => {
    const mark = createHash('sha256').update(wrappedKey).digest('hex').slice(0, 24);
    return join(folder, mark.slice(0, 2), `${documentId}.${mark}`);
  };

  async function* read(of: KeptAt): AsyncGenerator<Uint8Array> {
    if (keys.find(of.keyId) === null) throw deskProblem('document-key-missing', { detail: `no key with the id ${of.keyId}` });
    const key = await sealingKey(unwrap(keys, of));
    yield* open(createReadStream(fileOf(of)), key, contextOf(of));
  }

  async function check(of: KeptAt): Promise<Verdict> {
    const checking = virusCheck.begin();
    for await (const chunk of read(of)) await checking.write(chunk);
    return checking.verdict();
  }

  return {
    async keep(content, { mediaType, ...of }) {
      const type = mediaTypes.find((one) => one === mediaType);
      if (type === undefined) throw deskProblem('document-type');
      const { key, keyId, wrappedKey } = newKey(keys, of);
      const file = fileOf({ ...of, keyId, wrappedKey });
      const draft = join(folder, 'incoming', `${of.documentId}.${randomBytes(12).toString('hex')}`);
      try {
        await makeFolder(dirname(draft));
        const received = receiving(content, virusCheck.begin());
        const kept = counting(type === 'application/pdf' ? received.chunks : picture(received.chunks, type));
        await writeDurably(draft, seal(kept.chunks, await sealingKey(key), contextOf(of)));
        const virus = await received.verdict();
        await makeFolder(dirname(file));
        await rename(draft, file);
        await syncFolder(dirname(file));
        return { mediaType: type, ...kept.sum(), receivedSha256: received.sum().sha256, virus, keyId, wrappedKey };
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw isOfDisk(error) ? deskProblem('document-not-kept', { detail: reasonOf(error) }) : error;
      }
    },
    read,
    check,
    checkAnswers: virusCheck.answers,
    discard: (of) => rm(fileOf(of), { force: true }),
    async sweep(now, known) {
      let count = 0;
      for (const name of await namesIn(folder)) {
        const files = await oldFiles(join(folder, name), now - dayMs);
        const rows = files.length === 0 ? [] : await known(files.flatMap((one) => idOf(one) ?? []));
        const kept = new Set(rows.map(fileOf));
        for (const file of files.filter((one) => !kept.has(one))) {
          await rm(file, { force: true });
          count += 1;
        }
      }
      return count;
    },
  };
}

const contextOf = ({ placeId, documentId }: DocumentId): string => `document ${placeId}/${documentId}`;
const purpose = 'desk-document';

function newKey(keys: Keys, of: DocumentId): { key: Buffer; keyId: string; wrappedKey: Buffer } {
  const [key, iv] = [randomBytes(32), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', keys.derive(purpose), iv).setAAD(Buffer.from(contextOf(of)));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return { key, keyId: keys.current.id, wrappedKey: Buffer.concat([iv, wrapped, cipher.getAuthTag()]) };
}

function unwrap(keys: Keys, of: KeptAt): Buffer {
  const { keyId, wrappedKey } = of;
  const decipher = createDecipheriv('aes-256-gcm', keys.derive(purpose, keyId), wrappedKey.subarray(0, 12), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(contextOf(of))).setAuthTag(wrappedKey.subarray(-16));
  return Buffer.concat([decipher.update(wrappedKey.subarray(12, -16)), decipher.final()]);
}

/** Counts and hashes what passes. */
function counting(content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > documentLimits.bytes) throw tooLarge(documentLimits);
      hash.update(chunk);
      yield chunk;
    }
    if (bytes === 0) throw deskProblem('document-empty');
  }
  return { chunks: chunks(), sum: () => ({ bytes, sha256: hash.digest() }) };
}

/** As `counting`, with the virus check beside it: of what came, whatever is made of it. */
function receiving(content: AsyncIterable<Uint8Array>, checking: Checking) {
  const { chunks, sum } = counting(content);
  async function* checked(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      await checking.write(chunk);
      yield chunk;
    }
  }
  return { chunks: checked(), sum, verdict: checking.verdict };
}

/** A picture is turned as a whole, and so held as one; within limits of its own. */
async function* picture(content: AsyncIterable<Uint8Array>, type: 'image/png' | 'image/jpeg'): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > pictureLimits.bytes) throw tooLarge(pictureLimits);
    chunks.push(chunk);
  }
  yield await keptPicture(Buffer.concat(chunks), type);
}

const tooLarge = ({ bytes }: { bytes: number }) =>
  deskProblem('document-too-large', { params: { megabytes: Math.floor(bytes / 1_048_576) } });

async function writeDurably(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await openFile(file, 'wx', 0o600);
  try {
    for await (const chunk of content) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A folder that is new is durable only when its own folder is. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let made = folder; first !== undefined; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first) break;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await openFile(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
}

async function oldFiles(folder: string, before: number): Promise<string[]> {
  const files = (await namesIn(folder)).map((name) => join(folder, name));
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      ),
    ),
  );
  return files.filter((_file, at) => times[at]! < before);
}

/** The document that a file is of, by its name. */
function idOf(file: string): Uuid | null {
  return parseUuid(file.slice(file.lastIndexOf('/') + 1).split('.')[0]!);
}
