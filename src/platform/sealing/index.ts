/**
 * Streams that are sealed piece by piece, so that neither side holds a file in memory and nothing unverified is handed on.
 *
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, CRYPTO 2015) over
 * AES-256-GCM: each piece is sealed under a nonce that says its place and whether it is the last. One that is changed, missing, repeated or
 * moved is refused, and so is a stream that ends too early. Each stream has a key of its own (HKDF-SHA-256 of the key, a random salt and the
 * context), so that nonces may begin at 0 under any number of streams.
 *
 * WebCrypto only and no imports: the same file runs in browsers.
 *
 *     'NVS1' · salt (32) · pieces: AES-256-GCM(65 536 bytes, the last one at most as many) with its tag (16)
 *     nonce: eleven bytes of the piece's number, big-endian, and 1 in the twelfth for the last piece
 */

const pieceBytes = 65_536;
const tagBytes = 16;
const saltBytes = 32;
const magic = new TextEncoder().encode('NVS1');
const headBytes = magic.length + saltBytes;

type Bytes = Uint8Array<ArrayBuffer>;
type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** What does not open: changed, cut off, in another order, or sealed with another key or for something else. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

/** A key to seal with, of 32 bytes; cannot be read out again, and can be kept as it is in IndexedDB. */
export function sealingKey(raw: Uint8Array): Promise<CryptoKey> {
  if (raw.length !== 32) throw new RangeError('a sealing key has 32 bytes');
  return crypto.subtle.importKey('raw', Uint8Array.from(raw), 'HKDF', false, ['deriveKey']);
}

/** How many bytes a sealed stream of so many bytes has. */
export function sealedLength(bytes: number): number {
  return headBytes + bytes + tagBytes * Math.max(1, Math.ceil(bytes / pieceBytes));
}

/** Seals a stream. `context` says what it is (for example the document's id) and must be the same when it is opened. */
export async function* seal(chunks: Source, key: CryptoKey, context: string): AsyncGenerator<Bytes, void, undefined> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  const own = await streamKey(key, salt, context, 'encrypt');
  const head = new Uint8Array(headBytes);
  head.set(magic);
  head.set(salt, magic.length);
  yield head;
  let number = 0;
  for await (const { piece, last } of piecesOf(chunks, pieceBytes)) {
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce(number, last) }, own, piece);
    number += 1;
    yield new Uint8Array(sealed);
  }
}

/** Opens what `seal` made, one verified piece after another; throws SealBroken, at the latest where a stream that is cut off ends. */
export async function* open(chunks: Source, key: CryptoKey, context: string): AsyncGenerator<Bytes, void, undefined> {
  let own: CryptoKey | null = null;
  let number = 0;
  for await (const { piece, last } of piecesOf(chunks, pieceBytes + tagBytes, headBytes)) {
    if (own === null) {
      if (piece.length < headBytes || magic.some((byte, at) => piece[at] !== byte)) throw new SealBroken('no sealed stream');
      own = await streamKey(key, piece.slice(magic.length), context, 'decrypt');
      if (last) throw new SealBroken('cut off');
      continue;
    }
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce(number, last) }, own, piece).catch(() => null);
    // Only a stream without content has a piece without content: each content is sealed in one way.
    if (opened === null || (opened.byteLength === 0 && number > 0)) throw new SealBroken(`piece ${number} does not open`);
    number += 1;
    yield new Uint8Array(opened);
  }
}

function streamKey(key: CryptoKey, salt: Bytes, context: string, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(`NVS1 ${context}`) };
  return crypto.subtle.deriveKey(how, key, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** Numbers stay far below 2^53: 64 KiB of each is more than there is. */
function nonce(number: number, last: boolean): Bytes {
  const made = new Uint8Array(12);
  new DataView(made.buffer).setBigUint64(3, BigInt(number));
  made[11] = last ? 1 : 0;
  return made;
}

/** The stream in pieces of one size (the first may have another), the last one shorter; one empty piece when there is nothing. */
async function* piecesOf(chunks: Source, size: number, first = size): AsyncGenerator<{ piece: Bytes; last: boolean }> {
  let piece = new Uint8Array(first);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      // A full piece waits for one more byte: only then is it known not to be the last.
      if (filled === piece.length) {
        yield { piece, last: false };
        piece = new Uint8Array(size);
        filled = 0;
      }
      const taken = Math.min(piece.length - filled, chunk.length - at);
      piece.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  yield { piece: piece.slice(0, filled), last: true };
}
