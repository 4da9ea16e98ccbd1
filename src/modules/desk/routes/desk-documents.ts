/** /desk/:place/documents: documents at the desk that takes them in. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { instantAt, localTime, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { agreementsInForce, deskDecision, ownAgency } from '../../network/index.ts';
import { keepDocument } from '../keep-document.ts';
import { makeUploadLink } from '../make-upload-link.ts';
import { DeskDocumentsPage, type DeskDocumentsProps } from '../pages/documents/desk-documents.tsx';
import { LinkPage } from '../pages/documents/link-page.tsx';
import { parseReceiptCode } from '../receipt-code.ts';
import { receiveDocument } from '../receive-document.ts';
import { type DeskDocument, documentsOfDesk, findByReceipt } from '../store/documents.ts';
import { listUnits } from '../store/units.ts';
import { deskOf, ofPlace, pathOf, send } from './desk-documents-frame.ts';
import { oneDocumentPages } from './desk-document.ts';
import { type Documents, placeName, refusalText, sentDocument, upload } from './documents.ts';

const page = { kind: 'page', access: ['desk-officer'] } as const;
const url = '/desk/:place/documents';

export function deskDocumentPages(documents: Documents): Endpoint[] {
  return [...listPages(documents), ...oneDocumentPages(documents)];
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
