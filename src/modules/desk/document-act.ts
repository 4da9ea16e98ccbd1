/** How every command about a document begins: whose it is, and what may be done with it now. */
import { type CommandContext, hasRole } from '../../platform/auth/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { requireDesk } from './access.ts';
import { canWithDocument, type DocumentAction } from './document-state.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { type DeskDocument, findDocument, lockDocument } from './store/documents.ts';
import { listUnits } from './store/units.ts';

/** What every command about one document is told. */
export const ofDocument = { placeId: uuid, documentId: uuid };

type Of = { placeId: string; documentId: string };

/** The document, locked, for whoever staffs the desk that took it in. Throws desk-unknown, desk-position, document-unknown. */
export async function requireDesksDocument(
  { tx, actor, today }: CommandContext,
  { placeId, documentId }: Of,
): Promise<DeskDocument> {
  const desk = await requireDesk(tx, actor, placeId, today, ['host', 'counter']);
  // Those who look after all desks read no documents and hand none over.
  if (desk.position === null) throw deskProblem('desk-position');
  const document = await lockDocument(tx, desk.placeId, documentId);
  if (document === null) throw deskProblem('document-unknown');
  return document;
}

/** The document, locked, for a member of the unit that it was forwarded to. To everyone else there is none. */
export async function requireUnitsDocument({ tx, actor }: CommandContext, { placeId, documentId }: Of): Promise<DeskDocument> {
  const document = await lockDocument(tx, placeId, documentId);
  if (document === null || !(await isUnitsDocument(tx, actor, document))) throw deskProblem('document-unknown');
  return document;
}

/** Whether it lies with a unit to which the account belongs: one that was returned does not any more. */
export async function isUnitsDocument(db: Database, actor: Actor, { unitId, state }: DeskDocument): Promise<boolean> {
  if (unitId === null || state === 'returned' || !hasRole(actor, ['caseworker'])) return false;
  return (await listUnits(db, { id: unitId, accountId: actor.id, ended: true })).length > 0;
}

/** The document for a page of its unit, which only looks; null when there is none for this account. */
export async function findUnitsDocument(db: Database, actor: Actor, { placeId, documentId }: Of): Promise<DeskDocument | null> {
  const [place, id] = [parseUuid(placeId), parseUuid(documentId)];
  const document = place === null || id === null ? null : await findDocument(db, place, id);
  return document !== null && (await isUnitsDocument(db, actor, document)) ? document : null;
}

/** Throws document-state when it may not be done to the document as it is now, document-infected when nobody may. */
export function requireDocumentState(action: DocumentAction, { state, virus }: DeskDocument): void {
  if (action === 'forward' && virus === 'infected') throw deskProblem('document-infected');
  if (!canWithDocument(action, state))
    throw deskProblem('document-state', { params: { state }, detail: `${action} in ${state}` });
}
