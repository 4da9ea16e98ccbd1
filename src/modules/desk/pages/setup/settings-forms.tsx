/** Forms of what holds for every desk: values, topics, and the units that take documents. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { accountsWithRole } from '../../../../platform/auth/index.ts';
import { Checkboxes, Field, type Filled, Select, useText, valueOf, type Values, valuesOf } from '../../../../ui/index.ts';
import { endTopic } from '../../end-topic.ts';
import { endUnit } from '../../end-unit.ts';
import { agencies, documentKinds, settingKeys } from '../../kinds.ts';
import { deskProblem } from '../../problems.ts';
import { putSetting } from '../../put-setting.ts';
import { putTopic } from '../../put-topic.ts';
import { putUnit, unitRoles } from '../../put-unit.ts';
import { idIn } from '../../setup.ts';
import { listTopics, type Topic } from '../../store/topics.ts';
import { listUnits, type Unit } from '../../store/units.ts';
import { type Asked, EndLink, numberOrNull, orNull, setupForm, Version, versionIn } from './form.tsx';
import { NameFields, namesIn, namesOf } from './name-fields.tsx';

const back = (): string => '/desks/settings';
const crumbs = (_subject: unknown, _asked: Asked, t: Translate) => [
  { path: '/desks', text: t('desk:staffSetup.list.title') },
  { path: '/desks/settings', text: t('desk:staffSetup.settings.title') },
];
const common = { back, crumbs };
const fieldOf = (path: string): string => {
  const [first = '', second = ''] = path.split('.');
  return first === 'names' ? `name-${second}` : first;
};

export const settingForm = setupForm({
  ...common,
  url: '/desks/settings/values/new',
  command: putSetting,
  summary: 'A value for all desks from a day on',
  name: 'putSetting',
  subject: () => Promise.resolve(null),
  begin: (_subject, { today }): Values => ({ key: [settingKeys[0]], from: [today] }),
  input: (_asked, values) => ({
    key: valueOf(values, 'key'),
    from: valueOf(values, 'from'),
    value: numberOrNull(valueOf(values, 'value')),
    source: valueOf(values, 'source'),
  }),
  Fields: SettingFields,
});

function SettingFields({ form: { values, wrong } }: { form: Filled }) {
  const t = useText();
  return (
    <>
      <Select
        name="key"
        label={t('desk:staffSetup.field.key')}
        value={valueOf(values, 'key')}
        error={wrong['key']}
        options={settingKeys.map((one) => ({ value: one, text: t(`desk:staffSetup.setting.${one}`) }))}
      />
      <Field
        name="value"
        type="number"
        label={t('desk:staffSetup.field.value')}
        value={valueOf(values, 'value')}
        error={wrong['value']}
        min={1}
        max={366}
        short
      />
      <Field
        name="from"
        type="date"
        label={t('desk:staffSetup.field.from')}
        value={valueOf(values, 'from')}
        error={wrong['from']}
        dir="ltr"
      />
      <Field
        name="source"
        label={t('desk:staffSetup.field.source')}
        hint={t('desk:staffSetup.hint.source')}
        value={valueOf(values, 'source')}
        error={wrong['source']}
        maxLength={300}
      />
    </>
  );
}

async function topicIn({ house, params }: Asked): Promise<{ topic: Topic | null }> {
  const topic = (await listTopics(house.db)).find(({ code }) => code === params['topic']) ?? null;
  if (params['topic'] !== undefined && topic === null) throw deskProblem('topic-unknown');
  return { topic };
}

const topicForm = {
  ...common,
  command: putTopic,
  subject: topicIn,
  begin: ({ topic }: { topic: Topic | null }): Values =>
    topic === null
      ? { agency: [agencies[0]], position: ['100'] }
      : { code: [topic.code], agency: [topic.agency], position: [String(topic.position)], ...namesOf(topic.names) },
  input: (_asked: Asked, values: Values, { topic }: { topic: Topic | null }) => ({
    code: topic?.code ?? valueOf(values, 'code'),
    agency: topic?.agency ?? valueOf(values, 'agency'),
    position: numberOrNull(valueOf(values, 'position')),
    names: namesIn(values),
  }),
  fieldOf,
  Fields: TopicFields,
};
export const addTopicForm = setupForm({
  ...topicForm,
  url: '/desks/settings/topics/new',
  summary: 'A new topic',
  name: 'addTopic',
});
export const changeTopicForm = setupForm({
  ...topicForm,
  url: '/desks/settings/topics/:topic',
  summary: 'A topic is changed',
  name: 'changeTopic',
});

function TopicFields({ subject: { topic }, form: { values, wrong } }: { subject: { topic: Topic | null }; form: Filled }) {
  const t = useText();
  return (
    <>
      {topic === null && (
        <>
          <Field
            name="code"
            label={t('desk:staffSetup.field.code')}
            hint={t('desk:staffSetup.hint.topicCode')}
            value={valueOf(values, 'code')}
            error={wrong['code']}
            maxLength={40}
            dir="ltr"
          />
          <Select
            name="agency"
            label={t('desk:staffSetup.field.agency')}
            value={valueOf(values, 'agency')}
            error={wrong['agency']}
            options={[...agencies, 'other'].map((one) => ({ value: one, text: t(`desk:staffSetup.agency.${one}`) }))}
          />
        </>
      )}
      <NameFields values={values} wrong={wrong} />
      <Field
        name="position"
        type="number"
        label={t('desk:staffSetup.field.order')}
        hint={t('desk:staffSetup.hint.order')}
        value={valueOf(values, 'position')}
        error={wrong['position']}
        min={0}
        max={9999}
        short
      />
    </>
  );
}

export const endTopicForm = setupForm({
  ...common,
  url: '/desks/settings/topics/:topic/end',
  command: endTopic,
  summary: 'A topic is chosen no longer',
  name: 'endTopic',
  subject: topicIn,
  begin: (): Values => ({}),
  input: (_asked, _values, { topic }) => ({ code: topic?.code }),
  Fields: () => <></>,
});

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
  input: (_asked: Asked, values: Values, { unit }: UnitSubject) => ({
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
  const { values, wrong } = form;
  return (
    <>
      {unit !== null && <Version form={form} now={unit.version} />}
      <Select
        name="agency"
        label={t('desk:staffSetup.field.agency')}
        value={valueOf(values, 'agency')}
        error={wrong['agency']}
        options={agencies.map((one) => ({ value: one, text: t(`desk:staffSetup.agency.${one}`) }))}
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
  input: (_asked, values, { unit }) => ({ id: unit?.id, version: versionIn(values) }),
  Fields: ({ subject, form }: { subject: UnitSubject; form: Filled }) => <Version form={form} now={subject.unit!.version} />,
});
