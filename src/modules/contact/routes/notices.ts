/** /notices: letters to those whom decisions touch, from the first draft to what came of each. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute, type House, mayRun } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { formEndpoints, readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import type { LiveRegister, Register } from '../../network/index.ts';
import { canNotice, letterActionNames } from '../notice-state.ts';
import { approveNotice } from '../notices/approve-notice.ts';
import { letterWords } from '../notices/letter-words.ts';
import { mattersOf } from '../notices/matters.ts';
import { noteLetter } from '../notices/note-letter.ts';
import { allBodies, informers, noticeReaders } from '../notices/put-body.ts';
import { recipientsOfNotice } from '../notices/recipients.ts';
import { changeNotice } from '../notices/write-notice.ts';
import { noticeFormWords } from '../pages/notices/form-words.ts';
import { noticeForms } from '../pages/notices/notice-forms.tsx';
import { NoticePage } from '../pages/notices/notice-page.tsx';
import { NoticesPage } from '../pages/notices/notices-page.tsx';
import { PreviewPage } from '../pages/notices/preview-page.tsx';
import { contactProblem } from '../problems.ts';
import { mayApprove, noticeApproval } from '../rules/notice-approval.ts';
import { letterFolder } from '../send/letter-folder.ts';
import { gatewaysFromEnvironment } from '../send/gateways.ts';
import { noticePdf } from '../send-notices.ts';
import { listStoredBodies } from '../store/bodies.ts';
import { findNoticeLetter, listLetters } from '../store/notice-letters.ts';
import { countNotices, findNotice, listNotices, type Notice } from '../store/notices.ts';
import '../texts.ts';

const pageSize = 50;
const doneKeys = ['approved', ...letterActionNames] as const;
const ofNotice = z.object({ notice: z.string().max(60) });
const ofLetter = z.object({ noticeLetter: z.string().max(60) });

interface Need {
  house: House;
  register: LiveRegister;
  env: Readonly<Record<string, string | undefined>>;
}

export function noticePages(need: Need): Endpoint[] {
  const { house, register } = need;
  return [
    ...readingPages(need),
    ...letterPages(need),
    ...actions(need),
    ...noticeForms(() => register.current()).flatMap((form) => formEndpoints(house, form, noticeFormWords)),
  ];
}

function readingPages(need: Need): Endpoint[] {
  const { house } = need;
  const common = { method: 'GET', kind: 'page', access: noticeReaders } as const;
  return [
    endpoint({
      ...common,
      url: '/notices',
      summary: 'Notices on decisions',
      query: z.object({ offset: z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0) }),
      async handle(request, reply) {
        const { offset } = request.query;
        const notices = await listNotices(house.db, { limit: pageSize, offset });
        const children = h(NoticesPage, { notices, total: await countNotices(house.db), offset, limit: pageSize });
        return send(request, reply, translator(request.language)('contact:staffNotices.notices.title'), children, false);
      },
    }),
    endpoint({
      ...common,
      url: '/notices/:notice',
      summary: 'One notice',
      params: ofNotice,
      query: z.object({ done: z.enum(doneKeys).nullable().catch(null).default(null) }),
      handle: (request, reply) => sendNotice(need, request, reply, request.params.notice, request.query.done),
    }),
    endpoint({
      ...common,
      url: '/notices/:notice/preview/:body',
      summary: 'A recipient’s letter as it would go now',
      params: ofNotice.extend({ body: z.string().max(60) }),
      async handle(request, reply) {
        const notice = await requireNotice(house, request.params.notice);
        const { matters, recipients } = await drafted(need, notice, need.register.current());
        const recipient = recipients.find(({ body }) => body.key === request.params.body);
        if (recipient === undefined) throw contactProblem('body-unknown');
        const { body, why } = recipient;
        const children = h(PreviewPage, { body, ...letterWords(notice, matters, { key: body.key, name: body.name, why }) });
        const title = translator(request.language)('contact:staffNotices.preview.title', { name: body.name });
        return send(request, reply, title, children, true, notice);
      },
    }),
  ];
}

function letterPages({ house, env }: Need): Endpoint[] {
  const common = { method: 'GET', kind: 'page', access: noticeReaders } as const;
  return [
    endpoint({
      ...common,
      url: '/notices/:notice/letters.csv',
      summary: 'The letters of a notice and what came of each, as CSV',
      params: ofNotice,
      async handle(request, reply) {
        const notice = await requireNotice(house, request.params.notice);
        const rows = (await listLetters(house.db, notice.id)).map((one) => ({
          ...one,
          number: notice.number,
          why: one.why.join(' '),
        }));
        void reply.header('content-disposition', 'attachment; filename="brev.csv"');
        const columns = ['number', 'bodyKey', 'name', 'why', 'state', 'outcome', 'triedAt', 'way', 'address', 'detail', 'note'];
        return csvStream(reply, columns, rows);
      },
    }),
    endpoint({
      ...common,
      url: '/notices/letters/:noticeLetter.pdf',
      summary: 'A letter of an approved notice as PDF',
      params: ofLetter,
      async handle(request, reply) {
        const id = parseUuid(request.params.noticeLetter);
        const letter = id === null ? null : await findNoticeLetter(house.db, id);
        if (letter === null) throw contactProblem('notice-letter-unknown');
        const notice = await requireNotice(house, letter.noticeId);
        const [stored] = await listStoredBodies(house.db, letter.bodyKey);
        const { role = null, street = null, postalCode = null, postTown = null } = stored ?? {};
        const of = { ...letter, role, street, postalCode, postTown, number: notice.number!, approvedAt: notice.approvedAt! };
        const pdf = await noticePdf(of, gatewaysFromEnvironment(env, env['NARVARO_OPERATOR'] ?? 'Närvaro').letterFrom);
        return reply.type('application/pdf').header('content-disposition', 'inline; filename="brev.pdf"').send(pdf);
      },
    }),
  ];
}

function actions({ house, register }: Need): Endpoint[] {
  const common = { method: 'POST', kind: 'page', access: informers } as const;
  return [
    endpoint({
      ...common,
      url: '/notices/:notice/approve',
      summary: 'Approve a notice: its letters go out',
      params: ofNotice,
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const { notice: noticeId } = request.params;
        const typed = {
          version: Number(valueOf(values, 'version')),
          registerVersion: Number(valueOf(values, 'registerVersion')),
        };
        await register.refresh();
        const input = { noticeId, ...typed, register: () => register.current() };
        await execute(house, request.actor, approveNotice, input, requestId);
        return reply.redirect(href(request.language, `/notices/${noticeId}?done=approved`), 303);
      },
    }),
    endpoint({
      ...common,
      url: '/notices/letters/:noticeLetter/:letterAction',
      summary: 'Note what came of a letter, or send it again',
      params: ofLetter.extend({ letterAction: z.enum(letterActionNames) }),
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const { noticeLetter: letterId, letterAction: action } = request.params;
        const input = { letterId, action, note: valueOf(values, 'note') };
        const { noticeId } = await execute(house, request.actor, noteLetter, input, requestId);
        return reply.redirect(href(request.language, `/notices/${noticeId}?done=${action}#notice-letters`), 303);
      },
    }),
  ];
}

/** Throws notice-unknown. */
async function requireNotice({ db }: House, text: string): Promise<Notice> {
  const id = parseUuid(text);
  const notice = id === null ? null : await findNotice(db, id);
  if (notice === null) throw contactProblem('notice-unknown');
  return notice;
}

