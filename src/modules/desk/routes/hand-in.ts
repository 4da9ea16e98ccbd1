/** What visitors see of documents: /receipt/:code, /hand-in/:token on their telephone, /kiosk/:key/document in the hall. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { localTime } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { handInDocument } from '../hand-in-document.ts';
import { keepDocument } from '../keep-document.ts';
import { HandedInPage, HandInPage, type HandInPageProps } from '../pages/documents/hand-in-page.tsx';
import { ReceiptPage } from '../pages/documents/receipt-card.tsx';
import { deskProblem } from '../problems.ts';
import { parseReceiptCode } from '../receipt-code.ts';
import { findKiosk } from '../store/devices.ts';
import { findByReceipt, findDocument } from '../store/documents.ts';
import { findUploadLink, type UploadLink } from '../store/upload-links.ts';
import { takesFor } from './desk-documents.ts';
import { type Documents, keepPrivate, placeName, receiptOf, refusalText, sentDocument, upload } from './documents.ts';

const everyone = { kind: 'page', access: 'everyone' } as const;
const ofLink = z.object({ token: z.string().max(100) });
const ofKiosk = z.object({ key: z.string().max(100) });

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function handInPages(documents: Documents): Endpoint[] {
  return [receiptPage(documents), ...linkPages(documents), ...kioskPages(documents)];
}

/** Whoever has the code on the paper has 60 random bits; what they see says nothing of what stands in the document or who it is about. */
function receiptPage(documents: Documents): Endpoint {
  return endpoint({
    ...everyone,
    method: 'GET',
    url: '/receipt/:code',
    summary: 'Where a document is that was handed in',
    params: z.object({ code: z.string().max(60) }),
    async handle(request, reply) {
      keepPrivate(reply);
      const code = parseReceiptCode(request.params.code);
      const document = code === null ? null : await findByReceipt(documents.house.db, code);
      if (document === null) throw deskProblem('document-unknown');
      const receipt = await receiptOf(documents, document, request.language);
      return send(request, reply, 'receipt.title', h(ReceiptPage, { receipt, just: false }));
    },
  });
}

function linkPages(documents: Documents): Endpoint[] {
  const { house, vault } = documents;
  const show = async (request: FastifyRequest, reply: FastifyReply, link: UploadLink, wrong: string | null, typedId = '') => {
    const { token } = request.params as z.output<typeof ofLink>;
    return sendForm(documents, request, reply, {
      path: `/hand-in/${token}`,
      documentId: parseUuid(typedId) ?? house.newId(),
      placeId: link.placeId,
      said: { agency: link.agency, kind: link.kind, until: localTime(link.expiresAt).time },
      agencies: [],
      back: null,
      wrong,
    });
  };
  return [
    endpoint({
      ...everyone,
      method: 'GET',
      url: '/hand-in/:token',
      summary: 'Photograph a document and hand it in',
      params: ofLink,
      async handle(request, reply) {
        keepPrivate(reply);
        const link = await findUploadLink(house.db, digest(request.params.token));
        // Loaded again after it was sent, the page still has the receipt.
        if (link !== null && link.documentId !== null)
          return sendReceipt(documents, request, reply, link.placeId, link.documentId, null);
        if (link === null || link.expiresAt <= house.clock.now()) throw deskProblem('link-unknown');
        return show(request, reply, link, null);
      },
    }),
    endpoint({
      ...everyone,
      method: 'POST',
      url: '/hand-in/:token',
      summary: 'Hand in the document that was photographed',
      params: ofLink,
      upload,
      async handle(request, reply) {
        keepPrivate(reply);
        const tokenHash = digest(request.params.token);
        const link = await findUploadLink(house.db, tokenHash);
        // Nothing is read from whoever has no link.
        if (link === null || (link.documentId === null && link.expiresAt <= house.clock.now())) throw deskProblem('link-unknown');
        const typedId = valueOf(readForm(request.body).values, 'documentId');
        if (link.documentId !== null && link.documentId !== typedId) throw deskProblem('link-used');
        try {
          const { file, of } = sentDocument(request, link.placeId, typedId);
          const taken = await keepDocument(vault, file.content, of, (kept) =>
            execute(house, request.actor, handInDocument, {
              documentId: of.documentId,
              by: { link: tokenHash.toString('hex') },
              ...kept,
            }),
          );
          return await sendReceipt(documents, request, reply, link.placeId, taken.documentId, null);
        } catch (error) {
          const wrong = refusalText(request.language, error);
          if (wrong === null) throw error;
          return show(request, reply, link, wrong, typedId);
        }
      },
    }),
  ];
}

