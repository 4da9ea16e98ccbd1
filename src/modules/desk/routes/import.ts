/** /desks/:place/import: visits of an office without this software, as a file. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { execute, type House } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { findPlace } from '../../network/index.ts';
import { logColumns } from '../import/rows.ts';
import { importInput, importVisits, previewVisits, requireImport } from '../import-visits.ts';
import { ImportPage, type ImportPageProps, ImportPreview } from '../pages/import/import-page.tsx';
import { listImports } from '../store/imports.ts';
import { listTopics } from '../store/topics.ts';
import '../texts.ts';

/** Of a file: some thousand visits. What is shown before it is read in comes back with the form, which is bounded too. */
const maxBytes = 400_000;

const common = { kind: 'page', access: importVisits.roles, params: z.object({ place: z.string().max(40) }) } as const;

/** Reading a log of visits in, for the manager of the place and for those who look after all desks. */
export function importPages(house: House): Endpoint[] {
  return [...readingPages(house), applying(house)];
}

function readingPages(house: House): Endpoint[] {
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/desks/:place/import',
      summary: 'Read a log of visits in',
      query: z.object({ done: z.coerce.number().int().min(0).max(100_000).nullable().catch(null).default(null) }),
      async handle(request, reply) {
        return sendForm(house, request, reply, await placeOf(house, request), { wrong: null, done: request.query.done });
      },
    }),
    endpoint({
      ...common,
      method: 'GET',
      url: '/desks/:place/import/example.csv',
      summary: 'A log of visits as an example',
      async handle(request, reply) {
        await placeOf(house, request);
        const [topic] = await listTopics(house.db, today(house.clock));
        void reply.header('content-disposition', 'attachment; filename="besokslogg-exempel.csv"');
        return reply.type('text/csv; charset=utf-8').send(exampleLog(topic?.code ?? 'registration'));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/desks/:place/import',
      summary: 'What is read in a log of visits, and what is wrong',
      upload: { maxBytes, maxFiles: 1, text: true },
      async handle(request, reply) {
        const place = await placeOf(house, request);
        const [file] = request.uploads;
        const text = file === undefined ? valueOf(readForm(request.body).values, 'text') : file.bytes.toString('utf8');
        if (file !== undefined && file.mediaType !== 'text/plain')
          return sendForm(house, request, reply, place, { wrong: 'not-text', done: null });
        if (text.trim() === '') return sendForm(house, request, reply, place, { wrong: 'no-file', done: null });
        return sendPreview(house, request, reply, place, text);
      },
    }),
  ];
}

function applying(house: House): Endpoint {
  return endpoint({
    ...common,
    method: 'POST',
    url: '/desks/:place/import/apply',
    summary: 'Read a log of visits in: all of it, or nothing',
    async handle(request, reply) {
      const place = await placeOf(house, request);
      const { values, requestId } = readForm(request.body);
      const input = importInput.safeParse({ placeId: place.id, text: valueOf(values, 'text') });
      if (!input.success) return reply.redirect(href(request.language, `/desks/${place.id}/import`), 303);
      try {
        const { visits } = await execute(house, request.actor, importVisits, input.data, requestId);
        return await reply.redirect(href(request.language, `/desks/${place.id}/import?done=${visits}`), 303);
      } catch (error) {
        // Something came in the way after it was shown: it is shown again as it is now.
        if (!(error instanceof Problem) || error.code !== 'import-refused') throw error;
        return sendPreview(house, request, reply, place, input.data.text);
      }
    },
  });
}

/** Two visits as a log has them. */
function exampleLog(topic: string): string {
  const lines = [
    logColumns.join(';'),
    `2020-03-02;09:05;09:12;09:13;09:31;${topic};sv;;guided;`,
    `2020-03-02;09:20;09:31;;;${topic};ar;09:30;no-show;`,
    `2020-03-02;09:40;09:55;09:56;10:02;${topic};;;not-helped;no-system-access`,
  ];
  // The mark by which a spreadsheet knows that it is UTF-8.
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

interface KnownPlace {
  id: Uuid;
  name: string;
}

async function placeOf({ db, clock }: House, request: FastifyRequest): Promise<KnownPlace> {
  const { place } = common.params.parse(request.params);
  const id = await requireImport(db, request.actor, place, today(clock));
  return { id, name: (await findPlace(db, id))!.name };
}

async function sendForm(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  place: KnownPlace,
  said: Pick<ImportPageProps, 'wrong' | 'done'>,
) {
  const topics = (await listTopics(house.db, today(house.clock))).map(({ code, names }) => ({ code, name: names.sv }));
  const imports = await listImports(house.db, place.id);
  const children = h(ImportPage, { place, topics, imports, ...said, requestId: house.newId() });
  return send(request, reply, place, { title: 'title', children, hasErrors: said.wrong !== null });
}

async function sendPreview(house: House, request: FastifyRequest, reply: FastifyReply, place: KnownPlace, text: string) {
  const preview = await previewVisits(house, request.actor, { placeId: place.id, text });
  const hasErrors = preview.faults.length > 0;
  const children = h(ImportPreview, { place, preview, text, requestId: house.newId() });
  return send(request, reply, place, { title: hasErrors ? 'unread' : 'previewTitle', children, hasErrors });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  place: KnownPlace,
  { title, children, hasErrors }: { title: string; children: ComponentChildren; hasErrors: boolean },
) {
  const t = translator(request.language);
  const breadcrumbs = [{ href: href(request.language, `/desks/${place.id}`), text: place.name }];
  const html = renderPage(request, { title: t(`desk:staffImport.${title}`), children, breadcrumbs, hasErrors, wide: true });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}
