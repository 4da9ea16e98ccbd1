/** The forms on scenarios: a new one, its facts, a copy, each step, a comment, and a change taken away. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import {
  Field,
  type Filled,
  type FormAsked,
  type FormPage,
  formPage,
  FormVersion,
  Notice,
  TextArea,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import type { Register } from '../../../network/index.ts';
import { planningProblem } from '../../problems.ts';
import { approveScenario } from '../../scenarios/approve-scenario.ts';
import { changeScenario } from '../../scenarios/change-scenario.ts';
import { copyScenario } from '../../scenarios/copy-scenario.ts';
import { createScenario } from '../../scenarios/create-scenario.ts';
import { proposeScenario } from '../../scenarios/propose-scenario.ts';
import { rejectScenario } from '../../scenarios/reject-scenario.ts';
import { requireScenario } from '../../scenarios/scenario-input.ts';
import { withdrawScenario } from '../../scenarios/withdraw-scenario.ts';
import type { Scenario } from '../../store/scenarios.ts';
import { namesIn, useChange, useWords, wordsOf } from '../words.tsx';
import { changeForm } from './change-form.tsx';
import { commentForm } from './comment-form.tsx';

const home = (t: Translate) => ({ path: '/planning', text: wordsOf(t)('title') });
const above = ({ id, title }: Pick<Scenario, 'id' | 'title'>, t: Translate) => [
  home(t),
  { path: `/planning/${id}`, text: title },
];
const scenarioOf = ({ house, params }: FormAsked): Promise<Scenario> => requireScenario(house.db, params['scenario'] ?? '');
const entered = (values: Filled['values'], names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, valueOf(values, name)]));
const idOf = (result: unknown): string => (result as { scenarioId: string }).scenarioId;
const facts = ['title', 'baseDate', 'assumptions'] as const;

/** `register`: as it is now. */
export function scenarioForms(register: () => Register): FormPage[] {
  return [
    newScenario(register),
    changeFacts(register),
    changeForm(register),
    removeChange(register),
    copy(register),
    ...stepForms,
    commentForm,
  ];
}

const newScenario = (register: () => Register): FormPage =>
  formPage<string>({
    url: '/planning/new',
    command: createScenario,
    summary: 'Begin a scenario of the network',
    subject: ({ today }) => Promise.resolve(today),
    begin: (today) => ({ baseDate: [today] }),
    input: (values) => ({ ...entered(values, facts), changes: [], register }),
    next: (result) => `/planning/${idOf(result)}/places`,
    title: (_subject, t) => wordsOf(t)('newScenario'),
    submit: (_subject, t) => wordsOf(t)('createAndChoose'),
    crumbs: (_subject, t) => [home(t)],
    Fields: ({ form }) => <FactFields form={form} />,
  });

const changeFacts = (register: () => Register): FormPage =>
  formPage<Scenario>({
    url: '/planning/:scenario/facts',
    command: changeScenario,
    summary: 'Another title, base day or assumptions of a scenario',
    subject: scenarioOf,
    begin: ({ title, baseDate, assumptions }) => ({ title: [title], baseDate: [baseDate], assumptions: [assumptions] }),
    input: (values, _asked, { id, changes }) => ({
      ...entered(values, [...facts, 'version']),
      scenarioId: id,
      changes,
      register,
    }),
    next: (_result, _asked, { id }) => `/planning/${id}?done=changed`,
    title: (_subject, t) => wordsOf(t)('changeFacts'),
    submit: (_subject, t) => wordsOf(t)('save'),
    crumbs: above,
    Fields: ({ subject, form }) => (
      <>
        <Version scenario={subject} form={form} />
        <FactFields form={form} />
      </>
    ),
  });

const removeChange = (register: () => Register): FormPage =>
  formPage<{ scenario: Scenario; at: number }>({
    url: '/planning/:scenario/remove',
    command: changeScenario,
    summary: 'Take a change out of a scenario',
    async subject(asked) {
      return { scenario: await scenarioOf(asked), at: Number(valueOf(asked.query, 'at') || NaN) };
    },
    begin: () => ({}),
    input: (values, _asked, { scenario: { id, title, baseDate, assumptions, changes }, at }) => {
      if (changes[at] === undefined) throw planningProblem('scenario-change-gone');
      return {
        scenarioId: id,
        version: valueOf(values, 'version'),
        title,
        baseDate,
        assumptions,
        changes: changes.filter((_one, index) => index !== at),
        register,
      };
    },
    next: (_result, _asked, { scenario }) => `/planning/${scenario.id}?done=changed#changes`,
    title: (_subject, t) => wordsOf(t)('change.removeTitle'),
    submit: (_subject, t) => wordsOf(t)('change.remove'),
    crumbs: ({ scenario }, t) => above(scenario, t),
    Fields: ({ subject: { scenario, at }, form }) => (
      <>
        <Version scenario={scenario} form={form} />
        <Removed scenario={scenario} at={at} register={register()} />
      </>
    ),
  });

