/** Forms of a desk's devices. A kiosk's key is made where the form is taken in, and shown once. */
import { createHash, randomBytes } from 'node:crypto';
import { href } from '../../../../platform/i18n/index.ts';
import { Field, type Filled, LinkButton, Notice, Radios, usePage, useText, valueOf, type Values } from '../../../../ui/index.ts';
import { addDevice } from '../../add-device.ts';
import { endDevice } from '../../end-device.ts';
import { deviceKinds } from '../../kinds.ts';
import { deskCrumbs, deskSubject, placeOf, toDesk } from './desk-forms.ts';
import { setupForm } from './form.tsx';

export const newKioskKey = (): string => randomBytes(24).toString('base64url');
export const kioskKeyHash = (key: string): string => createHash('sha256').update(key).digest('base64url');

export const addDeviceForm = setupForm({
  url: '/desks/:place/devices/new',
  command: addDevice,
  summary: 'A device of a desk',
  name: 'addDevice',
  subject: deskSubject,
  begin: (): Values => ({ kind: ['staff'] }),
  input: (values, asked) => ({
    placeId: placeOf(asked),
    kind: valueOf(values, 'kind'),
    code: valueOf(values, 'code').toUpperCase(),
    keyHash: null,
  }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: DeviceFields,
});

function DeviceFields({ form: { values, wrong } }: { form: Filled }) {
  const t = useText();
  return (
    <>
      <Radios
        name="kind"
        legend={t('desk:staffSetup.field.kind')}
        value={valueOf(values, 'kind')}
        error={wrong['kind']}
        options={deviceKinds.map((one) => ({
          value: one,
          text: t(`desk:staffSetup.device.${one}`),
          hint: t(`desk:staffSetup.deviceHint.${one}`),
        }))}
      />
      <Field
        name="code"
        label={t('desk:staffSetup.field.code')}
        hint={t('desk:staffSetup.hint.deviceCode')}
        value={valueOf(values, 'code')}
        error={wrong['code']}
        maxLength={4}
        dir="ltr"
        short
      />
    </>
  );
}

/** The kiosk's address, the only time it is shown. */
export function KioskMade({ placeId, code, address }: { placeId: string; code: string; address: string }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('desk:staffSetup.kiosk.title', { code })}</h1>
      <Notice tone="warning" title={t('desk:staffSetup.kiosk.once')} answer>
        {t('desk:staffSetup.kiosk.text')}
      </Notice>
      <p>
        <code dir="ltr" class="wrap-anywhere">
          {address}
        </code>
      </p>
      <p>
        <LinkButton href={href(language, `/desks/${placeId}`)}>{t('desk:staffSetup.kiosk.back')}</LinkButton>
      </p>
    </>
  );
}

export const endDeviceForm = setupForm({
  url: '/desks/:place/devices/:device/end',
  command: endDevice,
  summary: 'A device is a desk’s no longer',
  name: 'endDevice',
  subject: deskSubject,
  begin: (): Values => ({}),
  input: (_values, asked) => ({ placeId: placeOf(asked), deviceId: asked.params['device'] }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: () => <></>,
});
