/** Keys: from the environment, a file, or made once for a trial. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseKeys, readKeys } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const said: string[] = [];
const at = { dataDir: join(folder, 'data'), trial: true, say: (line: string) => void said.push(line) };

describe('keys', () => {
  it('are named by the environment or by a file; the first is the current one, the others still open what they closed', () => {
    const keys = readKeys({ NARVARO_KEYS: `k2:${key(2)},k1:${key(1)}` }, { ...at, trial: false });
    expect([keys.current.id, keys.find('k1')?.[0], keys.find('k3')]).toEqual(['k2', 1, null]);
    const file = join(folder, 'file');
    writeFileSync(file, `k1:${key(1)}\n`);
    expect(readKeys({ NARVARO_KEY_FILE: file }, { ...at, trial: false }).current).toEqual({ id: 'k1', key: Buffer.alloc(32, 1) });
  });

  it('give another key for each purpose, the same one each time, also of an earlier key', () => {
    const both = parseKeys(`k2:${key(2)},k1:${key(1)}`);
    expect(both.derive('a')).toEqual(both.derive('a', 'k2'));
    expect(both.derive('a', 'k1')).toEqual(parseKeys(`k1:${key(1)}`).derive('a'));
    const different = [both.derive('a'), both.derive('b'), both.derive('a', 'k1'), both.current.key];
    expect(new Set(different.map((one) => one.toString('hex'))).size).toBe(4);
    expect(() => both.derive('a', 'gone')).toThrow('gone');
  });

  it('are refused with what is wrong and without themselves', () => {
    const short = Buffer.alloc(16, 5).toString('base64');
    for (const wrong of ['', key(1), `k1:${short}`, `k1:${key(1)},k1:${key(2)}`, `k 1:${key(1)}`]) {
      expect(() => parseKeys(wrong)).toThrow(/NARVARO_KEYS/);
      expect(() => parseKeys(wrong)).not.toThrow(new RegExp(`${key(1).slice(0, 8)}|${short.slice(0, 8)}`));
    }
    expect(() => readKeys({ NARVARO_KEY_FILE: join(folder, 'none') }, at)).toThrow(/NARVARO_KEY_FILE.*ENOENT/);
    expect(() => readKeys({ NARVARO_KEYS: 'a', NARVARO_KEY_FILE: 'b' }, at)).toThrow('not both');
  });

  it('are made once for a trial, for the owner of the file only, and that is said', () => {
    const first = readKeys({}, at);
    expect(readKeys({ NARVARO_KEYS: '' }, at)).toMatchObject({ current: first.current });
    expect(said).toEqual([expect.stringContaining(join(folder, 'data', 'keys'))]);
    expect(statSync(join(folder, 'data', 'keys')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['keys']);
  });

  it('must be set where people really sign in', () => {
    expect(() => readKeys({}, { ...at, trial: false })).toThrow('NARVARO_KEY_FILE');
  });
});
