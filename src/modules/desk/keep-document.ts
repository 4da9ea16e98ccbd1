/** From a stream to a document that cannot be lost: first the vault, durable and whole; then the command that promises it. */
import { resolve } from 'node:path';
import type { Keys } from '../../platform/keys/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import type { TakenIn } from './take-in-document.ts';
import { clamdAddress, virusCheckBy } from './vault/clamd.ts';
import type { DocumentType } from './vault/media-types.ts';
import { type DocumentId, openVault, type Vault } from './vault/vault.ts';

/** The vault of this service: `NARVARO_DATA/documents`, checked by the daemon at `CLAMD_ADDRESS`. */
export function vaultFromEnvironment(env: Readonly<Record<string, string | undefined>>, keys: Keys): Vault {
  const folder = resolve(env['NARVARO_DATA'] || '.narvaro', 'documents');
  return openVault({ folder, keys, virusCheck: virusCheckBy(clamdAddress(env['CLAMD_ADDRESS'])) });
}

/** What the vault says of a document, as the commands take it. */
export interface KeptInput {
  mediaType: DocumentType;
  bytes: number;
  /** In hex. */
  sha256: string;
  receivedSha256: string;
  virus: { state: string; name: string | null };
  keyId: string;
  /** In base64. */
  wrappedKey: string;
}

/**
 * Keeps what comes and takes it in by `takeIn`, which runs a command with what the vault says. What the command refused, or had already, is
 * taken out of the vault; when it is not known whether the command was carried out, the file stays until the sweep knows.
 * Throws what the vault and the command throw.
 */
export async function keepDocument(
  vault: Vault,
  content: AsyncIterable<Uint8Array>,
  of: DocumentId & { mediaType: string },
  takeIn: (kept: KeptInput) => Promise<TakenIn>,
): Promise<TakenIn> {
  const kept = await vault.keep(content, of);
  const discard = (): Promise<void> => vault.discard({ ...of, ...kept });
  try {
    const taken = await takeIn({
      mediaType: kept.mediaType,
      bytes: kept.bytes,
      sha256: kept.sha256.toString('hex'),
      receivedSha256: kept.receivedSha256.toString('hex'),
      virus: kept.virus,
      keyId: kept.keyId,
      wrappedKey: kept.wrappedKey.toString('base64'),
    });
    if (!taken.isNew) await discard();
    return taken;
  } catch (error) {
    if (error instanceof Problem) await discard();
    throw error;
  }
}
