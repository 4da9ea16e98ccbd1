/**
 * Something small sealed to a public key: whoever sealed it cannot open it again.
 *
 * ECIES as in SEC 1 (2009) §5.1, with what RFC 9180 (HPKE) uses in its place for the parts: an ephemeral key on P-256, HKDF-SHA-256 over the
 * shared secret with both public keys, AES-256-GCM. Each box has a key of its own, so its nonce is zero. `context` is authenticated with it
 * and must be the same when it is opened.
 *
 * WebCrypto only and no imports: the same file runs in browsers.
 *
 *     ephemeral public key (65) · AES-256-GCM(content) with its tag (16)
 */

type Bytes = Uint8Array<ArrayBuffer>;

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const pointBytes = 65;
const nonce = new Uint8Array(12);

/** A pair of keys: the public one as a point (65 bytes), the private one in PKCS #8. */
export async function boxKeys(): Promise<{ publicKey: Bytes; privateKey: Bytes }> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const [publicKey, privateKey] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  return { publicKey: new Uint8Array(publicKey), privateKey: new Uint8Array(privateKey) };
}

/** The private key as `openBox` takes it. */
export function readPrivateKey(pkcs8: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', Uint8Array.from(pkcs8), curve, false, ['deriveBits']);
}

/** Seals `content` to a public key of 65 bytes. */
export async function sealBox(publicKey: Uint8Array, content: Uint8Array, context: string): Promise<Bytes> {
  const to = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const ownPoint = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const key = await boxKey({ privateKey: own.privateKey, of: to }, ownPoint, publicKey, 'encrypt');
  const sealed = await crypto.subtle.encrypt(algorithm(context), key, Uint8Array.from(content));
  const box = new Uint8Array(pointBytes + sealed.byteLength);
  box.set(ownPoint);
  box.set(new Uint8Array(sealed), pointBytes);
  return box;
}

/** Opens what was sealed to `own`; null when it was not, or was changed, or sealed for something else. */
export async function openBox(
  own: { publicKey: Uint8Array; privateKey: CryptoKey },
  box: Uint8Array,
  context: string,
): Promise<Bytes | null> {
  try {
    const point = Uint8Array.from(box.subarray(0, pointBytes));
    const from = await crypto.subtle.importKey('raw', point, curve, false, []);
    const key = await boxKey({ privateKey: own.privateKey, of: from }, point, own.publicKey, 'decrypt');
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(context), key, Uint8Array.from(box.subarray(pointBytes))));
  } catch (error) {
    // What WebCrypto refuses is a DOMException; anything else is a fault here.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

const algorithm = (context: string) => ({ name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(context) });

async function boxKey(
  { privateKey, of }: { privateKey: CryptoKey; of: CryptoKey },
  ephemeral: Uint8Array,
  to: Uint8Array,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: of }, privateKey, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const salt = Uint8Array.from([...ephemeral, ...to]);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('NVB1') };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}
