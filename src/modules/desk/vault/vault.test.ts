/** The vault: whole, durable, unreadable without the key, and checked for viruses. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { clamdServer, eicar } from '../../../../test/clamd-server.ts';
import { systemClock, epochMilliseconds } from '../../../platform/clock/index.ts';
import { idMaker } from '../../../platform/ids/index.ts';
import { testKeys } from '../../../platform/keys/fixtures.ts';
import { clamdAddress, virusCheckBy } from './clamd.ts';
import { type Kept, openVault, type Vault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'vault-'));
const clamd = await clamdServer();
afterAll(async () => {
  await clamd.close();
  rmSync(folder, { recursive: true });
});
const newId = idMaker(systemClock);
const vaultOf = (address: string | undefined): Vault =>
  openVault({ folder, keys: testKeys, virusCheck: virusCheckBy(clamdAddress(address)) });
const vault = vaultOf(clamd.address);
const placeId = newId();

async function* inPieces(content: Buffer, size = 30_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const keep = async (content: Buffer, mediaType = 'application/pdf', by = vault) => {
  const of = { placeId, documentId: newId() };
  return { ...of, ...(await by.keep(inPieces(content), { ...of, mediaType })) };
};
async function read(of: Parameters<Vault['read']>[0]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of vault.read(of)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
const pdf = (length: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7 hemligt\n'), Buffer.alloc(length, 'x')]);

describe('a PDF', () => {
  it('is kept as it came, byte for byte, and cannot be read on the disk', async () => {
    const content = pdf(200_000);
    const kept = await keep(content);
    expect((await read(kept)).equals(content)).toBe(true);
    expect(kept).toMatchObject({ bytes: content.length, virus: { state: 'clean' } });
    expect(kept.sha256).toEqual(kept.receivedSha256);
    for (const file of files()) expect(readFileSync(file).includes('hemligt')).toBe(false);
  });

  it('of another document, or changed on the disk, does not open', async () => {
    const [one, other] = [await keep(pdf(1000)), await keep(pdf(1000))];
    await expect(read({ ...one, wrappedKey: other.wrappedKey })).rejects.toThrow();
    const file = files().find((name) => name.includes(one.documentId))!;
    const bytes = readFileSync(file);
    bytes[bytes.length - 20]! ^= 1;
    writeFileSync(file, bytes);
    await expect(read(one)).rejects.toThrow('does not open');
  });

  it.each([
    ['document-empty', Buffer.alloc(0), 'application/pdf'],
    ['document-too-large', Buffer.alloc(26_214_401), 'application/pdf'],
    ['document-type', Buffer.from('text'), 'text/plain'],
    ['document-unreadable', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
  ])('is refused with %s, and nothing is left', async (code, content, mediaType) => {
    const before = files().length;
    await expect(keep(content, mediaType)).rejects.toMatchObject({ code });
    expect(files().length).toBe(before);
  });
});

describe('a photograph', () => {
  const photo = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#aabbcc' } })
      .withExif({ IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitude: '64/1 15/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();

  it('is turned, bounded, and says no longer where and by which camera it was taken; both digests are kept', async () => {
    const sent = await photo(5000, 1000);
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const kept = await keep(sent, 'image/jpeg');
    const metadata = await sharp(await read(kept)).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 720, height: 3600 });
    expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined]);
    expect(kept.sha256.equals(kept.receivedSha256)).toBe(false);
  });

  it('that claims to be larger than memory is refused', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(keep(bomb, 'image/png')).rejects.toMatchObject({ code: 'document-unreadable' });
  }, 60_000);
});

describe('the virus check', () => {
  const infected = Buffer.concat([pdf(100_000), Buffer.from(eicar)]);

  it('finds what the daemon finds, also across pieces; the document is kept', async () => {
    const kept = await keep(infected);
    expect(kept.virus).toEqual({ state: 'infected', name: 'Eicar-Test-Signature' });
    expect((await read(kept)).length).toBe(infected.length);
    expect(await vault.check(kept)).toEqual(kept.virus);
  });

  it('is never left out silently: without a daemon, and when it is away, breaks off or refuses, it says so', async () => {
    const state = async (by: Vault): Promise<Kept['virus']['state']> =>
      (await keep(pdf(500_000), 'application/pdf', by)).virus.state;
    expect(await state(vaultOf(''))).toBe('not-configured');
    expect(await state(vaultOf('127.0.0.1:1'))).toBe('unreachable');
    expect(await state(vaultOf('/nowhere/clamd.sock'))).toBe('unreachable');
    for (const [mode, said, answers] of [
      ['breaks', 'unreachable', false],
      ['error', 'unreachable', true],
      // Nothing that passes: what is too large today is so tomorrow.
      ['too-large', 'too-large', true],
    ] as const) {
      clamd.mode = mode;
      expect([await state(vault), await vault.checkAnswers()]).toEqual([said, answers]);
    }
    expect(await vaultOf('127.0.0.1:1').checkAnswers()).toBe(false);
    clamd.mode = 'answers';
    expect(await state(vault)).toBe('clean');
  });

  it('is at an address that can be one', () => {
    expect(clamdAddress('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
    expect(() => clamdAddress('clamd')).toThrow('CLAMD_ADDRESS');
  });

  it.skipIf(process.env['CLAMD_ADDRESS'] === undefined)('is understood by the daemon itself, when there is one', async () => {
    const real = vaultOf(process.env['CLAMD_ADDRESS']);
    expect((await keep(infected, 'application/pdf', real)).virus).toEqual({
      state: 'infected',
      name: expect.stringMatching(/eicar/i),
    });
    expect((await keep(pdf(1_000_000), 'application/pdf', real)).virus.state).toBe('clean');
  });
});

describe('what no row knows', () => {
  it('is swept after a day; what one knows stays, also beside another attempt at the same document', async () => {
    const [known, lost] = [await keep(pdf(10)), await keep(pdf(10))];
    const second = {
      placeId,
      documentId: known.documentId,
      ...(await vault.keep(inPieces(pdf(10)), { ...known, mediaType: 'application/pdf' })),
    };
    writeFileSync(join(folder, 'incoming', `${newId()}.half`), 'half');
    const now = epochMilliseconds(systemClock.now());
    expect(await vault.sweep(now, async () => [])).toBe(0);
    const old = now / 1000 - 90_000;
    for (const file of files()) utimesSync(file, old, old);
    const fileOf = (of: { documentId: string }): number => files().filter((name) => name.includes(of.documentId)).length;
    expect(fileOf(known)).toBe(2);
    const rows = [known];
    expect(await vault.sweep(now, async (ids) => rows.filter((one) => ids.includes(one.documentId)))).toBeGreaterThanOrEqual(3);
    expect([fileOf(known), fileOf(lost)]).toEqual([1, 0]);
    expect((await read(known)).length).toBe(27);
    await expect(read(second)).rejects.toThrow();
    expect(existsSync(join(folder, 'incoming'))).toBe(true);
  });
});