function kioskPages(documents: Documents): Endpoint[] {
  const { house, vault } = documents;
  const kioskOf = async (key: string) => {
    const kiosk = await findKiosk(house.db, digest(key));
    if (kiosk === null) throw deskProblem('kiosk-unknown');
    return kiosk;
  };
  const show = async (request: FastifyRequest, reply: FastifyReply, placeId: Uuid, wrong: string | null) => {
    const { key } = request.params as z.output<typeof ofKiosk>;
    const form = { path: `/kiosk/${key}/document`, documentId: house.newId(), said: null, back: `/kiosk/${key}`, wrong };
    return sendForm(documents, request, reply, { ...form, placeId, agencies: await takesFor(documents, placeId) });
  };
  return [
    endpoint({
      ...everyone,
      method: 'GET',
      url: '/kiosk/:key/document',
      summary: 'Hand a document in at a kiosk',
      params: ofKiosk,
      async handle(request, reply) {
        keepPrivate(reply);
        return show(request, reply, (await kioskOf(request.params.key)).placeId, null);
      },
    }),
    endpoint({
      ...everyone,
      method: 'POST',
      url: '/kiosk/:key/document',
      summary: 'Hand a document in at a kiosk',
      params: ofKiosk,
      upload,
      async handle(request, reply) {
        keepPrivate(reply);
        const { placeId } = await kioskOf(request.params.key);
        const { values } = readForm(request.body);
        const by = {
          kiosk: digest(request.params.key).toString('hex'),
          agency: valueOf(values, 'agency'),
          kind: valueOf(values, 'kind'),
        };
        // Nothing is read before it is known what it is.
        const t = translator(request.language);
        if (by.agency === '' || by.kind === '') return show(request, reply, placeId, t('desk:document.handIn.choose'));
        try {
          const { file, of } = sentDocument(request, placeId, valueOf(values, 'documentId'));
          const { documentId } = await keepDocument(vault, file.content, of, (kept) =>
            execute(house, request.actor, handInDocument, { documentId: of.documentId, by, ...kept }),
          );
          return await sendReceipt(documents, request, reply, placeId, documentId, `/kiosk/${request.params.key}`);
        } catch (error) {
          const wrong = refusalText(request.language, error);
          if (wrong === null) throw error;
          return show(request, reply, placeId, wrong);
        }
      },
    }),
  ];
}

async function sendForm(
  documents: Documents,
  request: FastifyRequest,
  reply: FastifyReply,
  { placeId, ...form }: Omit<HandInPageProps, 'placeName'> & { placeId: Uuid },
): Promise<FastifyReply> {
  const children = h(HandInPage, { ...form, placeName: await placeName(documents, placeId) });
  return send(request, reply, 'handIn.title', children, form.wrong !== null);
}

async function sendReceipt(
  documents: Documents,
  request: FastifyRequest,
  reply: FastifyReply,
  placeId: Uuid,
  documentId: Uuid,
  back: string | null,
): Promise<FastifyReply> {
  const document = await findDocument(documents.house.db, placeId, documentId);
  if (document === null) throw deskProblem('document-unknown');
  const receipt = await receiptOf(documents, document, request.language);
  return send(request, reply, 'receipt.thanks', h(HandedInPage, { receipt, back }));
}

function send(request: FastifyRequest, reply: FastifyReply, title: string, children: ComponentChildren, hasErrors = false) {
  const t = translator(request.language);
  // Where nobody sits, there is nowhere else to go.
  const bare = request.routeOptions.url?.startsWith('/kiosk/') === true;
  const inside = bare ? h('div', { class: 'wrap' }, children) : children;
  const page = { title: t(`desk:document.${title}`), children: inside, hasErrors, bare, scripts: ['preview.js'] };
  const html = renderPage(request, page);
  return sendPage(reply, html, hasErrors ? 422 : 200);
}
