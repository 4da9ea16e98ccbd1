/** /decisions and /views: decisions about places, with what was told of them and what came back. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { type House, mayRun } from '../../../platform/auth/index.ts';
import { addDays, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { formEndpoints, renderPage, sendPage } from '../../../ui/index.ts';
import { decidedEnds, listAgreementRecords, listMunicipalities, type LiveRegister } from '../../network/index.ts';
import { fileView } from '../notices/file-view.ts';
import { listDecisions, mattersOf, requireMatter } from '../notices/matters.ts';
import { allBodies, noticeReaders } from '../notices/put-body.ts';
import { recipientsOfNotice } from '../notices/recipients.ts';
import { DecisionPage } from '../pages/notices/decision-page.tsx';
import { type DecisionRow, DecisionsPage } from '../pages/notices/decisions-page.tsx';
import { noticeFormWords } from '../pages/notices/form-words.ts';
import { viewForms } from '../pages/notices/view-forms.tsx';
import { ViewPage } from '../pages/notices/view-page.tsx';
import { contactProblem } from '../problems.ts';
import { noticeGroups } from '../rules/notice-recipients.ts';
import { findNotice, listNotices } from '../store/notices.ts';
import { attachmentFile, countOnMatters, findView, listViews } from '../store/views.ts';
import '../texts.ts';

const pageSize = 50;
const text = (max: number) => z.string().trim().max(max).catch('').default('');
const listQuery = z.object({
  decided: text(10),
  county: text(2),
  text: text(80),
  offset: z.coerce.number().int().min(0).max(100_000).catch(0).default(0),
});
const ofDecision = z.object({ decision: z.string().max(60) });
const ofView = z.object({ view: z.string().max(60) });
const common = { method: 'GET', kind: 'page', access: noticeReaders } as const;

export function decisionPages(house: House, register: LiveRegister): Endpoint[] {
  return [
    listPage(house),
    ...decisionPage(house, register),
    ...viewPages(house, register),
    ...viewForms(() => register.current()).flatMap((form) => formEndpoints(house, form, noticeFormWords)),
  ];
}

function listPage(house: House): Endpoint {
  return endpoint({
    ...common,
    url: '/decisions',
    summary: 'Decisions about places, to write of and to file views on',
    query: listQuery,
    async handle(request, reply) {
      const { offset, ...filter } = request.query;
      const { rows, days } = await listRows(house, filter);
      const counties = new Map((await listMunicipalities(house.db)).map(({ countyCode, county }) => [countyCode, county]));
      const children = h(DecisionsPage, {
        rows: rows.slice(offset, offset + pageSize),
        total: rows.length,
        offset,
        limit: pageSize,
        filter,
        days,
        counties: [...counties].map(([code, name]) => ({ code, name })),
        mayWrite: mayRun(request.actor, fileView),
      });
      return send(request, reply, translator(request.language)('contact:staffNotices.decisions.title'), children, false);
    },
  });
}

/** Offices that close, and agreements whose end is known and lies in the year that has been or is to come. */
async function listRows(house: House, { decided, county, text: part }: { decided: string; county: string; text: string }) {
  const counts = new Map((await countOnMatters(house.db)).map((one) => [one.matterId as string, one]));
  const closures = await listDecisions(house.db);
  const on = today(house.clock);
  const ends = { from: addDays(on, -366), to: addDays(on, 366) };
  const ending =
    decided === '' ? await listAgreementRecords(house.db, { on, ends, ...(county === '' ? {} : { countyCode: county }) }) : [];
  const whenDecided = await decidedEnds(
    house.db,
    ending.map(({ id }) => id),
  );
  const counted = (id: string) => ({ notices: counts.get(id)?.notices ?? 0, views: counts.get(id)?.views ?? 0 });
  const all: (DecisionRow & { code: string })[] = [
    ...ending.map(({ id, title, partyNames, lastDay }) => ({
      id,
      kind: 'agreement' as const,
      name: title,
      municipality: partyNames[0] ?? '',
      decidedOn: whenDecided.get(id) ?? null,
      lastDay: lastDay!,
      code: county,
      ...counted(id),
    })),
    ...closures.map(({ id, placeName: name, municipality, municipalityCode: code, decidedOn, endDate: lastDay }) => ({
      id,
      kind: 'closure' as const,
      name,
      municipality,
      decidedOn,
      lastDay,
      code,
      ...counted(id),
    })),
  ];
  const looked = part.toLowerCase();
  const rows = all.filter(
    (one) =>
      (decided === '' || one.decidedOn === decided) &&
      one.code.startsWith(county) &&
      `${one.name} ${one.municipality}`.toLowerCase().includes(looked),
  );
  return { rows, days: [...new Set(closures.map((one) => one.decidedOn))] };
}

