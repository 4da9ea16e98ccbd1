/** /bodies: whom decisions are told to, and where each is reached. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute, type House, mayRun } from '../../../platform/auth/index.ts';
import { csvStream, endpoint, type Endpoint, type Upload } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { formEndpoints, readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { sheetAsText } from '../../network/index.ts';
import { type Body, bodyKinds, hasAddress } from '../notices/bodies.ts';
import { importBodies, longestBodyFile } from '../notices/import-bodies.ts';
import { allBodies, changeBody, informers, noticeReaders } from '../notices/put-body.ts';
import { bodyColumns, readBodies } from '../notices/read-bodies.ts';
import { BodiesImportPage, BodiesImportPreview } from '../pages/notices/bodies-import.tsx';
import { BodiesPage } from '../pages/notices/bodies-page.tsx';
import { addBodyForm, changeBodyForm, endBodyForm } from '../pages/notices/body-forms.tsx';
import { noticeFormWords } from '../pages/notices/form-words.ts';
import '../texts.ts';

const pageSize = 50;
const asked = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional().catch(undefined));
const listQuery = z.object({
  kind: asked(z.enum(bodyKinds)),
  missing: asked(z.literal('yes')),
  text: asked(z.string().trim().max(80)),
  offset: asked(z.coerce.number().int().min(0).max(100_000)),
  done: asked(z.enum(['added', 'changed', 'ended', 'imported'])),
});

export function bodyPages(house: House): Endpoint[] {
  return [
    ...listPages(house),
    ...importPages(house),
    ...[addBodyForm, changeBodyForm, endBodyForm].flatMap((form) => formEndpoints(house, form, noticeFormWords)),
  ];
}

function listPages(house: House): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      access: noticeReaders,
      url: '/bodies',
      summary: 'Whom decisions are told to',
      query: listQuery,
      async handle(request, reply) {
        const { kind, missing, text = '', offset = 0, done = null } = request.query;
        const all = await allBodies(house.db);
        const matching = all.filter(
          (body) =>
            (kind === undefined || body.kind === kind) &&
            (missing === undefined || !hasAddress(body)) &&
            body.name.toLowerCase().includes(text.toLowerCase()),
        );
        const children = h(BodiesPage, {
          bodies: matching.slice(offset, offset + pageSize),
          total: matching.length,
          offset,
          limit: pageSize,
          filter: { kind, missing: missing === 'yes', text },
          counts: countsOf(all),
          mayChange: mayRun(request.actor, changeBody),
          done,
        });
        return send(request, reply, { title: 'bodies.title', children, wide: true });
      },
    }),
    endpoint({
      method: 'GET',
      kind: 'page',
      access: noticeReaders,
      url: '/bodies.csv',
      summary: 'Whom decisions are told to, as the file that can be read in',
      async handle(_request, reply) {
        const rows = (await allBodies(house.db)).map((body) => ({
          ...body,
          code: body.code ?? '',
          postal_code: body.postalCode ?? '',
          post_town: body.postTown ?? '',
        }));
        void reply.header('content-disposition', 'attachment; filename="mottagare.csv"');
        return csvStream(reply, bodyColumns, rows);
      },
    }),
  ];
}

const countsOf = (all: readonly Body[]) =>
  bodyKinds.map((kind) => {
    const of = all.filter((body) => body.kind === kind);
    return { kind, all: of.length, reached: of.filter(hasAddress).length };
  });

function importPages(house: House): Endpoint[] {
  const common = { kind: 'page', access: informers } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/bodies/import',
      summary: 'Read addresses in from a file',
      handle: (request, reply) => sendForm(house, request, reply, null),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/bodies/import',
      summary: 'What a file of addresses would change, and what in it is wrong',
      upload: { maxBytes: longestBodyFile, maxFiles: 1, text: true, workbook: true },
      async handle(request, reply) {
        const [file] = request.uploads;
        const text = file === undefined ? valueOf(readForm(request.body).values, 'text') : await textOf(file);
        if (text === null) return sendForm(house, request, reply, 'notText');
        if (text.length > longestBodyFile) return sendForm(house, request, reply, 'tooLong');
        if (text.trim() === '') return sendForm(house, request, reply, file === undefined ? 'noFile' : 'emptyFile');
        return sendPreview(house, request, reply, text);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/bodies/import/apply',
      summary: 'Read addresses in: all of the file, or nothing',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const text = valueOf(values, 'text');
        if (text === '') return reply.redirect(href(request.language, '/bodies/import'), 303);
        try {
          await execute(house, request.actor, importBodies, { text }, requestId);
          return await reply.redirect(href(request.language, '/bodies?done=imported'), 303);
        } catch (error) {
          // Something came in the way after it was shown: it is shown again as it is now.
          if (!(error instanceof Problem) || !['bodies-refused', 'body-changed-meanwhile'].includes(error.code)) throw error;
          return sendPreview(house, request, reply, text);
        }
      },
    }),
  ];
}

/** Of a file that was sent: CSV as it is, a workbook as CSV; null when it is neither. */
async function textOf({ mediaType, bytes }: Upload): Promise<string | null> {
  if (mediaType === 'text/plain') return bytes.toString('utf8');
  return mediaType.endsWith('.sheet') ? sheetAsText(bytes) : null;
}

type WrongFile = 'notText' | 'noFile' | 'emptyFile' | 'tooLong';

function sendForm(house: House, request: FastifyRequest, reply: FastifyReply, wrong: WrongFile | null) {
  const said = wrong === null ? null : translator(request.language)(`contact:staffNotices.import.${wrong}`);
  const children = h(BodiesImportPage, { wrong: said, requestId: house.newId() });
  return send(request, reply, { title: 'import.title', children, hasErrors: wrong !== null });
}

async function sendPreview(house: House, request: FastifyRequest, reply: FastifyReply, text: string) {
  const read = readBodies(text, await allBodies(house.db));
  const hasErrors = read.faults.length > 0;
  const children = h(BodiesImportPreview, { read, text, requestId: house.newId() });
  return send(request, reply, { title: hasErrors ? 'import.unread' : 'import.previewTitle', children, hasErrors, wide: true });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    title,
    children,
    hasErrors = false,
    wide = false,
  }: { title: string; children: ComponentChildren; hasErrors?: boolean; wide?: boolean },
) {
  const t = translator(request.language);
  const above =
    title === 'bodies.title' ? [] : [{ href: href(request.language, '/bodies'), text: t('contact:staffNotices.bodies.title') }];
  const html = renderPage(request, { title: t(`contact:staffNotices.${title}`), children, breadcrumbs: above, hasErrors, wide });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}
