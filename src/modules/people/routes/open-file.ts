/** /people/:person/open and /close: the reason asked for, and the way on to the page that was wanted. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, splitLanguage, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values, type Filled } from '../../../ui/index.ts';
import { closeFile } from '../close-file.ts';
import { openFile, openFileOrRefuse } from '../open-file.ts';
import { type Asked, wrongFields } from '../pages/form.tsx';
import { keptPrefix, OpenFilePage, SendKeptPage } from '../pages/staff/open-file.tsx';
import { peopleProblem } from '../problems.ts';
import { openingReasons } from '../rules/file-opening-reason.ts';
import { askedBy, type Desk } from './desk.ts';
import { pressEndpoint } from './press.ts';

const url = '/people/:person/open';
const common = { url, kind: 'page', access: openFile.roles, params: z.record(z.string(), z.string()) } as const;

export function openFilePages(desk: Desk): Endpoint[] {
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Why the file is opened',
      query: z.object({
        return: z.string().max(500).optional().catch(undefined),
        /** Chosen from the start, for whoever comes from a task that says it. */
        reason: z.enum(openingReasons).optional().catch(undefined),
      }),
      handle(request, reply) {
        // The same page whether or not there is such a person: only the answer to the form says it, and is logged.
        const { reason } = request.query;
        const form: Filled = { values: reason === undefined ? {} : { reason: [reason] }, refusal: null, wrong: {} };
        const asked = askedBy(desk, request);
        return sendOpen(request, reply, asked, form, wantedIn(asked, request.query.return ?? ''), null, 200);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Open the file',
      async handle(request, reply) {
        const asked = askedBy(desk, request);
        const { values, requestId } = readForm(request.body);
        const wanted = wantedIn(asked, valueOf(values, 'return'));
        const kept = keptIn(values);
        try {
          await openFileOrRefuse(desk.house, request.actor, openingIn(asked, values), requestId);
        } catch (error) {
          if (!(error instanceof Problem) || ![403, 409, 422].includes(error.status)) throw error;
          // No answer in the form changes these.
          if (['not-allowed', 'not-in-agreement'].includes(error.code)) throw error;
          const t = translator(request.language);
          const wrong = error.code === 'file-reason-required' ? { reason: t('people:wrong.reason') } : wrongFields({}, error, t);
          return sendOpen(request, reply, asked, { values, refusal: error, wrong }, wanted, kept, 422);
        }
        if (kept === null) return reply.redirect(href(request.language, wanted), 303);
        const title = translator(request.language)('people:open.sendTitle');
        const children = h(SendKeptPage, { to: wanted, kept, requestId: desk.house.newId() });
        return sendPage(reply, renderPage(request, { title, children }));
      },
    }),
    pressEndpoint(desk, {
      url: '/people/:person/close',
      command: closeFile,
      access: closeFile.roles,
      summary: 'Close the file',
      done: 'close-file',
      input: ({ params }) => ({ personId: params['person'] }),
      next: () => '/people',
    }),
  ];
}

function openingIn({ params }: Asked, values: Values) {
  return {
    personId: personIn(params),
    reason: valueOf(values, 'reason'),
    reasonText: valueOf(values, 'reasonText'),
    identification: valueOf(values, 'identification'),
  };
}

/** Throws person-unknown for what is no id, as for an id of no one. */
function personIn(params: Asked['params']): Uuid {
  const personId = parseUuid(params['person'] ?? '');
  if (personId === null) throw peopleProblem('person-unknown');
  return personId;
}

/** The page to come back to, without language: one under this person's file, whatever was asked for. */
function wantedIn({ params }: Asked, typed: string): string {
  const base = `/people/${params['person']}`;
  const { path } = splitLanguage(typed);
  const isUnder = path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`);
  return isUnder && !path.includes('..') && !path.startsWith(`${base}/open`) ? path : base;
}

/** What was typed in the form that was sent after the file had closed; null when none was. */
function keptIn(values: Values): Values | null {
  const kept = Object.entries(values).filter(([name]) => name.startsWith(keptPrefix));
  return kept.length === 0 ? null : Object.fromEntries(kept.map(([name, given]) => [name.slice(keptPrefix.length), given]));
}

function sendOpen(
  request: FastifyRequest,
  reply: FastifyReply,
  { house, params }: Asked,
  form: Filled,
  back: string,
  kept: Values | null,
  status: number,
): FastifyReply {
  const title = translator(request.language)('people:open.title');
  const children = h(OpenFilePage, { personId: params['person'] ?? '', form, requestId: house.newId(), back, kept });
  return sendPage(reply, renderPage(request, { title, children, hasErrors: form.refusal !== null }), status);
}
