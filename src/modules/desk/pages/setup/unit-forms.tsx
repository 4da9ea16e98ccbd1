/** Forms of the units that take documents. */
import { accountsWithRole } from '../../../../platform/auth/index.ts';
import { Checkboxes, Field, type Filled, Select, useText, valueOf, type Values, valuesOf } from '../../../../ui/index.ts';
import { endUnit } from '../../end-unit.ts';
import { agencies, documentKinds } from '../../kinds.ts';
import { deskProblem } from '../../problems.ts';
import { putUnit, unitRoles } from '../../put-unit.ts';
import { idIn } from '../../setup.ts';
import { listUnits, type Unit } from '../../store/units.ts';
import { type Asked, EndLink, numberOrNull, orNull, setupForm, Version, versionIn } from './form.tsx';
import { underSettings as common } from './settings-forms.tsx';
import { useAgency } from './words.tsx';

interface UnitSubject {
  unit: Unit | null;
  accounts: { accountId: string; name: string }[];
}

async function unitIn({ house, params }: Asked): Promise<UnitSubject> {
  const id = params['unit'] === undefined ? null : idIn(params['unit'], 'unit-unknown');
  const unit = id === null ? null : ((await listUnits(house.db, { id }))[0] ?? null);
  if (id !== null && unit === null) throw deskProblem('unit-unknown');
  return { unit, accounts: await accountsWithRole(house.db, unitRoles) };
}

const unitForm = {
  ...common,
  command: putUnit,
  subject: unitIn,
  begin: ({ unit }: UnitSubject): Values =>
    unit === null
      ? { agency: [agencies[0]] }
      : {
          agency: [unit.agency],
          name: [unit.name],
          takes: unit.takes,
          remindAfterDays: [String(unit.remindAfterDays ?? '')],
          escalateAfterDays: [String(unit.escalateAfterDays ?? '')],
          email: [unit.email ?? ''],
          members: unit.members,
        },
  input: (values: Values, _asked: Asked, { unit }: UnitSubject) => ({
    id: unit?.id ?? null,
    version: unit === null ? null : versionIn(values),
    agency: valueOf(values, 'agency'),
    name: valueOf(values, 'name'),
    takes: valuesOf(values, 'takes'),
    remindAfterDays: numberOrNull(valueOf(values, 'remindAfterDays')),
    escalateAfterDays: numberOrNull(valueOf(values, 'escalateAfterDays')),
    email: orNull(valueOf(values, 'email').trim()),
    members: valuesOf(values, 'members'),
  }),
  Fields: UnitFields,
};
export const addUnitForm = setupForm({
  ...unitForm,
  url: '/desks/settings/units/new',
  summary: 'A unit that takes documents',
  name: 'addUnit',
});
export const changeUnitForm = setupForm({
  ...unitForm,
  url: '/desks/settings/units/:unit',
  summary: 'A unit is changed',
  name: 'changeUnit',
});

function UnitFields({ subject: { unit, accounts }, form }: { subject: UnitSubject; form: Filled }) {
  const t = useText();
  const agencyName = useAgency();
  const { values, wrong } = form;
  return (
    <>
      {unit !== null && <Version form={form} now={unit.version} />}
      <Select
        name="agency"
        label={t('desk:staffSetup.field.agency')}
        value={valueOf(values, 'agency')}
        error={wrong['agency']}
        options={agencies.map((one) => ({ value: one, text: agencyName(one) }))}
      />
      <Field
        name="name"
        label={t('desk:staffSetup.field.name')}
        value={valueOf(values, 'name')}
        error={wrong['name']}
        maxLength={100}
      />
      <Checkboxes
        name="takes"
        legend={t('desk:staffSetup.field.takes')}
        values={valuesOf(values, 'takes')}
        error={wrong['takes']}
        options={documentKinds.map((one) => ({ value: one, text: t(`desk:staffSetup.document.${one}`) }))}
      />
      <Field
        name="remindAfterDays"
        type="number"
        label={t('desk:staffSetup.field.remindAfterDays')}
        hint={t('desk:staffSetup.hint.remind')}
        value={valueOf(values, 'remindAfterDays')}
        error={wrong['remindAfterDays']}
        min={1}
        short
        optional
      />
      <Field
        name="escalateAfterDays"
        type="number"
        label={t('desk:staffSetup.field.escalateAfterDays')}
        value={valueOf(values, 'escalateAfterDays')}
        error={wrong['escalateAfterDays']}
        min={1}
        short
        optional
      />
      <Field
        name="email"
        type="email"
        label={t('desk:staffSetup.field.email')}
        value={valueOf(values, 'email')}
        error={wrong['email']}
        maxLength={200}
        dir="ltr"
        optional
      />
      <Checkboxes
        name="members"
        legend={t('desk:staffSetup.field.members')}
        hint={t(`desk:staffSetup.hint.${accounts.length === 0 ? 'noMembers' : 'members'}`)}
        values={valuesOf(values, 'members')}
        error={wrong['members']}
        options={accounts.map(({ accountId, name }) => ({ value: accountId, text: name }))}
      />
      {unit !== null && <EndLink to={`/desks/settings/units/${unit.id}/end`} form="endUnit" />}
    </>
  );
}

export const endUnitForm = setupForm({
  ...common,
  url: '/desks/settings/units/:unit/end',
  command: endUnit,
  summary: 'A unit takes documents no longer',
  name: 'endUnit',
  subject: unitIn,
  begin: (): Values => ({}),
  input: (values, _asked, { unit }) => ({ id: unit?.id, version: versionIn(values) }),
  Fields: ({ subject, form }: { subject: UnitSubject; form: Filled }) => <Version form={form} now={subject.unit!.version} />,
});
