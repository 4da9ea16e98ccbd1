import { expect, it } from 'vitest';
import { boxKeys, openBox, readPrivateKey, sealBox } from './index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const pair = async () => {
  const { publicKey, privateKey } = await boxKeys();
  return { publicKey, privateKey: await readPrivateKey(privateKey) };
};

it('what is sealed to a key is opened by its owner and nobody else, for what it was sealed for', async () => {
  const [own, other] = await Promise.all([pair(), pair()]);
  const box = await sealBox(own.publicKey, bytes('tolv'), 'a');
  expect(new TextDecoder().decode((await openBox(own, box, 'a'))!)).toBe('tolv');
  expect(await openBox(other, box, 'a')).toBeNull();
  expect(await openBox(own, box, 'b')).toBeNull();
});

it('nothing that was changed or cut off opens, and the same thing sealed twice looks different', async () => {
  const own = await pair();
  const box = await sealBox(own.publicKey, bytes('tolv'), '');
  expect(Buffer.from(box).equals(await sealBox(own.publicKey, bytes('tolv'), ''))).toBe(false);
  for (const at of box.keys()) {
    const changed = Uint8Array.from(box);
    changed[at]! ^= 1;
    expect([at, await openBox(own, changed, '')]).toEqual([at, null]);
    expect(await openBox(own, box.subarray(0, at), '')).toBeNull();
  }
});
