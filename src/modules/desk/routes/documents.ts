/** What the pages of documents share: the vault, the names of places, the address of a receipt. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../../../platform/auth/index.ts';
import type { Endpoint, StreamedUpload } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { findPlace, type LiveRegister } from '../../network/index.ts';
import { vaultFromEnvironment } from '../keep-document.ts';
import type { Receipt } from '../pages/documents/receipt-card.tsx';
import { deskProblem } from '../problems.ts';
import type { DeskDocument } from '../store/documents.ts';
import type { DocumentId, Vault } from '../vault/vault.ts';
import { documentLimits } from '../vault/vault.ts';
import { deskDocumentPages } from './desk-documents.ts';
import { handInPages } from './hand-in.ts';
import { unitDocumentPages } from './unit-documents.ts';
import '../texts.ts';

export interface Documents {
  house: House;
  register: LiveRegister;
  publicUrl: () => string;
  vault: Vault;
}

/** Documents at the desk, in the units, and in the hands of visitors. */
export function documentPages(need: Omit<Documents, 'vault'>, env: Readonly<Record<string, string | undefined>>): Endpoint[] {
  const all = { ...need, vault: vaultFromEnvironment(env, need.house.keys) };
  return [...deskDocumentPages(all), ...unitDocumentPages(all), ...handInPages(all)];
}

/** The form of a document: one file, after what is said of it. What is none stays with its form, with what to do. */
export const upload = { maxBytes: documentLimits.bytes, maxFiles: 1, streamed: true, anyType: true } as const;

/** The file of a form and the id that the form gave it. Throws document-empty when none was chosen. */
export function sentDocument(
  request: FastifyRequest,
  placeId: Uuid,
  documentId: string,
): { file: StreamedUpload; of: DocumentId & { mediaType: string } } {
  const id = parseUuid(documentId);
  const file = request.upload;
  if (file === null) throw deskProblem('document-empty');
  if (id === null) throw deskProblem('document-other');
  return { file, of: { placeId, documentId: id, mediaType: file.mediaType } };
}

/** A refusal in the words of the page; null for anything else, and for what whoever runs the service must know: it is thrown on. */
export function refusalText(language: Language, error: unknown): string | null {
  if (!(error instanceof Problem)) return null;
  const t = translator(language);
  const own = error.code === 'file-too-large' ? 'document-too-large' : error.code;
  if (!(own in deskProblem.kinds) || error.status === 404 || error.status >= 500) return null;
  return t(`desk:problem.${own}.text`, error.details.params);
}

export async function placeName({ house }: Documents, placeId: Uuid): Promise<string> {
  return (await findPlace(house.db, placeId))?.name ?? '';
}

/** What is on the receipt of a document. */
export async function receiptOf(documents: Documents, document: DeskDocument, language: Language): Promise<Receipt> {
  const { receiptCode, agency, kind, arrivedAt, state, virus, placeId } = document;
  const url = `${documents.publicUrl()}${href(language, `/receipt/${receiptCode}`)}`;
  return { receiptCode, agency, kind, arrivedAt, state, virus, placeName: await placeName(documents, placeId), url };
}

/** Nobody's search engine and nobody's cache: what one person does with a document. */
export function keepPrivate(reply: FastifyReply): void {
  void reply.header('x-robots-tag', 'noindex').header('referrer-policy', 'no-referrer');
}
