/** A form for each of the planner's commands: asked for on a page of its own, refused with all that was typed. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage } from '../../../ui/index.ts';
import { closeOfficePage, stepSecuringPage } from '../pages/planner/closure-forms.tsx';
import { type Desk, type Filled, type FormPage, homeOf, wrongFields } from '../pages/planner/form.tsx';
import { FormCheck, FormScreen } from '../pages/planner/form-screen.tsx';
import { addPlacePage, changePlacePage } from '../pages/planner/place-forms.tsx';
import { changePresencePage, openPresencePage, withdrawPresencePage } from '../pages/planner/presence-forms.tsx';
import { planSecuringPage } from '../pages/securing/plan-form.tsx';
import type { LiveRegister } from '../register.ts';

export const registerForms = [
  addPlacePage,
  changePlacePage,
  openPresencePage,
  changePresencePage,
  withdrawPresencePage,
  closeOfficePage,
  stepSecuringPage,
  planSecuringPage,
];

type OfForm = FastifyRequest<{ Params: { id: string } }>;

export function plannerForms(house: House, live: LiveRegister, forms: readonly FormPage[]): Endpoint[] {
  return forms.flatMap((one) => formEndpoints(house, live, one));
}

/** GET shows a form, POST runs its command. A refused form comes back with all that was typed. */
function formEndpoints(house: House, live: LiveRegister, form: FormPage): Endpoint[] {
  const url = `${homeOf(form).url}${form.url}`;
  const params = form.url.includes(':id') ? z.object({ id: z.uuid() }) : z.object({ id: z.string().default('') });
  const desk = (): Desk => ({ house, register: live.current(), today: today(house.clock) });
  const common = { url, params, kind: 'page', access: form.command.roles, summary: form.summary } as const;

  return [
    endpoint({
      ...common,
      method: 'GET',
      query: z.record(z.string(), z.unknown()),
      async handle(request, reply) {
        const subject = await form.subject(desk(), request.params.id);
        const kept = await takeKeptForm(request);
        const values = kept === null ? form.begin(subject, desk(), readForm(request.query).values) : readForm(kept).values;
        const filled: Filled = { values, refusal: null, wrong: {}, kept: kept !== null };
        return sendPage(reply, formHtml(request, form, subject, filled, desk()));
      },
    }),

    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      ...(form.upload === undefined ? {} : { upload: form.upload }),
      async handle(request, reply) {
        const { values, requestId, next } = readForm(request.body);
        if (form.check !== undefined && next !== 'confirm') return checkAnswers(request, reply, form, values, next, desk());
        try {
          const uploads = form.upload === undefined ? [] : request.uploads;
          const input = form.input(request.params.id, values, desk(), uploads);
          const result = await execute(house, request.actor, form.command, input, requestId);
          await live.refresh();
          const landing = `${homeOf(form).url}${form.landing(request.params.id, result)}?done=${form.done}`;
          return await reply.redirect(href(request.language, landing), 303);
        } catch (error) {
          return sendRefused(request, reply, form, values, error, desk());
        }
      },
    }),
  ];
}

async function checkAnswers(
  request: OfForm,
  reply: FastifyReply,
  form: FormPage,
  values: Filled['values'],
  next: string,
  desk: Desk,
) {
  const subject = await form.subject(desk, request.params.id);
  const refusal = next === 'edit' ? null : form.check!.refuse(subject, request.params.id, values, desk);
  if (refusal !== null) return sendRefused(request, reply, form, values, refusal, desk);
  if (next === 'edit') return sendPage(reply, formHtml(request, form, subject, { values, refusal: null, wrong: {} }, desk));
  const t = translator(request.language);
  const known = await form.check!.known?.(subject, values, desk);
  const children = h(FormCheck, { page: form, subject, values, desk, known, requestId: desk.house.newId(), url: request.url });
  return sendPage(
    reply,
    renderPage(request, { title: t('network:planner.check.title'), children, breadcrumbs: formCrumbs(request, form, subject) }),
  );
}

/** The form again with what is wrong. What the person cannot put right in it is answered as the problem that it is. */
async function sendRefused(
  request: OfForm,
  reply: FastifyReply,
  form: FormPage,
  values: Filled['values'],
  error: unknown,
  desk: Desk,
) {
  if (!(error instanceof Problem) || ![404, 409, 422].includes(error.status)) throw error;
  const subject = await form.subject(desk, request.params.id);
  const wrong = wrongFields(form, error, values, translator(request.language));
  const html = formHtml(request, form, subject, { values, refusal: error, wrong }, desk);
  return sendPage(reply, html, error.status === 409 ? 409 : 422);
}

function formHtml(request: FastifyRequest, form: FormPage, subject: unknown, filled: Filled, desk: Desk): string {
  const title = form.title(subject, translator(request.language));
  const children = h(FormScreen, { page: form, subject, form: filled, desk, requestId: desk.house.newId(), url: request.url });
  return renderPage(request, {
    title,
    children,
    breadcrumbs: formCrumbs(request, form, subject),
    hasErrors: filled.refusal !== null,
  });
}

function formCrumbs(request: FastifyRequest, form: FormPage, subject: unknown) {
  const t = translator(request.language);
  const { url, title } = homeOf(form);
  const above = [{ path: '', text: t(title) }, ...form.crumbs(subject)];
  return above.map(({ path, text }) => ({ href: href(request.language, `${url}${path}`), text }));
}
