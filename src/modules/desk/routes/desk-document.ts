/** /desk/:place/documents/:document: one document at the desk that took it in. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { verifyCustody } from '../custody.ts';
import { canWithDocument } from '../document-state.ts';
import { forwardDocument, unitsFor } from '../forward-document.ts';
import { noteOriginalSent } from '../note-original-sent.ts';
import { openDocument } from '../open-document.ts';
import { DocumentPage } from '../pages/documents/document-page.tsx';
import { ReceiptPage } from '../pages/documents/receipt-card.tsx';
import { deskProblem } from '../problems.ts';
import { type DeskDocument, findDocument } from '../store/documents.ts';
import { listUnits } from '../store/units.ts';
import { deskOf, ofPlace, pathOf, send } from './desk-documents-frame.ts';
import { sendDocument } from './document-file.ts';
import { type Documents, placeName, receiptOf } from './documents.ts';

const ofDocument = ofPlace.extend({ document: z.string().max(40) });
const page = { kind: 'page', access: ['desk-officer'] } as const;
const url = '/desk/:place/documents';

export function oneDocumentPages(documents: Documents): Endpoint[] {
  const { house, vault } = documents;
  const act = (step: string, done: string, summary: string, run: (request: OfDocument, of: Of) => Promise<unknown>): Endpoint =>
    endpoint({
      ...page,
      method: 'POST',
      url: `${url}/:document/${step}`,
      summary,
      params: ofDocument,
      async handle(request, reply) {
        const of = { placeId: await deskOf(documents, request), documentId: request.params.document };
        await run(request, of);
        return reply.redirect(href(request.language, `${pathOf(of.placeId)}/${of.documentId}?done=${done}`), 303);
      },
    });
  return [
    endpoint({
      ...page,
      method: 'GET',
      url: `${url}/:document`,
      summary: 'One document and every hand-over of it',
      params: ofDocument,
      query: z.object({ done: z.enum(['received', 'forwarded', 'original-sent']).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const document = await documentOf(documents, request);
        return sendDocumentPage(documents, request, reply, document, request.query.done);
      },
    }),
    endpoint({
      ...page,
      method: 'GET',
      url: `${url}/:document/receipt`,
      summary: 'The receipt of a document, to print',
      params: ofDocument,
      async handle(request, reply) {
        const document = await documentOf(documents, request);
        const receipt = await receiptOf(documents, document, request.language);
        return send(request, reply, document.placeId, 'document.receipt.title', h(ReceiptPage, { receipt, just: false }));
      },
    }),
    endpoint({
      ...page,
      method: 'GET',
      url: `${url}/:document/file`,
      summary: 'Read a document; each reading is noted',
      params: ofDocument,
      async handle(request, reply) {
        const document = await documentOf(documents, request);
        const of = { placeId: document.placeId, documentId: document.id };
        await execute(house, request.actor, openDocument, { ...of, as: 'desk' });
        return sendDocument(reply, vault, document);
      },
    }),
    act('forward', 'forwarded', 'Send a document on to a unit', (request, of) => {
      const { values, requestId } = readForm(request.body);
      return execute(house, request.actor, forwardDocument, { ...of, unitId: parseUuid(valueOf(values, 'unitId')) }, requestId);
    }),
    act('original-sent', 'original-sent', 'The paper was sent by post', (request, of) =>
      execute(house, request.actor, noteOriginalSent, of, readForm(request.body).requestId),
    ),
  ];
}

type OfDocument = FastifyRequest & { params: { place: string; document: string } };
interface Of {
  placeId: Uuid;
  documentId: string;
}

async function documentOf(documents: Documents, request: OfDocument): Promise<DeskDocument> {
  const placeId = await deskOf(documents, request);
  const id = parseUuid(request.params.document);
  const document = id === null ? null : await findDocument(documents.house.db, placeId, id);
  if (document === null) throw deskProblem('document-unknown');
  return document;
}

async function sendDocumentPage(
  documents: Documents,
  request: FastifyRequest,
  reply: FastifyReply,
  document: DeskDocument,
  done: string | null,
): Promise<FastifyReply> {
  const { house } = documents;
  const { placeId, state, virus, unitId } = document;
  const units = await listUnits(house.db, { ended: true });
  const isInfected = virus === 'infected';
  const mayForward = canWithDocument('forward', state) && !isInfected;
  const children = h(DocumentPage, {
    path: `${pathOf(placeId)}/${document.id}`,
    document,
    placeName: await placeName(documents, placeId),
    verified: await verifyCustody(house.db, house.keys, document),
    unit: units.find(({ id }) => id === unitId) ?? null,
    may: {
      open: !isInfected && state !== 'acknowledged',
      receipt: true,
      acknowledge: false,
      noteOriginal: state === 'forwarded' || state === 'acknowledged',
    },
    forwardTo: mayForward ? unitsFor(await listUnits(house.db), document) : null,
    report: null,
    done,
    requestId: house.newId(),
  });
  return send(request, reply, placeId, 'staffDocuments.document', children);
}
