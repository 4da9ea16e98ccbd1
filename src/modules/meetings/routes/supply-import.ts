/** /supply/import and /supply/export.csv: officers' time as files. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { exportedRows, type ExportedRow } from '../export-supply.ts';
import { columns } from '../import/rows.ts';
import { mostFound, officersCalled } from '../import/whose-calendar.ts';
import { type Imported, importInput, type ImportInput, importSupply, previewImport } from '../import-supply.ts';
import type { Meetings } from '../meetings.ts';
import { ImportPage, ImportPreview } from '../pages/supply/import-page.tsx';
import { allOfficers, listOfficers, type Officer } from '../store/officers.ts';
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
      const officers =
        officer === undefined
          ? await listOfficers(house.db, { on, ...(place === undefined ? {} : { placeIds: [place] }) })
          : await allOfficers(house.db, [officer]);
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
      async handle(request, reply) {
        const { officer = '', done = null } = request.query;
        const known = officer === '' ? [] : await allOfficers(house.db, [officer]);
        const typed = { format: known.length === 0 ? 'csv' : 'icalendar', officerId: known[0]?.id ?? '', officer: '', text: '' };
        return sendForm(meetings, request, reply, { typed, known, wrong: null, done });
      },
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
        const text = file === undefined ? valueOf(values, 'text') : file.bytes.toString('utf8');
        const given = { format: valueOf(values, 'format'), officer: valueOf(values, 'officer') };
        const { officerId, known, wrong } = await whose(meetings, values);
        const form = { typed: { ...given, officerId, text }, known, done: null };
        if (file !== undefined && file.mediaType !== 'text/plain')
          return sendForm(meetings, request, reply, { ...form, typed: { ...form.typed, text: '' }, wrong: 'not-text' });
        if (wrong !== null) return sendForm(meetings, request, reply, { ...form, wrong });
        const input = readInput({ ...values, officerId: [officerId] }, text);
        if (input === null) return sendForm(meetings, request, reply, { ...form, wrong: 'no-file' });
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

/** Whose calendar it is: chosen among those who were found, or called by a name; a CSV file says itself. */
async function whose(
  { house }: Meetings,
  values: Values,
): Promise<{ officerId: string; known: Officer[]; wrong: string | null }> {
  const none = { officerId: '', known: [] };
  if (valueOf(values, 'format') !== 'icalendar') return { ...none, wrong: null };
  const id = parseUuid(valueOf(values, 'officerId'));
  const name = valueOf(values, 'officer').trim();
  // A name that is typed stands before who was chosen on the page that it was typed on.
  const known = id !== null && name === '' ? await allOfficers(house.db, [id]) : [];
  if (known.length > 0) return { officerId: known[0]!.id, known, wrong: null };
  if (name === '') return { ...none, wrong: 'no-officer' };
  const found = await officersCalled(house.db, name, today(house.clock));
  if (found.length === 1) return { officerId: found[0]!.id, known: found, wrong: null };
  const wrong = found.length === 0 ? 'nobody-called' : found.length > mostFound ? 'many-called' : 'several-called';
  return { officerId: '', known: wrong === 'several-called' ? found : [], wrong };
}

function readInput(values: Values, text: string): ImportInput | null {
  const officerId = valueOf(values, 'officerId');
  const read = importInput.safeParse({ text, format: valueOf(values, 'format'), officerId: officerId === '' ? null : officerId });
  return read.success ? read.data : null;
}

type Form = Pick<Parameters<typeof ImportPage>[0], 'typed' | 'wrong' | 'done'>;

async function sendForm(
  { house, register }: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  { known, ...form }: Form & { known: readonly Officer[] },
) {
  const t = translator(request.language);
  const places = new Map<string, string>(register.current().places.map(({ place }) => [place.id, place.name]));
  const officers = known.map(({ id, name, homePlaceId }) => ({ id, name, place: places.get(homePlaceId ?? '') ?? null }));
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
  const officers = await allOfficers(
    house.db,
    imported.changes.map(({ officerId }) => officerId),
  );
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