function Removed({ scenario, at, register }: { scenario: Scenario; at: number; register: Register }) {
  const say = useChange(namesIn(register));
  const text = useText();
  const change = scenario.changes[at];
  if (change === undefined) return <Notice tone="warning">{text('planning:problem.scenario-change-gone.text')}</Notice>;
  return <p>{say(change)}</p>;
}

const copy = (register: () => Register): FormPage =>
  formPage<Scenario>({
    url: '/planning/:scenario/copy',
    command: copyScenario,
    summary: 'A draft of one’s own that begins with what a scenario says',
    subject: scenarioOf,
    begin: ({ title }) => ({ title: [title] }),
    input: (values, _asked, { id }) => ({ scenarioId: id, title: valueOf(values, 'title'), register }),
    next: (result) => `/planning/${idOf(result)}?done=copied`,
    title: (_subject, t) => wordsOf(t)('act.copy'),
    lead: (_subject, t) => wordsOf(t)('copyLead'),
    submit: (_subject, t) => wordsOf(t)('act.copy'),
    crumbs: above,
    Fields: ({ form }) => <TitleField form={form} />,
  });

const steps = { propose: proposeScenario, approve: approveScenario, reject: rejectScenario, withdraw: withdrawScenario } as const;

const stepForms = (Object.keys(steps) as (keyof typeof steps)[]).map((act) =>
  formPage<Scenario>({
    url: `/planning/:scenario/${act}`,
    command: steps[act],
    summary: `A step of a scenario: ${act}`,
    subject: scenarioOf,
    begin: () => ({}),
    input: (values, _asked, { id }) => ({ ...entered(values, ['version', 'note']), scenarioId: id }),
    next: (result, _asked, { id }) => `/planning/${id}?done=${(result as { state: string }).state}`,
    title: (_subject, t) => wordsOf(t)(`act.${act}`),
    lead: ({ title, number }, t) => wordsOf(t)('actLead', { title, number }),
    submit: (_subject, t) => wordsOf(t)(`act.${act}`),
    crumbs: above,
    Fields: ({ subject, form }) => <NoteField scenario={subject} form={form} isNeeded={act === 'reject'} />,
  }),
);

function Version({ scenario, form }: { scenario: Scenario; form: Filled }) {
  return <FormVersion form={form} now={scenario.version} changed="scenario-changed-meanwhile" />;
}

function TitleField({ form: { values, wrong } }: { form: Filled }) {
  const t = useWords();
  return <Field name="title" label={t('field.title')} value={valueOf(values, 'title')} error={wrong['title']} maxLength={150} />;
}

function FactFields({ form }: { form: Filled }) {
  const t = useWords();
  const { values, wrong } = form;
  return (
    <>
      <TitleField form={form} />
      <Field
        name="baseDate"
        type="date"
        label={t('field.baseDate')}
        hint={t('field.baseDateHint')}
        value={valueOf(values, 'baseDate')}
        error={wrong['baseDate'] ?? wrong['from']}
      />
      <TextArea
        name="assumptions"
        label={t('field.assumptions')}
        hint={t('field.assumptionsHint')}
        value={valueOf(values, 'assumptions')}
        error={wrong['assumptions']}
        maxLength={5000}
        optional
      />
    </>
  );
}

function NoteField({ scenario, form, isNeeded }: { scenario: Scenario; form: Filled; isNeeded: boolean }) {
  const t = useWords();
  return (
    <>
      <Version scenario={scenario} form={form} />
      <TextArea
        name="note"
        label={t(isNeeded ? 'field.why' : 'field.note')}
        value={valueOf(form.values, 'note')}
        error={form.wrong['note']}
        maxLength={1000}
        optional={!isNeeded}
      />
    </>
  );
}
