/** A document that is in the vault becomes one of the desk's: its row, its chain and what the visit says of it, in one transaction. */
import { z } from 'zod';
import type { CommandContext } from '../../platform/auth/index.ts';
import { type Instant, localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { requireDeskTask } from '../network/index.ts';
import { handOver, identityOf } from './custody.ts';
import { documentKinds, documentWays, virusStates } from './kinds.ts';
import { deskProblem } from './problems.ts';
import { newReceiptCode, parseReceiptCode } from './receipt-code.ts';
import { code, uuid } from './setup-input.ts';
import { type DeskDocument, findByReceipt, findDocument, insertDocument, lockDocumentId } from './store/documents.ts';
import { findVisit, insertStep } from './store/visits.ts';
import { mediaTypes } from './vault/media-types.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');

/** What the vault says of a document that it keeps. */
export const keptInput = {
  mediaType: z.enum(mediaTypes),
  bytes: z.number().int().positive(),
  sha256: digest,
  receivedSha256: digest,
  virus: z.object({ state: z.enum(virusStates), name: z.string().max(200).nullable() }),
  keyId: z.string().min(1).max(40),
  wrappedKey: z.base64().max(200),
};

/** What the person at the desk says of it. */
export const documentSaid = {
  documentId: uuid,
  agency: code,
  kind: z.enum(documentKinds),
  how: z.enum(documentWays),
};

/** A code that a device gave without network; else one is made. */
export const receiptCode = z
  .string()
  .refine((text) => parseReceiptCode(text) !== null, 'a receipt code with its check character')
  .transform((text) => parseReceiptCode(text)!);

const facts = z.object({ ...keptInput, ...documentSaid, receiptCode: receiptCode.optional() });

export interface TakenIn {
  documentId: Uuid;
  receiptCode: string;
  arrivedAt: Instant;
  /** False when the same document had come before: what came now is not kept twice. */
  isNew: boolean;
}

export type ToTakeIn = z.output<typeof facts> & {
  placeId: Uuid;
  visitId: Uuid | null;
  at: Instant;
  deviceId: Uuid | null;
  /** Of what a device noted without network: how many milliseconds its clock was behind. */
  skewMs?: number | null;
  /** Who handed it over: an account, a kiosk, or whoever had the link. */
  by: string;
};

/**
 * The same documentId again is the same document, when what came is the same. Throws document-other when it is not, and not-in-agreement when
 * the desk takes no documents for the authority on the day on which it arrived.
 */
export async function takeInDocument(context: CommandContext, input: ToTakeIn) {
  const { tx, keys, now } = context;
  const { placeId, documentId: id, visitId, agency, kind, how, at } = input;
  await lockDocumentId(tx, id);
  const before = await findDocument(tx, placeId, id);
  if (before !== null) return again(before, input);
  await requireDeskTask(tx, { placeId, agency, on: localTime(at).date }, 'receive-documents');
  const receipt = input.receiptCode ?? newReceiptCode();
  if (input.receiptCode !== undefined && (await findByReceipt(tx, receipt)) !== null) throw deskProblem('document-other');
  const { mediaType, bytes, virus } = input;
  const document = {
    placeId,
    id,
    visitId,
    receiptCode: receipt,
    agency,
    kind,
    how,
    mediaType,
    bytes,
    sha256: Buffer.from(input.sha256, 'hex'),
    receivedSha256: Buffer.from(input.receivedSha256, 'hex'),
    arrivedAt: at,
    notedAt: now,
    notedBy: input.by,
    deviceId: input.deviceId,
    virus: virus.state,
    virusAt: wasChecked(virus.state) ? now : null,
    virusName: virus.name,
    keyId: input.keyId,
    wrappedKey: Buffer.from(input.wrappedKey, 'base64'),
  };
  await insertDocument(tx, document);
  await handOver(tx, keys, document, [
    { at, by: input.by, what: 'received', details: { ...identityOf(document), how, ...notedOf(input) } },
    { at: now, by: 'system', what: 'checked', details: { virus: virus.state } },
  ]);
  if (visitId !== null) await noteInVisit(context, input, visitId);
  return done(document, true, { agency, kind, how, mediaType, bytes, virus: virus.state, visitId });
}

/** That it was noted without network, for the chain: on which device, and how wrong its clock was. */
function notedOf({ deviceId, skewMs }: ToTakeIn): Record<string, string | number> {
  return { ...(deviceId === null ? {} : { device: deviceId }), ...(typeof skewMs === 'number' ? { skewMs } : {}) };
}

export const wasChecked = (state: DeskDocument['virus']): boolean => state === 'clean' || state === 'infected';

function again(before: DeskDocument, input: ToTakeIn) {
  if (before.receivedSha256.toString('hex') !== input.receivedSha256) throw deskProblem('document-other');
  return done(before, false, { again: true });
}

function done(
  { placeId, id, receiptCode: receipt, arrivedAt }: Pick<DeskDocument, 'placeId' | 'id' | 'receiptCode' | 'arrivedAt'>,
  isNew: boolean,
  details: Readonly<Record<string, unknown>>,
) {
  const result: TakenIn = { documentId: id, receiptCode: receipt, arrivedAt, isNew };
  return { result, subject: documentSubject({ placeId, id }), details };
}

export const documentSubject = ({ placeId, id }: Pick<DeskDocument, 'placeId' | 'id'>): string => `document:${placeId}:${id}`;

/** A document of a visit that is not there is kept all the same: it is what must not be lost. */
async function noteInVisit({ tx, newId }: CommandContext, { placeId, documentId, kind, at, by }: ToTakeIn, visitId: Uuid) {
  if ((await findVisit(tx, placeId, visitId)) === null) return;
  await insertStep(tx, { placeId, visitId, id: newId(), at, by, what: 'document-received', details: { documentId, kind } });
}
