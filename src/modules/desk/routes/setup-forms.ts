/** Every form of the set-up. */
import type { FastifyReply } from 'fastify';
import { h } from 'preact';
import { execute, type House } from '../../../platform/auth/index.ts';
import type { Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { formEndpoints, type FormPage, renderPage, sendPage, valueOf } from '../../../ui/index.ts';
import { agreementForm, endAgreementForm } from '../pages/setup/agreement-forms.tsx';
import { addDeviceForm, endDeviceForm, kioskKeyHash, KioskMade, newKioskKey } from '../pages/setup/device-forms.tsx';
import { type SetupForm, setupWords } from '../pages/setup/form.tsx';
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

/** `publicUrl`: the address that browsers know the site by. */
export function setupForms(house: House, publicUrl: () => string): Endpoint[] {
  const withKiosk = { ...addDeviceForm, answer: (sent: SentDevice) => makeKiosk(sent, publicUrl()) };
  return forms.flatMap((form) => formEndpoints(house, form === addDeviceForm ? withKiosk : form, setupWords));
}

type SentDevice = Parameters<NonNullable<FormPage['answer']>>[0];

/** The key is in the answer and nowhere else: a form that is sent twice makes nothing the second time, since the code is taken. */
async function makeKiosk({ request, reply, asked, values, input }: SentDevice, publicUrl: string): Promise<FastifyReply | null> {
  if (valueOf(values, 'kind') !== 'kiosk') return null;
  const key = newKioskKey();
  await execute(asked.house, asked.actor, addDeviceForm.command, { ...(input as object), keyHash: kioskKeyHash(key) });
  const code = valueOf(values, 'code').toUpperCase();
  const children = h(KioskMade, { placeId: asked.params['place'] ?? '', code, address: `${publicUrl}/kiosk/${key}` });
  void reply.header('cache-control', 'no-store');
  const title = translator(asked.language)('desk:staffSetup.kiosk.title', { code });
  return sendPage(reply, renderPage(request, { title, children }));
}
