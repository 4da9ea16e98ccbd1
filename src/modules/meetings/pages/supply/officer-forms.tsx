/** The forms of who an officer is. */
import { accountsWithRole } from '../../../../platform/auth/index.ts';
import { spokenLanguages } from '../../../people/index.ts';
import { Select, useText, valueOf, type Values, valuesOf, type Filled } from '../../../../ui/index.ts';
import { addOfficer } from '../../add-officer.ts';
import { changeOfficer } from '../../change-officer.ts';
import { officerRoles } from '../../kinds.ts';
import { type Desk, supplyForm, Version, versionOf } from './form.tsx';
import { officerCrumbs, officerPath, type OfficerSubject, officerSubject, staff, toOfficer } from './officer-form.tsx';
import { typedCodes, typedOrNull } from './typed.ts';
import { LanguageChoice, placeNames, PlaceSelect, TextField } from './words.tsx';

const typedFacts = (values: Values) => ({
  name: valueOf(values, 'name'),
  role: valueOf(values, 'role'),
  accountId: typedOrNull(values, 'accountId'),
  homePlaceId: typedOrNull(values, 'homePlaceId'),
  languages: valuesOf(values, 'languages'),
  competences: typedCodes(values, 'competences'),
  employedFrom: typedOrNull(values, 'employedFrom'),
  employedTo: typedOrNull(values, 'employedTo'),
});

function FactFields({ form, desk, subject }: { form: Filled; desk: Desk; subject: Pick<OfficerSubject, 'accounts'> }) {
  const t = useText();
  const often = spokenLanguages.slice(0, 16);
  const rest = spokenLanguages.slice(16);
  return (
    <>
      <TextField form={form} name="name" />
      <Select
        name="role"
        label={t('meetings:staffSupply.field.role')}
        hint={t('meetings:staffSupply.hint.role')}
        value={valueOf(form.values, 'role')}
        options={officerRoles.map((one) => ({ value: one, text: t(`meetings:staffSupply.role.${one}`) }))}
      />
      <PlaceSelect
        form={form}
        name="homePlaceId"
        places={placeNames(desk.meetings.register.current(), desk.today)}
        none={t('meetings:staffSupply.noPlace')}
      />
      <LanguageChoice form={form} label="languages" often={often} rest={rest} />
      <TextField form={form} name="competences" hint optional />
      <Select
        name="accountId"
        label={t('meetings:staffSupply.field.accountId')}
        hint={t('meetings:staffSupply.hint.accountId')}
        value={valueOf(form.values, 'accountId')}
        error={form.wrong['accountId']}
        options={[
          { value: '', text: t('meetings:staffSupply.noAccount') },
          ...subject.accounts.map(({ accountId, name }) => ({ value: accountId, text: name })),
        ]}
      />
      <TextField form={form} name="employedFrom" type="date" optional />
      <TextField form={form} name="employedTo" type="date" optional />
    </>
  );
}

export const addOfficerForm = supplyForm<Pick<OfficerSubject, 'accounts'>>({
  url: '/supply/officers/new',
  command: addOfficer,
  summary: 'Add an officer',
  name: 'addOfficer',
  subject: async ({ meetings }) => ({ accounts: await accountsWithRole(meetings.house.db, staff) }),
  begin: (_subject, { query }) => ({ languages: ['sv'], homePlaceId: valuesOf(query, 'place') }),
  input: (values) => typedFacts(values),
  next: (result) => officerPath((result as { officerId: string }).officerId),
  crumbs: (_subject, t) => [
    { path: '/supply', text: t('meetings:staffSupply.title') },
    { path: '/supply/officers', text: t('meetings:staffSupply.officers.title') },
  ],
  Fields: ({ subject, form, asked }) => <FactFields form={form} desk={asked} subject={subject} />,
});

export const changeOfficerForm = supplyForm<OfficerSubject>({
  url: '/supply/officers/:id/change',
  command: changeOfficer,
  summary: 'Change an officer',
  name: 'changeOfficer',
  subject: officerSubject,
  begin: ({ officer }) => ({
    version: [String(officer.version)],
    name: [officer.name],
    role: [officer.role],
    homePlaceId: [officer.homePlaceId ?? ''],
    languages: officer.languages,
    competences: [officer.competences.join(', ')],
    accountId: [officer.accountId ?? ''],
    employedFrom: [officer.employedFrom ?? ''],
    employedTo: [officer.employedTo ?? ''],
  }),
  input: (values, { id: officerId }) => ({ officerId, version: versionOf(values), ...typedFacts(values) }),
  next: toOfficer,
  crumbs: officerCrumbs,
  Fields: ({ subject, form, asked }) => (
    <>
      <Version form={form} now={subject.officer.version} />
      <FactFields form={form} desk={asked} subject={subject} />
    </>
  ),
});
