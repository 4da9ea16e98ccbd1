/** Forms of service agreements. */
import { type Filled, Details, Field, Radios, Select, useText, valueOf, type Values } from '../../../../ui/index.ts';
import { type DeskTask, deskTasks, endServiceAgreement, putServiceAgreement } from '../../../network/index.ts';
import { agencies } from '../../kinds.ts';
import { deskCrumbs, deskSubject, placeOf, toDesk } from './desk-forms.ts';
import { orNull, setupForm } from './form.tsx';
import { useAgency } from './words.tsx';

const categories = ['general', 'personal-data', 'public-authority'] as const;

/** The tasks that were chosen, in the order of the list. */
const chosen = (values: Values): DeskTask[] => deskTasks.filter((task) => valueOf(values, `category-${task}`) !== '');

export const agreementForm = setupForm({
  url: '/desks/:place/agreements/new',
  command: putServiceAgreement,
  summary: 'A service agreement of a place',
  name: 'putAgreement',
  subject: deskSubject,
  begin: (_subject, { today }): Values => ({ from: [today], agency: [agencies[0]], arrivalCounts: [''] }),
  input(values, asked) {
    const arrival = valueOf(values, 'arrivalCounts');
    return {
      placeId: placeOf(asked),
      agency: valueOf(values, 'agency'),
      from: valueOf(values, 'from'),
      to: orNull(valueOf(values, 'to')),
      reference: valueOf(values, 'reference'),
      arrivalCounts: arrival === '' ? null : arrival === 'yes',
      tasks: chosen(values).map((task) => ({
        task,
        category: valueOf(values, `category-${task}`),
        words: valueOf(values, `words-${task}`),
        access: orNull(valueOf(values, `access-${task}`).trim()),
      })),
    };
  },
  fieldOf(path, values) {
    const [first = '', index = '', part = ''] = path.split('.');
    const task = first === 'tasks' ? chosen(values)[Number(index)] : undefined;
    return task === undefined ? first : `${part}-${task}`;
  },
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: AgreementFields,
});

function AgreementFields({ form: { values, wrong } }: { form: Filled }) {
  const t = useText();
  const agencyName = useAgency();
  return (
    <>
      <Select
        name="agency"
        label={t('desk:staffSetup.field.agency')}
        value={valueOf(values, 'agency')}
        error={wrong['agency']}
        options={agencies.map((one) => ({ value: one, text: agencyName(one) }))}
      />
      <Field
        name="reference"
        label={t('desk:staffSetup.field.reference')}
        hint={t('desk:staffSetup.hint.reference')}
        value={valueOf(values, 'reference')}
        error={wrong['reference']}
        maxLength={200}
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
        name="to"
        type="date"
        label={t('desk:staffSetup.field.to')}
        hint={t('desk:staffSetup.hint.to')}
        value={valueOf(values, 'to')}
        error={wrong['to']}
        dir="ltr"
        optional
      />
      <Radios
        name="arrivalCounts"
        legend={t('desk:staffSetup.agreements.arrival')}
        hint={t('desk:staffSetup.hint.arrival')}
        value={valueOf(values, 'arrivalCounts')}
        error={wrong['arrivalCounts']}
        options={[
          { value: 'yes', text: t('desk:staffSetup.agreements.arrivals.counts') },
          { value: 'no', text: t('desk:staffSetup.agreements.arrivals.not') },
          { value: '', text: t('desk:staffSetup.agreements.arrivals.silent') },
        ]}
      />
      <h2>{t('desk:staffSetup.agreements.tasks')}</h2>
      <p class="hint">{t('desk:staffSetup.hint.tasks')}</p>
      {deskTasks.map((task) => (
        <TaskFields task={task} values={values} wrong={wrong} />
      ))}
    </>
  );
}

function TaskFields({ task, values, wrong }: { task: DeskTask; values: Values; wrong: Filled['wrong'] }) {
  const t = useText();
  const [category, words, access] = [`category-${task}`, `words-${task}`, `access-${task}`];
  const isOpen = valueOf(values, category) !== '' || [category, words, access].some((name) => wrong[name] !== undefined);
  return (
    <Details summary={t(`desk:staffSetup.task.${task}`)} open={isOpen}>
      <div class="form">
        <Select
          name={category}
          label={t('desk:staffSetup.field.category')}
          value={valueOf(values, category)}
          error={wrong[category]}
          options={[
            { value: '', text: t('desk:staffSetup.category.none') },
            ...categories.map((one) => ({ value: one, text: t(`desk:staffSetup.category.${one}`) })),
          ]}
        />
        <Field
          name={words}
          label={t('desk:staffSetup.field.words')}
          value={valueOf(values, words)}
          error={wrong[words]}
          maxLength={500}
        />
        <Field
          name={access}
          label={t('desk:staffSetup.field.access')}
          hint={t('desk:staffSetup.hint.access')}
          value={valueOf(values, access)}
          error={wrong[access]}
          maxLength={500}
          optional
        />
      </div>
    </Details>
  );
}

export const endAgreementForm = setupForm({
  url: '/desks/:place/agreements/:agreement/end',
  command: endServiceAgreement,
  summary: 'A service agreement ends',
  name: 'endAgreement',
  subject: deskSubject,
  begin: (_subject, { today }): Values => ({ lastDay: [today] }),
  input: (values, asked) => ({
    placeId: placeOf(asked),
    agreementId: asked.params['agreement'],
    lastDay: valueOf(values, 'lastDay'),
  }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: LastDay,
});

/** The last day of something. */
export function LastDay({ form: { values, wrong } }: { form: Filled }) {
  const t = useText();
  return (
    <Field
      name="lastDay"
      type="date"
      label={t('desk:staffSetup.field.lastDay')}
      value={valueOf(values, 'lastDay')}
      error={wrong['lastDay']}
      dir="ltr"
    />
  );
}
