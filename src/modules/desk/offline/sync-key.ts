/** The key to which devices seal what they note without network: made once, its private part sealed with the service's own key. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { House } from '../../../platform/auth/index.ts';
import { boxKeys, openBox, readPrivateKey } from '../../../platform/sealed-box/index.ts';
import { insertFirstSyncKey, listSyncKeys, type SyncKeyRow } from '../store/sync.ts';

type Needs = Pick<House, 'db' | 'keys' | 'clock' | 'newId'>;

const purpose = 'desk-sync-key';

/** The public key that devices seal to now (65 bytes). */
export async function publicKeyOf(house: Needs): Promise<Buffer> {
  return (await keysOf(house))[0]!.publicKey;
}

/** What a device sealed, opened; null when it was sealed to no key of this service, for something else, or changed on the way. */
export async function openSealed(house: Needs, sealed: Uint8Array, context: string): Promise<Buffer | null> {
  for (const row of await keysOf(house)) {
    const privateKey = await readPrivateKey(openPrivate(house, row));
    const opened = await openBox({ publicKey: row.publicKey, privateKey }, sealed, context);
    if (opened !== null) return Buffer.from(opened);
  }
  return null;
}

async function keysOf(house: Needs): Promise<SyncKeyRow[]> {
  const there = await listSyncKeys(house.db);
  if (there.length > 0) return there;
  const { publicKey, privateKey } = await boxKeys();
  const id = house.newId();
  const keyId = house.keys.current.id;
  const row = { id, publicKey: Buffer.from(publicKey), keyId, privateKey: sealPrivate(house, keyId, id, privateKey) };
  await house.db.transaction().execute((tx) => insertFirstSyncKey(tx, { ...row, madeAt: house.clock.now() }));
  return listSyncKeys(house.db);
}

/** Nonce (12) · AES-256-GCM(private key) · tag (16); bound to the row's id. */
function sealPrivate({ keys }: Needs, keyId: string, id: string, privateKey: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keys.derive(purpose, keyId), nonce).setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(privateKey), cipher.final(), cipher.getAuthTag()]);
}

function openPrivate({ keys }: Needs, { id, keyId, privateKey }: SyncKeyRow): Buffer {
  const nonce = privateKey.subarray(0, 12);
  const cipher = createDecipheriv('aes-256-gcm', keys.derive(purpose, keyId), nonce).setAAD(Buffer.from(id));
  cipher.setAuthTag(privateKey.subarray(-16));
  return Buffer.concat([cipher.update(privateKey.subarray(12, -16)), cipher.final()]);
}
