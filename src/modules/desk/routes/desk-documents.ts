/** /desk/:place/documents: documents at the desk that takes them in. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { instantAt, localTime, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { agreementsInForce, deskDecision, ownAgency } from '../../network/index.ts';
import { requireDesk } from '../access.ts';
import { verifyCustody } from '../custody.ts';
import { canWithDocument } from '../document-state.ts';
import { forwardDocument, unitsFor } from '../forward-document.ts';
import { keepDocument } from '../keep-document.ts';
import { makeUploadLink } from '../make-upload-link.ts';
import { noteOriginalSent } from '../note-original-sent.ts';
import { openDocument } from '../open-document.ts';
import { DeskDocumentsPage, type DeskDocumentsProps } from '../pages/documents/desk-documents.tsx';
import { DocumentPage } from '../pages/documents/document-page.tsx';
import { LinkPage } from '../pages/documents/link-page.tsx';
import { ReceiptPage } from '../pages/documents/receipt-card.tsx';
import { deskProblem } from '../problems.ts';
import { parseReceiptCode } from '../receipt-code.ts';
import { receiveDocument } from '../receive-document.ts';
import { type DeskDocument, documentsOfDesk, findByReceipt, findDocument } from '../store/documents.ts';
import { listUnits } from '../store/units.ts';
import { sendDocument } from './document-file.ts';
import { type Documents, placeName, receiptOf, refusalText, sentDocument, upload } from './documents.ts';

const ofPlace = z.object({ place: z.string().max(40) });
const ofDocument = ofPlace.extend({ document: z.string().max(40) });
const page = { kind: 'page', access: ['desk-officer'] } as const;
const url = '/desk/:place/documents';

export function deskDocumentPages(documents: Documents): Endpoint[] {
  return [...listPages(documents), ...documentPages(documents)];
}

function listPages(documents: Documents): Endpoint[] {
  const { house, vault } = documents;
  const none = { typed: {}, wrong: null, notFound: false };
  return [
    endpoint({
      ...page,
      method: 'GET',
      url,
      summary: 'Documents of a desk',
      params: ofPlace,
      query: z.object({ code: z.string().max(100).catch('').default(''), visit: z.string().max(40).catch('').default('') }),
      async handle(request, reply) {
        const placeId = await deskOf(documents, request);
        const { code, visit } = request.query;
        if (code === '') return sendList(documents, request, reply, placeId, { ...none, visitId: visit });
        const found = await atDesk(documents, placeId, code);
        if (found === null) return sendList(documents, request, reply, placeId, { ...none, notFound: true });
        return reply.redirect(href(request.language, `${pathOf(placeId)}/${found.id}`), 303);
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      url,
      summary: 'Take a document in',
      params: ofPlace,
      upload,
      async handle(request, reply) {
        const placeId = await deskOf(documents, request);
        const { values: typed } = readForm(request.body);
        const visitId = valueOf(typed, 'visitId');
        try {
          const { file, of } = sentDocument(request, placeId, valueOf(typed, 'documentId'));
          const how = file.mediaType === 'application/pdf' ? 'scan' : 'photo';
          const said = { agency: valueOf(typed, 'agency'), kind: valueOf(typed, 'kind'), how, visitId: parseUuid(visitId) };
          const { documentId } = await keepDocument(vault, file.content, of, (kept) =>
            execute(house, request.actor, receiveDocument, { ...of, ...said, ...kept }),
          );
          return await reply.redirect(href(request.language, `${pathOf(placeId)}/${documentId}?done=received`), 303);
        } catch (error) {
          const wrong = refusalText(request.language, error);
          if (wrong === null) throw error;
          return sendList(documents, request, reply, placeId, { typed, wrong, notFound: false, visitId });
        }
      },
    }),
    endpoint({
      ...page,
      method: 'POST',
      url: `${url}/link`,
      summary: 'A link by which a telephone sends one document',
      params: ofPlace,
      async handle(request, reply) {
        const placeId = await deskOf(documents, request);
        const { values, requestId } = readForm(request.body);
        // Made here and shown once: what is kept of it is its digest.
        const token = randomBytes(32).toString('base64url');
        const tokenHash = createHash('sha256').update(token).digest('hex');
        const [agency, kind] = [valueOf(values, 'agency'), valueOf(values, 'kind')];
        const input = { placeId, visitId: parseUuid(valueOf(values, 'visitId')), agency, kind, tokenHash };
        const { expiresAt } = await execute(house, request.actor, makeUploadLink, input, requestId);
        const address = `${documents.publicUrl()}${href(request.language, `/hand-in/${token}`)}`;
        const children = h(LinkPage, { path: pathOf(placeId), url: address, until: localTime(expiresAt).time });
        return send(request, reply, placeId, 'staffDocuments.link.title', children);
      },
    }),
  ];
}

function documentPages(documents: Documents): Endpoint[] {
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

type OfPlace = FastifyRequest & { params: { place: string } };
type OfDocument = FastifyRequest & { params: { place: string; document: string } };
interface Of {
  placeId: Uuid;
  documentId: string;
}

const pathOf = (placeId: Uuid): string => `/desk/${placeId}/documents`;

/** The place, for whoever staffs it today; throws desk-unknown otherwise. */
async function deskOf({ house }: Documents, { actor, params }: OfPlace): Promise<Uuid> {
  return (await requireDesk(house.db, actor, params.place, today(house.clock), ['host', 'counter'])).placeId;
}