function decisionPage(house: House, register: LiveRegister): Endpoint[] {
  return [
    endpoint({
      ...common,
      url: '/decisions/:decision',
      summary: 'One decision: whom it touches, what they were told, their views',
      params: ofDecision,
      query: z.object({ done: z.literal('yes').nullable().catch(null).default(null) }),
      async handle(request, reply) {
        const matter = await requireMatter(house.db, register.current(), request.params.decision);
        const bodies = await allBodies(house.db);
        const all = { groups: [...noticeGroups], organisations: [] };
        const children = h(DecisionPage, {
          matter,
          touched: recipientsOfNotice(all, [matter], bodies, today(house.clock)),
          notices: await listNotices(house.db, { matterId: matter.id }),
          views: await listViews(house.db, matter.id),
          names: new Map(bodies.map(({ key, name }) => [key, name])),
          mayWrite: mayRun(request.actor, fileView),
          done: request.query.done !== null,
        });
        return send(request, reply, matter.name, children, true);
      },
    }),
    endpoint({
      ...common,
      url: '/decisions/:decision/views.csv',
      summary: 'The views on a decision as CSV, mended registrations too',
      params: ofDecision,
      async handle(request, reply) {
        const matter = await requireMatter(house.db, register.current(), request.params.decision);
        const names = new Map((await allBodies(house.db)).map(({ key, name }) => [key, name]));
        const rows = (await listViews(house.db, matter.id, { all: true })).map((view) => ({
          ...view,
          from: view.bodyKey === null ? (view.fromName ?? '') : (names.get(view.bodyKey) ?? view.bodyKey),
          stands: view.correctedBy === null ? 'yes' : 'no',
          files: view.attachments.map(({ name, sha256 }) => `${name} (sha256 ${sha256})`).join('; '),
          answers: view.answers.map(({ words }) => words).join('\n\n'),
        }));
        void reply.header('content-disposition', 'attachment; filename="synpunkter.csv"');
        const columns = [
          'number',
          'stands',
          'arrivedOn',
          'reachedOn',
          'how',
          'fromKind',
          'from',
          'stance',
          'subject',
          'words',
          'files',
          'answers',
        ];
        return csvStream(reply, columns, rows);
      },
    }),
  ];
}

function viewPages(house: House, register: LiveRegister): Endpoint[] {
  return [
    endpoint({
      ...common,
      url: '/views/:view',
      summary: 'One view on decisions',
      params: ofView,
      async handle(request, reply) {
        const view = await requireView(house, request.params.view);
        const children = h(ViewPage, {
          view,
          matters: await mattersOf(house.db, register.current(), view.matters),
          notice: view.noticeId === null ? null : await findNotice(house.db, view.noticeId),
          names: new Map((await allBodies(house.db)).map(({ key, name }) => [key, name])),
          mayWrite: mayRun(request.actor, fileView),
        });
        return send(
          request,
          reply,
          translator(request.language)('contact:staffNotices.view.title', { number: view.number }),
          children,
          true,
        );
      },
    }),
    endpoint({
      ...common,
      url: '/views/:view/files/:viewFile',
      summary: 'A file that came with a view',
      params: ofView.extend({ viewFile: z.string().max(60) }),
      async handle(request, reply) {
        const view = await requireView(house, request.params.view);
        const id = parseUuid(request.params.viewFile);
        const found = id === null ? null : await attachmentFile(house.db, view.id, id);
        if (found === null) throw contactProblem('view-unknown');
        const name = encodeURIComponent(found.name);
        void reply
          .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
          .header('x-content-type-options', 'nosniff');
        return reply.type(found.mediaType).send(found.content);
      },
    }),
  ];
}

/** Throws view-unknown. */
async function requireView({ db }: House, value: string) {
  const id = parseUuid(value);
  const view = id === null ? null : await findView(db, id);
  if (view === null) throw contactProblem('view-unknown');
  return view;
}

function send(request: FastifyRequest, reply: FastifyReply, title: string, children: ComponentChildren, isBelow: boolean) {
  const above = {
    href: href(request.language, '/decisions'),
    text: translator(request.language)('contact:staffNotices.decisions.title'),
  };
  return sendPage(reply, renderPage(request, { title, children, breadcrumbs: isBelow ? [above] : [], wide: true }));
}