async function drafted({ house }: Need, notice: Notice, register: Register) {
  const matters = await mattersOf(house.db, register, notice.matters);
  const recipients = recipientsOfNotice(notice, matters, await allBodies(house.db), today(house.clock));
  return { matters, recipients };
}

async function sendNotice(need: Need, request: FastifyRequest, reply: FastifyReply, id: string, done: string | null) {
  const { house, register, env } = need;
  const notice = await requireNotice(house, id);
  const now = register.current();
  const { matters, recipients } = await drafted(need, notice, now);
  const isFree = mayApprove(valueOn(noticeApproval, today(house.clock)), notice.writers, request.actor.id);
  const children = h(NoticePage, {
    notice,
    matters,
    recipients: notice.state === 'draft' ? recipients : [],
    letters: await listLetters(house.db, notice.id),
    registerVersion: now.version,
    may: {
      change: mayRun(request.actor, changeNotice),
      approve: mayRun(request.actor, approveNotice) && canNotice(notice.state, 'approve') && isFree,
    },
    sends: { byMail: (env['SMTP_URL'] ?? '') !== '', folder: letterFolder(env).path },
    done,
    newId: house.newId,
  });
  return send(request, reply, notice.title, children, true);
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  children: ComponentChildren,
  isBelow: boolean,
  of?: Notice,
) {
  const t = translator(request.language);
  const above = [
    ...(isBelow ? [{ href: href(request.language, '/notices'), text: t('contact:staffNotices.notices.title') }] : []),
    ...(of === undefined ? [] : [{ href: href(request.language, `/notices/${of.id}`), text: of.title }]),
  ];
  return sendPage(reply, renderPage(request, { title, children, breadcrumbs: above, wide: true }));
}
