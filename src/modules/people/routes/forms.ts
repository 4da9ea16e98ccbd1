/** Every form of people: asked for on a page of its own, refused with all that was typed, and a page that follows. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, takeKeptForm } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import { type Asked, type Filled, type FormPage, wrongFields } from '../pages/form.tsx';
import { FormScreen } from '../pages/form-screen.tsx';
import { PersonFrame } from '../pages/frame.tsx';
import { askedBy, type Desk } from './desk.ts';
import { enterFile, type Entered, reopenPage } from './file.ts';
import { ownCrumbs, sendElsewhere } from './own.ts';

const params = z.record(z.string(), z.string());

export interface Shown {
  subject: unknown;
  form: Filled;
  done: string | null;
  status: number;
  /** What was typed when the session had ended: it was not sent. */
  kept?: boolean;
}

/** GET shows a form, POST runs its command and goes on; a refused form comes back with all that was typed. */
export function formEndpoints(desk: Desk, page: FormPage): Endpoint[] {
  const common = {
    url: page.url,
    params,
    kind: 'page',
    access: page.access ?? page.command.roles,
    summary: page.summary,
  } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      query: z.record(z.string(), z.unknown()),
      async handle(request, reply) {
        const asked = askedBy(desk, request);
        const entered = await enter(desk, request, reply, page);
        if (entered === 'answered') return reply;
        const subject = await page.subject(asked);
        const { done, ...query } = readForm(request.query).values;
        const kept = await takeKeptForm(request);
        const values = kept === null ? page.begin(subject, asked, query) : readForm(kept).values;
        const form: Filled = { values, refusal: null, wrong: {} };
        const shown = { subject, form, done: doneName(done), status: 200, kept: kept !== null };
        return send(request, reply, page, asked, entered, shown);
      },
    }),

    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      async handle(request, reply) {
        const asked = askedBy(desk, request);
        const { values, requestId } = readForm(request.body);
        if (page.frame === 'own' && (await sendElsewhere(desk.house, request, reply))) return reply;
        try {
          const subject = await page.subject(asked);
          const result = await execute(desk.house, request.actor, page.command, page.input(asked, values, subject), requestId);
          return await reply.redirect(href(request.language, withDone(page.next(asked, result, values), page.name)), 303);
        } catch (error) {
          return sendRefused(desk, request, reply, page, asked, values, error);
        }
      },
    }),
  ];
}

/** A path with what was done there, to be said on the page that follows. */
export function withDone(path: string, done: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}done=${done}`;
}

/** What was done, if it is one of ours: an address cannot make a page say anything else. */
export function doneName(sent: readonly string[] | undefined): string | null {
  const name = sent?.[0] ?? '';
  const key = `people:done.${name}`;
  const text = translator('sv')(key);
  return /^[a-z-]+$/.test(name) && text !== key && text !== `done.${name}` ? name : null;
}

async function enter(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  page: FormPage,
): Promise<Entered | null | 'answered'> {
  if (page.frame === 'own' && (await sendElsewhere(desk.house, request, reply))) return 'answered';
  if (page.frame !== 'file') return null;
  return (
    (await enterFile(
      desk.house,
      request,
      reply,
      askedBy(desk, request).params['person'] ?? '',
      page.task ?? 'contact-details',
    )) ?? 'answered'
  );
}

/** The form again with what is wrong. What the person cannot put right in it is answered as the problem that it is. */
async function sendRefused(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  page: FormPage,
  asked: Asked,
  values: Filled['values'],
  error: unknown,
): Promise<FastifyReply> {
  if (!(error instanceof Problem)) throw error;
  // The file was closed meanwhile: it is opened again with what was typed kept on the way.
  if (error.code === 'file-reason-required') return reopenPage(asked, request, reply, values);
  if (![409, 422].includes(error.status)) throw error;
  const entered = await enter(desk, request, reply, page);
  if (entered === 'answered') return reply;
  const subject = await page.subject(asked);
  const wrong = wrongFields(page, error, translator(request.language));
  const form: Filled = { values, refusal: error, wrong };
  return send(request, reply, page, asked, entered, { subject, form, done: null, status: error.status });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  page: FormPage,
  asked: Asked,
  entered: Entered | null,
  { subject, form, done, status, kept = false }: Shown,
): FastifyReply {
  const t = translator(request.language);
  const requestId = asked.house.newId();
  const screen = h(FormScreen, { page, subject, form, asked, requestId, url: request.url, done, kept });
  const title = t(`people:form.${page.name}.title`);
  const children = entered === null ? screen : h(PersonFrame, { frame: entered.frame, tab: page.tab, children: screen });
  const breadcrumbs = page.frame === 'own' ? ownCrumbs(request) : page.crumbs?.(asked, t);
  return sendPage(
    reply,
    renderPage(request, {
      title: entered === null ? title : `${title}, ${entered.frame.name}`,
      children,
      ...(breadcrumbs === undefined
        ? {}
        : { breadcrumbs: breadcrumbs.map(({ path, text }) => ({ href: href(request.language, path), text })) }),
      hasErrors: form.refusal !== null,
    }),
    status,
  );
}
