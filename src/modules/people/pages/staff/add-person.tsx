/** A person who has not signed in: registered by staff, with how they were identified. */
import { Field, optionsOf, Radios, Select, useText, valueOf, type Filled } from '../../../../ui/index.ts';
import { addPerson } from '../../add-person.ts';
import { identityProofs } from '../../kinds.ts';
import { type Asked, personForm, type PersonForm, useField } from '../form.tsx';

export const addPersonPage: PersonForm = personForm<null>({
  url: '/people/new',
  frame: 'staff',
  command: addPerson,
  summary: 'Add a person',
  name: 'add-person',
  subject: () => Promise.resolve(null),
  begin: () => ({}),
  input: (values) => ({
    givenName: valueOf(values, 'givenName'),
    familyName: valueOf(values, 'familyName'),
    number: valueOf(values, 'number'),
    bornOn: valueOf(values, 'bornOn').trim(),
    municipalityCode: valueOf(values, 'municipalityCode'),
    identityProof: valueOf(values, 'identityProof'),
  }),
  next: (result) => `/people/${(result as { personId: string }).personId}`,
  back: () => '/people',
  crumbs: (_subject, t) => [{ path: '/people', text: t('people:search.title') }],
  Fields: ({ form, asked }) => <PersonFields form={form} municipalities={asked.municipalities} />,
});

function PersonFields({ form, municipalities }: { form: Filled; municipalities: Asked['municipalities'] }) {
  const t = useText();
  const field = useField(form);
  return (
    <>
      <Field {...field('givenName')} autocomplete="off" maxLength={100} />
      <Field {...field('familyName')} autocomplete="off" maxLength={100} />
      <Field
        {...field('number')}
        hint={t('people:hint.newNumber')}
        inputMode="numeric"
        autocomplete="off"
        optional
        maxLength={20}
      />
      <Field {...field('bornOn')} hint={t('people:hint.newBornOn')} type="date" optional />
      <Select
        {...field('municipalityCode')}
        optional
        options={[{ value: '', text: t('people:choose') }, ...optionsOf(municipalities)]}
      />
      <Radios
        name="identityProof"
        legend={t('people:field.identityProof')}
        hint={t('people:hint.identityProof')}
        value={valueOf(form.values, 'identityProof')}
        error={form.wrong['identityProof']}
        options={[...identityProofs.slice(1), identityProofs[0]].map((one) => ({ value: one, text: t(`people:proof.${one}`) }))}
      />
    </>
  );
}
