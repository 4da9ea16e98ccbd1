/** /documents: what was forwarded to the units of an authority. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute, hasRole } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { acknowledgeDocument } from '../acknowledge-document.ts';
import { verifyCustody } from '../custody.ts';
import { findUnitsDocument, isUnitsDocument } from '../document-act.ts';
import { canWithDocument } from '../document-state.ts';
import { openDocument } from '../open-document.ts';
import { DocumentPage } from '../pages/documents/document-page.tsx';
import { UnitDocumentsPage } from '../pages/documents/unit-documents.tsx';
import { deskProblem } from '../problems.ts';
import { parseReceiptCode } from '../receipt-code.ts';
import { returnDocument } from '../return-document.ts';
import { type DeskDocument, documentsOfUnits, findByReceipt } from '../store/documents.ts';
import { listUnits } from '../store/units.ts';
import { sendDocument } from './document-file.ts';
import { type Documents, placeName } from './documents.ts';
import { findPerson, noSearch, type PersonSearch, reportWay } from './report-way.ts';

const params = z.object({ place: z.string().max(40), document: z.string().max(40) });
const ofUnit = { kind: 'page', access: ['caseworker'], params } as const;
const url = '/documents/:place/:document';

export function unitDocumentPages(documents: Documents): Endpoint[] {
  const { house, vault } = documents;
  return [
    endpoint({
      method: 'GET',
      url: '/documents',
      kind: 'page',
      access: ['caseworker', 'administrator'],
      summary: 'Documents that were forwarded to one’s units',
      query: z.object({ code: z.string().max(100).catch('').default('') }),
      async handle(request, reply) {
        const { code } = request.query;
        const found = code === '' ? null : await findMine(documents, request, code);
        if (found !== null) return reply.redirect(href(request.language, pathOf(found)), 303);
        return sendList(documents, request, reply, code !== '');
      },
    }),
    endpoint({
      ...ofUnit,
      method: 'GET',
      url,
      summary: 'A document that was forwarded to one’s unit',
      query: z.object({ done: z.enum(['acknowledged']).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const document = await documentOf(documents, request);
        return sendOne(documents, request, reply, document, { done: request.query.done, search: noSearch });
      },
    }),
    endpoint({
      ...ofUnit,
      method: 'GET',
      url: `${url}/file`,
      summary: 'Read a document; each reading is noted',
      async handle(request, reply) {
        const document = await documentOf(documents, request);
        const of = { placeId: document.placeId, documentId: document.id };
        await execute(house, request.actor, openDocument, { ...of, as: 'unit' });
        return sendDocument(reply, vault, document);
      },
    }),
    endpoint({
      ...ofUnit,
      method: 'POST',
      url: `${url}/acknowledge`,
      summary: 'Take a document over',
      async handle(request, reply) {
        const { placeId, id: documentId, ...rest } = await documentOf(documents, request);
        await execute(house, request.actor, acknowledgeDocument, { placeId, documentId }, readForm(request.body).requestId);
        return reply.redirect(href(request.language, `${pathOf({ placeId, id: documentId, ...rest })}?done=acknowledged`), 303);
      },
    }),
    endpoint({
      ...ofUnit,
      method: 'POST',
      url: `${url}/person`,
      summary: 'Whose report a document is: persons found, with the way on to the page where it is taken in',
      async handle(request, reply) {
        const document = await documentOf(documents, request);
        const search = await findPerson(documents, request);
        return sendOne(documents, request, reply, document, { done: null, search });
      },
    }),
    endpoint({
      ...ofUnit,
      method: 'POST',
      url: `${url}/return`,
      summary: 'Send a document back to the desk',
      async handle(request, reply) {
        const { placeId, id: documentId } = await documentOf(documents, request);
        const { values, requestId } = readForm(request.body);
        await execute(
          house,
          request.actor,
          returnDocument,
          { placeId, documentId, reason: valueOf(values, 'reason') },
          requestId,
        );
        return reply.redirect(href(request.language, '/documents'), 303);
      },
    }),
  ];
}

type OfDocument = FastifyRequest & { params: z.output<typeof params> };

const pathOf = ({ placeId, id }: Pick<DeskDocument, 'placeId' | 'id'>): string => `/documents/${placeId}/${id}`;

async function documentOf({ house }: Documents, { actor, params: { place, document } }: OfDocument): Promise<DeskDocument> {
  const found = await findUnitsDocument(house.db, actor, { placeId: place, documentId: document });
  if (found === null) throw deskProblem('document-unknown');
  return found;
}

/** By the code of its receipt, among those of one's own units. */
async function findMine({ house }: Documents, { actor }: FastifyRequest, typed: string): Promise<DeskDocument | null> {
  const code = parseReceiptCode(typed);
  const found = code === null ? null : await findByReceipt(house.db, code);
  return found !== null && (await isUnitsDocument(house.db, actor, found)) ? found : null;
}

async function sendList(documents: Documents, request: FastifyRequest, reply: FastifyReply, notFound: boolean) {
  const { house, register } = documents;
  const mayOpen = hasRole(request.actor, ['caseworker']);
  const units = await listUnits(house.db, { ended: true, ...(mayOpen ? { accountId: request.actor.id } : {}) });
  const children = h(UnitDocumentsPage, {
    units,
    documents: await documentsOfUnits(
      house.db,
      units.map(({ id }) => id),
    ),
    placeNames: new Map(register.current().places.map(({ place: { id, name } }) => [id, name])),
    mayOpen,
    notFound,
  });
  return send(request, reply, 'unitTitle', children);
}

async function sendOne(
  documents: Documents,
  request: FastifyRequest,
  reply: FastifyReply,
  document: DeskDocument,
  { done, search }: { done: string | null; search: PersonSearch },
) {
  const { house } = documents;
  const { state, virus, unitId } = document;
  const units = await listUnits(house.db, { id: unitId!, ended: true });
  const children = h(DocumentPage, {
    path: pathOf(document),
    document,
    placeName: await placeName(documents, document.placeId),
    verified: await verifyCustody(house.db, house.keys, document),
    unit: units[0] ?? null,
    may: { open: virus !== 'infected', receipt: false, acknowledge: canWithDocument('acknowledge', state), noteOriginal: false },
    forwardTo: null,
    report: document.kind === 'activity-report' ? await reportWay(documents, request, document, search) : null,
    done,
    requestId: house.newId(),
  });
  return send(request, reply, 'document', children, { below: true, status: search.wrong === null ? 200 : 422 });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  children: ComponentChildren,
  { below, status } = { below: false, status: 200 },
): FastifyReply {
  const t = translator(request.language);
  const breadcrumbs = below ? [{ href: href(request.language, '/documents'), text: t('desk:staffDocuments.unitTitle') }] : [];
  const hasErrors = status !== 200;
  return sendPage(
    reply,
    renderPage(request, { title: t(`desk:staffDocuments.${title}`), children, breadcrumbs, hasErrors }),
    status,
  );
}
