/** /agreements/import: many agreements as one file. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import type { Actor, House } from '../../../platform/auth/index.ts';
import type { MediaType } from '../../../platform/file/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import { importAgreements, importAgreementsCommand } from '../agreements/import-agreements.ts';
import { AgreementImportPage, type ImportPageProps } from '../pages/agreements/import.tsx';
import type { LiveRegister } from '../register.ts';
import { asFile } from '../register-file/held-file.ts';
import type { Format } from '../register-file/source.ts';
import type { RowError } from '../register-file/row.ts';

/** A setting, which no source gives: room for more than ten thousand agreements. */
const maxBytes = 16 * 1024 * 1024;

const common = { url: '/agreements/import', kind: 'page', access: importAgreementsCommand.roles } as const;

export function agreementImport(house: House, live: LiveRegister): Endpoint[] {
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Read in many agreements',
      handle: (request, reply) => send(house, request, reply, { outcome: null, noFile: false }),
    }),

    endpoint({
      ...common,
      method: 'POST',
      summary: 'What is wrong in a file of agreements; or all of it read in',
      upload: { maxBytes, maxFiles: 1, text: true, workbook: true },
      async handle(request, reply) {
        const [file] = request.uploads ?? [];
        const format = file === undefined ? undefined : formatOf(file.mediaType);
        if (file === undefined || format === undefined) return send(house, request, reply, { outcome: null, noFile: true });
        const outcome = await readIn(
          house,
          request.actor,
          { format, bytes: file.bytes },
          readForm(request.body).next === 'apply',
        );
        if (outcome.report.applied) await live.refresh();
        return send(house, request, reply, { outcome, noFile: false });
      },
    }),
  ];
}

function formatOf(mediaType: MediaType): Format | undefined {
  if (mediaType === 'text/plain') return 'csv';
  return mediaType === 'application/pdf' || mediaType.startsWith('image/') ? undefined : 'xlsx';
}

/** Titles are there once: the same file sent twice is refused the second time, so no other key of the request is needed. */
async function readIn(
  house: House,
  actor: Actor,
  { format, bytes }: { format: Format; bytes: Buffer },
  apply: boolean,
): Promise<NonNullable<ImportPageProps['outcome']>> {
  const errors: RowError[] = [];
  const onError = (error: RowError) => errors.push(error);
  const report = await asFile(bytes, format, (path) => importAgreements(house, actor, { path, format }, { apply, onError }));
  return { report, errors };
}

function send(house: House, request: FastifyRequest, reply: FastifyReply, page: Omit<ImportPageProps, 'requestId'>) {
  const t = translator(request.language);
  const isWrong = page.noFile || (page.outcome?.report.errors ?? 0) > 0;
  const html = renderPage(request, {
    title: t('network:staffAgreements.import.title'),
    children: h(AgreementImportPage, { ...page, requestId: house.newId() }),
    breadcrumbs: [{ href: href(request.language, '/agreements'), text: t('network:staffAgreements.title') }],
    hasErrors: isWrong,
  });
  return sendPage(reply, html, isWrong ? 422 : 200);
}
