import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireDeskTask } from '../network/index.ts';
import { handOver } from './custody.ts';
import { ofDocument, requireDesksDocument, requireDocumentState } from './document-act.ts';
import { afterAction } from './document-state.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { writeDocument } from './store/documents.ts';
import { listUnits, type Unit } from './store/units.ts';
import type { DeskDocument } from './store/documents.ts';
import { documentSubject } from './take-in-document.ts';

/**
 * Sends a document on to the unit of the authority that takes its kind; with several, to the one that is named. Throws document-unknown,
 * document-state, document-infected, unit-missing, unit-unknown and not-in-agreement.
 */
export const forwardDocument = command({
  name: 'desk.forward-document',
  roles: ['desk-officer'],
  input: z.object({ ...ofDocument, unitId: uuid.nullable().default(null) }),
  async run(context, input) {
    const { tx, keys, actor, now, today } = context;
    const document = await requireDesksDocument(context, input);
    requireDocumentState('forward', document);
    const { placeId, agency } = document;
    await requireDeskTask(tx, { placeId, agency, on: today }, 'forward-documents');
    const units = unitsFor(await listUnits(tx), document);
    if (units.length === 0) throw deskProblem('unit-missing');
    const unit = input.unitId === null && units.length === 1 ? units[0] : units.find(({ id }) => id === input.unitId);
    if (unit === undefined) throw deskProblem('unit-unknown');
    const state = afterAction('forward');
    const sent = { unitId: unit.id, forwardedAt: now, remindedAt: null, escalatedAt: null, acknowledgedAt: null };
    await writeDocument(tx, { ...document, ...sent, state });
    await handOver(tx, keys, document, [{ at: now, by: actor.id, what: 'forwarded', details: { unit: unit.id } }]);
    return {
      result: { documentId: document.id, unitId: unit.id },
      subject: documentSubject(document),
      details: { unitId: unit.id },
    };
  },
});

/** The units that take it: of its authority, and for its kind. */
export function unitsFor(units: readonly Unit[], { agency, kind }: Pick<DeskDocument, 'agency' | 'kind'>): Unit[] {
  return units.filter((unit) => unit.agency === agency && unit.takes.includes(kind));
}
