/** /supply/import and /supply/export.csv: officers' time as files. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { exportedRows, type ExportedRow } from '../export-supply.ts';
import { columns } from '../import/rows.ts';
import { type Imported, importInput, type ImportInput, importSupply, previewImport } from '../import-supply.ts';
import type { Meetings } from '../meetings.ts';
import { ImportPage, ImportPreview } from '../pages/supply/import-page.tsx';
import { listOfficers } from '../store/officers.ts';
import { timetableOf } from '../store/timetable.ts';

/** Of a file: some thousand rows. What is shown before it is read in comes back with the form, which is bounded too. */
const maxBytes = 400_000;

const asked = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());

export function supplyFiles(meetings: Meetings): Endpoint[] {
  return [exportEndpoint(meetings), ...importEndpoints(meetings)];
}

function exportEndpoint({ house, register }: Meetings): Endpoint {
  return endpoint({
    method: 'GET',
    kind: 'page',
    access: importSupply.roles,
    url: '/supply/export.csv',
    summary: 'Officers’ time as CSV, in the columns that are read in',
    query: z.object({ officer: asked(z.uuid()), place: asked(z.uuid()) }),
    async handle(request, reply) {
      const { officer, place } = request.query;
      const on = today(house.clock);
      const all = await listOfficers(house.db, { on, ...(place === undefined ? {} : { placeIds: [place] }) });
      const officers = officer === undefined ? all : all.filter(({ id }) => id === officer);
      async function* rows(): AsyncGenerator<ExportedRow> {
        for (const one of officers) yield* exportedRows(register.current(), one, await timetableOf(house.db, one.id));
      }
      void reply.header('content-disposition', `attachment; filename="bemanning-${on}.csv"`);
      return csvStream(reply, columns, rows());
    },
  });
}

function importEndpoints(meetings: Meetings): Endpoint[] {
  const { house, picture } = meetings;
  const common = { kind: 'page', access: importSupply.roles } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      url: '/supply/import',
      summary: 'Read officers’ time from a file',
      query: z.object({ done: asked(z.coerce.number().int().min(0).max(100_000)), officer: asked(z.uuid()) }),
      handle: (request, reply) =>
        sendForm(meetings, request, reply, {
          typed: { format: request.query.officer === undefined ? 'csv' : 'icalendar', officerId: request.query.officer ?? '' },
          wrong: null,
          done: request.query.done ?? null,
        }),
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/supply/import',
      summary: 'What reading the file in would change',
      upload: { maxBytes, maxFiles: 1, text: true },
      async handle(request, reply) {
        const { values } = readForm(request.body);
        const [file] = request.uploads;
        const typed = { format: valueOf(values, 'format'), officerId: valueOf(values, 'officerId') };
        const text = file === undefined ? valueOf(values, 'text') : file.bytes.toString('utf8');
        if (file !== undefined && file.mediaType !== 'text/plain')
          return sendForm(meetings, request, reply, { typed, wrong: 'not-text', done: null });
        const input = readInput(values, text);
        if (input === null) return sendForm(meetings, request, reply, { typed, wrong: 'no-file', done: null });
        return sendPreview(meetings, request, reply, input, await previewImport(house, request.actor, input));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      url: '/supply/import/apply',
      summary: 'Read the file in: all of it, or nothing',
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const input = readInput(values, valueOf(values, 'text'));
        if (input === null) return reply.redirect(href(request.language, '/supply/import'), 303);
        try {
          const { resources, changed } = await execute(house, request.actor, importSupply, input, requestId);
          picture.tell(resources);
          return await reply.redirect(href(request.language, `/supply/import?done=${changed}`), 303);
        } catch (error) {
          // Something came in the way after it was shown: it is shown again as it is now.
          if (!(error instanceof Problem) || error.code !== 'import-refused') throw error;
          return sendPreview(meetings, request, reply, input, await previewImport(house, request.actor, input));
        }
      },
    }),
  ];
}

function readInput(values: Values, text: string): ImportInput | null {
  const officerId = valueOf(values, 'officerId');
  const read = importInput.safeParse({ text, format: valueOf(values, 'format'), officerId: officerId === '' ? null : officerId });
  return read.success ? read.data : null;
}

type Form = Pick<Parameters<typeof ImportPage>[0], 'typed' | 'wrong' | 'done'>;

async function sendForm({ house }: Meetings, request: FastifyRequest, reply: FastifyReply, form: Form) {
  const t = translator(request.language);
  const officers = await listOfficers(house.db, { on: today(house.clock) });
  const children = h(ImportPage, { ...form, officers, requestId: house.newId() });
  const title = t('meetings:staffSupply.import.title');
  const html = renderPage(request, { title, children, breadcrumbs: crumbs(request), hasErrors: form.wrong !== null });
  return sendPage(reply, html, form.wrong === null ? 200 : 422);
}

async function sendPreview(
  { house }: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  input: ImportInput,
  imported: Imported,
) {
  const t = translator(request.language);
  const officers = await listOfficers(house.db, { on: today(house.clock) });
  const children = h(ImportPreview, {
    imported,
    requestId: house.newId(),
    input: { text: input.text, format: input.format, officerId: input.officerId ?? '' },
    names: new Map<string, string>(officers.map(({ id, name }) => [id, name])),
  });
  const title = t(`meetings:staffSupply.import.${imported.faults.length > 0 ? 'unread' : 'previewTitle'}`);
  const html = renderPage(request, { title, children, breadcrumbs: crumbs(request), hasErrors: imported.faults.length > 0 });
  return sendPage(reply, html, imported.faults.length > 0 ? 422 : 200);
}

const crumbs = (request: FastifyRequest) => [
  { href: href(request.language, '/supply'), text: translator(request.language)('meetings:staffSupply.title') },
];
