/** Forms for where bodies are reached. */
import { type Filled, Field, formPage, FormVersion, Radios, useText, valueOf, type Values } from '../../../../ui/index.ts';
import type { Translate } from '../../../../platform/i18n/index.ts';
import { type Body, type BodyAddress, enteredKinds } from '../../notices/bodies.ts';
import { addBody, changeBody, endBody, requireBody } from '../../notices/put-body.ts';

const addressFields = ['role', 'email', 'street', 'postalCode', 'postTown'] as const satisfies readonly (keyof BodyAddress)[];

const typedAddress = (values: Values) => Object.fromEntries(addressFields.map((field) => [field, valueOf(values, field)]));

function AddressFields({ form }: { form: Filled }) {
  const t = useText();
  const field = (name: (typeof addressFields)[number], more: object = {}) => (
    <Field
      name={name}
      label={t(`contact:staffNotices.field.${name}`)}
      value={valueOf(form.values, name)}
      error={form.wrong[name]}
      optional
      {...more}
    />
  );
  return (
    <>
      {field('role', { hint: t('contact:staffNotices.hint.role') })}
      {field('email', { type: 'email', dir: 'ltr', hint: t('contact:staffNotices.hint.email') })}
      {field('street', { hint: t('contact:staffNotices.hint.street') })}
      {field('postalCode', { short: true, inputMode: 'numeric' })}
      {field('postTown')}
    </>
  );
}

const crumbs = (_subject: unknown, t: Translate) => [{ path: '/bodies', text: t('contact:staffNotices.bodies.title') }];
const text = (key: string) => (_subject: unknown, t: Translate) => t(`contact:staffNotices.${key}`);

export const addBodyForm = formPage({
  url: '/bodies/new',
  command: addBody,
  summary: 'Enter an organisation that is told of decisions',
  subject: () => Promise.resolve(null),
  begin: () => ({}),
  input: (values) => ({ kind: valueOf(values, 'kind'), name: valueOf(values, 'name'), ...typedAddress(values) }),
  next: () => '/bodies?done=added',
  title: text('addBody.title'),
  lead: text('addBody.lead'),
  submit: text('addBody.submit'),
  crumbs,
  Fields({ form }) {
    const t = useText();
    return (
      <>
        <Radios
          name="kind"
          legend={t('contact:staffNotices.field.kind')}
          options={enteredKinds.map((value) => ({ value, text: t(`contact:staffNotices.kind.${value}`) }))}
          value={valueOf(form.values, 'kind')}
          error={form.wrong['kind']}
        />
        <Field
          name="name"
          label={t('contact:staffNotices.field.name')}
          value={valueOf(form.values, 'name')}
          error={form.wrong['name']}
        />
        <AddressFields form={form} />
      </>
    );
  },
});

export const changeBodyForm = formPage<Body>({
  url: '/bodies/:body',
  command: changeBody,
  summary: 'Where a body is reached',
  subject: ({ house, params }) => requireBody(house.db, params['body']!),
  begin: (body) => ({
    // The register's own name stands as the hint.
    name: [body.entered ?? ''],
    version: [String(body.version)],
    ...Object.fromEntries(addressFields.map((field) => [field, [body[field] ?? '']])),
  }),
  input: (values, _asked, body) => ({
    key: body.key,
    version: Number(valueOf(values, 'version')),
    name: valueOf(values, 'name'),
    ...typedAddress(values),
  }),
  next: () => '/bodies?done=changed',
  title: (body) => body.name,
  lead: (body, t) => t(`contact:staffNotices.kind.${body.kind}`),
  submit: text('changeBody.submit'),
  crumbs,
  Fields({ subject, form }) {
    const t = useText();
    return (
      <>
        <FormVersion form={form} now={subject.version} changed="body-changed-meanwhile" />
        <Field
          name="name"
          label={t('contact:staffNotices.field.name')}
          hint={subject.registered === null ? undefined : t('contact:staffNotices.hint.name', { name: subject.registered })}
          value={valueOf(form.values, 'name')}
          error={form.wrong['name']}
          optional={subject.code !== null}
        />
        <AddressFields form={form} />
        {subject.code === null && (
          <p>
            <a href={`./${encodeURIComponent(subject.key)}/end`}>{t('contact:staffNotices.endBody.link')}</a>
          </p>
        )}
      </>
    );
  },
});

export const endBodyForm = formPage<Body>({
  url: '/bodies/:body/end',
  command: endBody,
  summary: 'An organisation is told of nothing any more',
  subject: ({ house, params }) => requireBody(house.db, params['body']!),
  begin: (body) => ({ version: [String(body.version)] }),
  input: (values, _asked, body) => ({ key: body.key, version: Number(valueOf(values, 'version')) }),
  next: () => '/bodies?done=ended',
  title: (body, t) => t('contact:staffNotices.endBody.title', { name: body.name }),
  lead: text('endBody.lead'),
  submit: text('endBody.submit'),
  crumbs,
  Fields: ({ subject, form }) => <FormVersion form={form} now={subject.version} changed="body-changed-meanwhile" />,
});
