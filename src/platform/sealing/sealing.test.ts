/** Sealed streams: whole or refused, whatever is done to them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, seal, SealBroken, sealedLength, sealingKey } from './index.ts';

const key = await sealingKey(new Uint8Array(32).fill(3));
const piece = 65_536;
const head = 36;

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Content of so many bytes that are not all the same. */
const content = (bytes: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + (at >> 8)) & 255));
/** The same content cut up otherwise. */
const cut = (bytes: Buffer, every: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / every) }, (_, at) => bytes.subarray(at * every, (at + 1) * every));
const sealed = (bytes: Buffer, context = 'a'): Promise<Buffer> => all(seal([bytes], key, context));
const opened = (bytes: Buffer, context = 'a', by = key): Promise<Buffer> => all(open([bytes], by, context));

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 3 * piece }),
  fc.constantFrom(0, 1, piece - 1, piece, piece + 1, 2 * piece, 2 * piece + 1),
);

describe('a sealed stream', () => {
  it('opens to what was sealed, however both were cut up on their way', async () => {
    await fc.assert(
      fc.asyncProperty(
        lengths,
        fc.integer({ min: 997, max: 200_000 }),
        fc.integer({ min: 997, max: 200_000 }),
        async (length, a, b) => {
          const given = content(length);
          const kept = await all(seal(cut(given, a), key, 'a'));
          expect(kept.length).toBe(sealedLength(length));
          expect((await all(open(cut(kept, b), key, 'a'))).equals(given)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is refused wherever a single bit was changed', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(), fc.integer({ min: 0, max: 7 }), async (length, place, bit) => {
        const kept = await sealed(content(length));
        const at = place % kept.length;
        kept[at] = kept[at]! ^ (1 << bit);
        await expect(opened(kept)).rejects.toThrow(SealBroken);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused wherever it ends too early, and when anything follows', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(), fc.integer({ min: 1, max: 100 }), async (length, place, more) => {
        const kept = await sealed(content(length));
        await expect(opened(kept.subarray(0, place % kept.length))).rejects.toThrow(SealBroken);
        await expect(opened(Buffer.concat([kept, Buffer.alloc(more)]))).rejects.toThrow(SealBroken);
      }),
      { numRuns: 40 },
    );
    // At the border of two pieces nothing but the mark of the last piece tells.
    const kept = await sealed(content(3 * piece));
    for (const pieces of [1, 2]) {
      await expect(opened(kept.subarray(0, head + pieces * (piece + 16)))).rejects.toThrow(SealBroken);
    }
  });

  it('is refused when pieces change places, come twice or come from another stream', async () => {
    const kept = await sealed(content(3 * piece));
    const other = await sealed(content(3 * piece));
    const part = (of: Buffer, at: number): Buffer => of.subarray(head + at * (piece + 16), head + (at + 1) * (piece + 16));
    const start = kept.subarray(0, head);
    for (const [first, second, third] of [
      [part(kept, 1), part(kept, 0), part(kept, 2)],
      [part(kept, 0), part(kept, 0), part(kept, 2)],
      [part(kept, 0), part(other, 1), part(kept, 2)],
    ]) {
      await expect(opened(Buffer.concat([start, first!, second!, third!]))).rejects.toThrow(SealBroken);
    }
    expect((await opened(Buffer.concat([start, part(kept, 0), part(kept, 1), part(kept, 2)]))).length).toBe(3 * piece);
  });

  it('opens with its own key and for what it was sealed for only', async () => {
    const kept = await sealed(content(10));
    await expect(opened(kept, 'b')).rejects.toThrow(SealBroken);
    await expect(opened(kept, 'a', await sealingKey(new Uint8Array(32).fill(4)))).rejects.toThrow(SealBroken);
  });

  it('is another one each time', async () => {
    expect((await sealed(content(10))).equals(await sealed(content(10)))).toBe(false);
  });

  it('hands on each piece as soon as it is verified, and holds no more', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1;
        yield content(piece);
      }
    }
    let seen = 0;
    for await (const part of open(seal(endless(), key, 'a'), key, 'a')) {
      expect(part.length).toBe(piece);
      if (++seen === 5) break;
    }
    expect(given).toBeLessThan(10);
  });
});

it('is the same file in browsers: it imports nothing', () => {
  expect(readFileSync('src/platform/sealing/index.ts', 'utf8')).not.toMatch(/^import |\bBuffer\b|process\./m);
});
