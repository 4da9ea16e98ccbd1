/** Every form of the set-up: asked for on a page of its own, refused with all that was typed. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { execute, type House, takeKeptForm } from '../../../platform/auth/index.ts';
import { today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { agreementForm, endAgreementForm } from '../pages/setup/agreement-forms.tsx';
import { addDeviceForm, endDeviceForm, kioskKeyHash, KioskMade, newKioskKey } from '../pages/setup/device-forms.tsx';
import { type Asked, type Filled, type SetupForm, SetupFormScreen, wrongFields } from '../pages/setup/form.tsx';
import {
  addCounterForm,
  addServiceForm,
  changeCounterForm,
  changeServiceForm,
  endCounterForm,
  endServiceForm,
} from '../pages/setup/line-forms.tsx';
import { addTopicForm, changeTopicForm, endTopicForm, settingForm } from '../pages/setup/settings-forms.tsx';
import { endStaffForm, placeStaffForm } from '../pages/setup/staff-forms.tsx';
import { addUnitForm, changeUnitForm, endUnitForm } from '../pages/setup/unit-forms.tsx';

const forms: readonly SetupForm[] = [
  agreementForm,
  endAgreementForm,
  placeStaffForm,
  endStaffForm,
  addServiceForm,
  changeServiceForm,
  endServiceForm,
  addCounterForm,
  changeCounterForm,
  endCounterForm,
  addDeviceForm,
  endDeviceForm,
  settingForm,
  addTopicForm,
  changeTopicForm,
  endTopicForm,
  addUnitForm,
  changeUnitForm,
  endUnitForm,
];

/** The names of what a form has done, to be said on the page that follows. */
export const setupDone: readonly string[] = forms.map(({ name }) => name);

export function setupForms(house: House, publicUrl: () => string): Endpoint[] {
  return forms.flatMap((form) => formEndpoints({ house, publicUrl, form }));
}

interface Forms {
  house: House;
  publicUrl: () => string;
  form: SetupForm;
}
type OfForm = FastifyRequest<{ Params: Record<string, string> }>;

function formEndpoints(forms: Forms): Endpoint[] {
  const { house, form } = forms;
  const params = z.record(z.string(), z.string().max(60));
  const common = { url: form.url, params, kind: 'page', access: form.command.roles, summary: form.summary } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      async handle(request, reply) {
        const asked = askedBy(house, request);
        const subject = await form.subject(asked);
        const kept = await takeKeptForm(request);
        const values = kept === null ? form.begin(subject, asked) : readForm(kept).values;
        return sendPage(reply, html(forms, request, subject, { values, refusal: null, wrong: {}, kept: kept !== null }));
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      keepsForm: true,
      async handle(request, reply) {
        const asked = askedBy(house, request);
        const { values, requestId } = readForm(request.body);
        const subject = await form.subject(asked);
        try {
          const input = form.input(asked, values, subject);
          if (form === addDeviceForm && valueOf(values, 'kind') === 'kiosk') {
            return await makeKiosk(forms, request, reply, { values, input: input as object });
          }
          await execute(house, request.actor, form.command, input, requestId);
          return await reply.redirect(`${href(request.language, form.back(asked))}?done=${form.name}`, 303);
        } catch (error) {
          if (!(error instanceof Problem) || ![404, 409, 422].includes(error.status)) throw error;
          const wrong = wrongFields(form, error, values, translator(request.language));
          // What holds now may be newer than what the form was made from.
          const filled = { values, refusal: error, wrong };
          const status = error.status === 409 ? 409 : 422;
          return sendPage(reply, html(forms, request, await form.subject(asked), filled), status);
        }
      },
    }),
  ];
}

const askedBy = (house: House, request: OfForm): Asked => ({
  house,
  actor: request.actor,
  today: today(house.clock),
  params: request.params,
});

function html({ house, form }: Forms, request: OfForm, subject: unknown, filled: Filled): string {
  const t = translator(request.language);
  const asked = askedBy(house, request);
  const url = request.url.split('?')[0]!;
  const children = h(SetupFormScreen, {
    page: form,
    subject,
    form: filled,
    requestId: house.newId(),
    url,
    back: form.back(asked),
  });
  return renderPage(request, {
    title: t(`desk:staffSetup.form.${form.name}.title`),
    children,
    breadcrumbs: form.crumbs(subject, asked, t).map(({ path, text }) => ({ href: href(request.language, path), text })),
    hasErrors: filled.refusal !== null,
  });
}

/** The key is in the answer and nowhere else: a form that is sent twice makes nothing the second time, since the code is taken. */
async function makeKiosk(
  { house, publicUrl, form }: Forms,
  request: OfForm,
  reply: FastifyReply,
  { values, input }: { values: Values; input: object },
) {
  const key = newKioskKey();
  await execute(house, request.actor, form.command, { ...input, keyHash: kioskKeyHash(key) });
  const code = valueOf(values, 'code').toUpperCase();
  const children = h(KioskMade, { placeId: request.params['place'] ?? '', code, address: `${publicUrl()}/kiosk/${key}` });
  void reply.header('cache-control', 'no-store');
  const title = translator(request.language)('desk:staffSetup.kiosk.title', { code });
  return sendPage(reply, renderPage(request, { title, children }));
}