async function documentOf(documents: Documents, request: OfDocument): Promise<DeskDocument> {
  const placeId = await deskOf(documents, request);
  const id = parseUuid(request.params.document);
  const document = id === null ? null : await findDocument(documents.house.db, placeId, id);
  if (document === null) throw deskProblem('document-unknown');
  return document;
}

/** By the code of its receipt, at this desk. */
async function atDesk({ house }: Documents, placeId: Uuid, typed: string): Promise<DeskDocument | null> {
  const code = parseReceiptCode(typed);
  const found = code === null ? null : await findByReceipt(house.db, code);
  return found?.placeId === placeId ? found : null;
}

/** The authorities for which a desk takes documents that day. */
export async function takesFor({ house }: Pick<Documents, 'house'>, placeId: Uuid): Promise<string[]> {
  const on = today(house.clock);
  const agreed = (await agreementsInForce(house.db, placeId, on)).map(({ agency }) => agency);
  const all = [...new Set([ownAgency, ...agreed])];
  const decisions = await Promise.all(all.map((agency) => deskDecision(house.db, { placeId, agency, on }, 'receive-documents')));
  return all.filter((_agency, at) => decisions[at]!.allowed);
}

async function sendList(
  documents: Documents,
  request: FastifyRequest,
  reply: FastifyReply,
  placeId: Uuid,
  more: Pick<DeskDocumentsProps, 'typed' | 'wrong' | 'notFound'> & { visitId?: string },
): Promise<FastifyReply> {
  const { house } = documents;
  const since = instantAt(today(house.clock), '00:00')!;
  const children = h(DeskDocumentsPage, {
    path: pathOf(placeId),
    placeName: await placeName(documents, placeId),
    documents: await documentsOfDesk(house.db, placeId, since),
    units: await listUnits(house.db, { ended: true }),
    agencies: await takesFor(documents, placeId),
    // The same form sent again is the same document.
    documentId: parseUuid(valueOf(more.typed, 'documentId')) ?? house.newId(),
    requestId: house.newId(),
    ...more,
    visitId: parseUuid(more.visitId ?? '') ?? '',
  });
  return send(request, reply, placeId, 'staffDocuments.title', children, more.wrong !== null);
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

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  placeId: Uuid,
  title: string,
  children: ComponentChildren,
  hasErrors = false,
): FastifyReply {
  const t = translator(request.language);
  const crumb = { href: href(request.language, pathOf(placeId)), text: t('desk:staffDocuments.title') };
  const breadcrumbs = title !== 'staffDocuments.title' ? [crumb] : [];
  const html = renderPage(request, { title: t(`desk:${title}`), children, hasErrors, breadcrumbs });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}
