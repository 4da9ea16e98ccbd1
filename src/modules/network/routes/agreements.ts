/** The pages of agreements: the register, one of them, its documents and its text for signing. */
import type { FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { type House, mayRun } from '../../../platform/auth/index.ts';
import { day, type PlainDate, today } from '../../../platform/clock/index.ts';
import { docxDocument, pdfDocument } from '../../../platform/document/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { agreementStates } from '../agreement-state.ts';
import { startAgreement } from '../agreements/start-agreement.ts';
import { agreementKinds } from '../kinds.ts';
import { changeAgreementPage, replaceAgreementPage, startAgreementPage } from '../pages/agreements/forms.tsx';
import { agreementDocumentPage, stepAgreementPage } from '../pages/agreements/life-forms.tsx';
import { AgreementListPage } from '../pages/agreements/list.tsx';
import { agreementDone, AgreementPage } from '../pages/agreements/one.tsx';
import { agreementText } from '../pages/agreements/text.ts';
import { networkProblem } from '../problems.ts';
import type { LiveRegister } from '../register.ts';
import { agreementDocument, type AgreementRecord, agreementRecord } from '../store/agreement-record.ts';
import {
  agreementStateCounts,
  type AgreementSummary,
  countAgreementRecords,
  listAgreementRecords,
} from '../store/agreement-records.ts';
import { listAgreementVersions } from '../store/agreement-versions.ts';
import { listCounties } from '../store/geography.ts';
import { agreementReaders } from './agreement-views.ts';
import { asked, line, offset } from './asked.ts';
import { plannerForms } from './planner-forms.ts';

const pageSize = 50;

const listQuery = z.object({
  on: asked(day),
  kind: asked(z.enum(agreementKinds)),
  state: asked(z.enum(agreementStates)),
  county: asked(z.string().regex(/^\d{2}$/, 'a county code')),
  text: asked(line(80)),
  offset: asked(offset),
});
type ListQuery = z.output<typeof listQuery>;

const filterOf = ({ county, offset: _offset, on, ...rest }: ListQuery, now: PlainDate) => ({
  on: on ?? now,
  countyCode: county,
  ...rest,
});

const id = z.object({ id: z.uuid() });

/** The columns of the list as CSV. */
export const agreementColumns = [
  'id',
  'kind',
  'agency',
  'title',
  'reference',
  'partyNames',
  'places',
  'state',
  'stateSince',
  'from',
  'to',
  'lastDay',
  'noticeMonths',
  'evidence',
  'source',
  'method',
] as const satisfies readonly (keyof AgreementSummary)[];

/** A row whose lists are one text. */
export const agreementRow = (one: AgreementSummary) => ({ ...one, partyNames: one.partyNames.join('; ') });

export function agreementPages(house: House, live: LiveRegister): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: agreementReaders } as const;
  const crumb = (request: FastifyRequest) => ({
    href: href(request.language, '/agreements'),
    text: translator(request.language)('network:staffAgreements.title'),
  });
  const found = async (agreementId: string): Promise<AgreementRecord> => {
    const record = await agreementRecord(house.db, agreementId, today(house.clock));
    if (record === null) throw networkProblem('agreement-unknown');
    return record;
  };

  return [
    endpoint({
      ...page,
      url: '/agreements',
      summary: 'Agreements on a day',
      query: listQuery,
      async handle(request, reply) {
        const filter = filterOf(request.query, today(house.clock));
        const { offset: at = 0 } = request.query;
        const { state: _state, ...everyState } = filter;
        const children = h(AgreementListPage, {
          filter,
          counties: await listCounties(house.db),
          rows: await listAgreementRecords(house.db, { ...filter, offset: at, limit: pageSize }),
          total: await countAgreementRecords(house.db, filter),
          counts: await agreementStateCounts(house.db, everyState),
          offset: at,
          limit: pageSize,
          mayStart: mayRun(request.actor, startAgreement),
        });
        return sendPage(reply, renderPage(request, { title: crumb(request).text, children, wide: true }));
      },
    }),

    endpoint({
      ...page,
      url: '/agreements.csv',
      summary: 'The same agreements as CSV',
      query: listQuery,
      async handle(request, reply) {
        const filter = filterOf(request.query, today(house.clock));
        void reply.header('content-disposition', `attachment; filename="agreements-${filter.on}.csv"`);
        const rows = await listAgreementRecords(house.db, filter);
        return csvStream(reply, agreementColumns, rows.map(agreementRow));
      },
    }),

    endpoint({
      ...page,
      url: '/agreements/:id',
      summary: 'One agreement',
      params: id,
      query: z.object({ done: z.enum(agreementDone).optional().catch(undefined) }),
      async handle(request, reply) {
        const record = await found(request.params.id);
        const titles = new Map<string, string>();
        for (const other of [record.replaces, record.replacedBy])
          if (other !== null) titles.set(other, (await found(other)).title);
        const children = h(AgreementPage, {
          record,
          versions: await listAgreementVersions(house.db, record.id),
          on: today(house.clock),
          actor: request.actor,
          done: request.query.done,
          titles,
        });
        return sendPage(reply, renderPage(request, { title: record.title, children, breadcrumbs: [crumb(request)] }));
      },
    }),

    endpoint({
      ...page,
      url: '/agreements/:id/files/:file',
      summary: 'A document of an agreement',
      params: z.object({ id: z.uuid(), file: z.uuid() }),
      async handle(request, reply) {
        const file = await agreementDocument(house.db, request.params.id, request.params.file);
        if (file === null) throw networkProblem('agreement-unknown');
        return reply
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
          .header('cache-control', 'no-store')
          .type(file.mediaType)
          .send(file.content);
      },
    }),

    ...(['docx', 'pdf'] as const).map((format) =>
      endpoint({
        ...page,
        url: `/agreements/:id/text.${format}`,
        summary: `The text of an agreement for signing, as ${format.toUpperCase()}`,
        params: id,
        async handle(request, reply) {
          const record = await found(request.params.id);
          const text = agreementText(record, request.language, translator(request.language));
          const bytes = await makers[format](text);
          return reply
            .header('content-disposition', `attachment; filename="agreement-${record.id}-v${record.version}.${format}"`)
            .header('cache-control', 'no-store')
            .type(mediaTypes[format])
            .send(bytes);
        },
      }),
    ),

    ...plannerForms(house, live, [
      startAgreementPage,
      replaceAgreementPage,
      changeAgreementPage,
      stepAgreementPage,
      agreementDocumentPage,
    ]),
  ];
}

const makers = { docx: docxDocument, pdf: pdfDocument } as const;
const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;
