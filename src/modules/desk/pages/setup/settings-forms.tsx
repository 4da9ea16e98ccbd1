/** Forms of what holds for every desk: values and topics. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { Field, type Filled, Select, useText, valueOf, type Values } from '../../../../ui/index.ts';
import { endTopic } from '../../end-topic.ts';
import { agencies, settingKeys } from '../../kinds.ts';
import { deskProblem } from '../../problems.ts';
import { putSetting } from '../../put-setting.ts';
import { putTopic } from '../../put-topic.ts';
import { listTopics, type Topic } from '../../store/topics.ts';
import { type Asked, numberOrNull, setupForm } from './form.tsx';
import { NameFields, namesIn, namesOf } from './name-fields.tsx';
import { useAgency } from './words.tsx';

const back = (): string => '/desks/settings';
const crumbs = (_subject: unknown, t: Translate) => [
  { path: '/desks', text: t('desk:staffSetup.list.title') },
  { path: '/desks/settings', text: t('desk:staffSetup.settings.title') },
];
/** Where a form of what holds for every desk leads back to. */
export const underSettings = { back, crumbs };
const fieldOf = (path: string): string => {
  const [first = '', second = ''] = path.split('.');
  return first === 'names' ? `name-${second}` : first;
};

export const settingForm = setupForm({
  ...underSettings,
  url: '/desks/settings/values/new',
  command: putSetting,
  summary: 'A value for all desks from a day on',
  name: 'putSetting',
  subject: () => Promise.resolve(null),
  begin: (_subject, { today }): Values => ({ key: [settingKeys[0]], from: [today] }),
  input: (values, _asked) => ({
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
  ...underSettings,
  command: putTopic,
  subject: topicIn,
  begin: ({ topic }: { topic: Topic | null }): Values =>
    topic === null
      ? { agency: [agencies[0]], position: ['100'] }
      : { code: [topic.code], agency: [topic.agency], position: [String(topic.position)], ...namesOf(topic.names) },
  input: (values: Values, _asked: Asked, { topic }: { topic: Topic | null }) => ({
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
  const agencyName = useAgency();
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
            options={[...agencies, 'other'].map((one) => ({ value: one, text: agencyName(one) }))}
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
  ...underSettings,
  url: '/desks/settings/topics/:topic/end',
  command: endTopic,
  summary: 'A topic is chosen no longer',
  name: 'endTopic',
  subject: topicIn,
  begin: (): Values => ({}),
  input: (_values, _asked, { topic }) => ({ code: topic?.code }),
  Fields: () => <></>,
});
