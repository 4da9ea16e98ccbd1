/** Who a person is: how they were identified, and a personal identity number in place of a coordination number. */
import { href } from '../../../../platform/i18n/index.ts';
import { Field, Radios, SummaryList, useFormats, usePage, useText, valueOf, type Filled } from '../../../../ui/index.ts';
import { identifications } from '../../kinds.ts';
import { proveIdentity } from '../../prove-identity.ts';
import { replaceNumber } from '../../replace-number.ts';
import type { PersonView } from '../../views.ts';
import { type Asked, personForm, type PersonForm, useField } from '../form.tsx';
import { numberShown } from '../frame.tsx';

const personIn = (asked: Asked): string => asked.params['person'] ?? '';
const details = (asked: Asked): string => `/people/${personIn(asked)}/details`;

/** What the person cannot change by themselves, with the ways to change it. */
export function IdentityFacts({ view, mayReplace }: { view: PersonView; mayReplace: boolean }) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  const base = href(language, `/people/${view.personId}`);
  const none = t('people:notGiven');
  return (
    <>
      <h3>{t('people:identity.title')}</h3>
      <SummaryList
        items={[
          {
            term: t('people:field.number'),
            value: view.number === null ? none : numberShown(view.number),
            ...(mayReplace ? { action: <a href={`${base}/number`}>{t('people:identity.replace')}</a> } : {}),
          },
          { term: t('people:field.bornOn'), value: view.bornOn === null ? none : date(view.bornOn) },
          {
            term: t('people:overview.identity'),
            value: t(`people:proof.${view.identityProof}`),
            action: <a href={`${base}/identity`}>{t('people:identity.prove')}</a>,
          },
        ]}
      />
    </>
  );
}

export const proveIdentityPage: PersonForm = personForm<null>({
  url: '/people/:person/identity',
  frame: 'file',
  tab: 'details',
  command: proveIdentity,
  summary: 'How a person was identified',
  name: 'prove-identity',
  subject: () => Promise.resolve(null),
  begin: () => ({}),
  input: (values, asked) => ({ personId: personIn(asked), identityProof: valueOf(values, 'identityProof') }),
  next: (_result, asked) => details(asked),
  back: details,
  Fields: ({ form }) => <ProofField form={form} />,
});

export const replaceNumberPage: PersonForm = personForm<null>({
  url: '/people/:person/number',
  frame: 'file',
  tab: 'details',
  command: replaceNumber,
  summary: 'A person has a new number',
  name: 'replace-number',
  subject: () => Promise.resolve(null),
  begin: () => ({}),
  input: (values, asked) => ({
    personId: personIn(asked),
    number: valueOf(values, 'number'),
    identityProof: valueOf(values, 'identityProof'),
  }),
  next: (_result, asked) => details(asked),
  back: details,
  Fields: ({ form }) => <NumberFields form={form} />,
});

function ProofField({ form }: { form: Filled }) {
  const t = useText();
  return (
    <Radios
      name="identityProof"
      legend={t('people:field.identityProof')}
      hint={t('people:hint.identityProof')}
      value={valueOf(form.values, 'identityProof')}
      error={form.wrong['identityProof']}
      options={identifications.map((one) => ({ value: one, text: t(`people:proof.${one}`) }))}
    />
  );
}

function NumberFields({ form }: { form: Filled }) {
  const t = useText();
  const field = useField(form);
  return (
    <>
      <Field {...field('number')} hint={t('people:hint.newPersonNumber')} inputMode="numeric" autocomplete="off" maxLength={20} />
      <ProofField form={form} />
    </>
  );
}
