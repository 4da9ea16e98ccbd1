/** The form in which a comment or a view on a scenario is filed. */
import { Field, type Filled, formPage, Radios, Select, TextArea, useText, valueOf } from '../../../../ui/index.ts';
import { allBodies, type Body } from '../../../contact/index.ts';
import { commentScenario } from '../../scenarios/comment-scenario.ts';
import { requireScenario } from '../../scenarios/scenario-input.ts';
import { type Scenario, senderKinds, stances } from '../../store/scenarios.ts';
import { useWords, wordsOf } from '../words.tsx';

const fields = ['fromKind', 'bodyKey', 'fromName', 'arrivedOn', 'stance', 'words'] as const;

export const commentForm = formPage<{ scenario: Scenario; bodies: Body[]; today: string }>({
  url: '/planning/:scenario/comment',
  command: commentScenario,
  summary: 'File a comment or a view on a scenario',
  async subject(asked) {
    return {
      scenario: await requireScenario(asked.house.db, asked.params['scenario'] ?? ''),
      bodies: await allBodies(asked.house.db),
      today: asked.today,
    };
  },
  begin: ({ today }) => ({ arrivedOn: [today], fromKind: ['body'], stance: ['neither'] }),
  input: (values, _asked, { scenario }) => ({
    ...Object.fromEntries(fields.map((name) => [name, valueOf(values, name)])),
    scenarioId: scenario.id,
  }),
  next: (_result, _asked, { scenario }) => `/planning/${scenario.id}?done=commented#comments`,
  title: (_subject, t) => wordsOf(t)('act.comment'),
  lead: ({ scenario: { title, number } }, t) => wordsOf(t)('actLead', { title, number }),
  submit: (_subject, t) => wordsOf(t)('file'),
  crumbs: ({ scenario }, t) => [
    { path: '/planning', text: wordsOf(t)('title') },
    { path: `/planning/${scenario.id}`, text: scenario.title },
  ],
  Fields: ({ subject, form }) => <CommentFields bodies={subject.bodies} form={form} />,
});

function CommentFields({ bodies, form: { values, wrong } }: { bodies: readonly Body[]; form: Filled }) {
  const t = useWords();
  const text = useText();
  const byName = bodies.toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
  const of = (name: string) => ({ name, value: valueOf(values, name), error: wrong[name] });
  return (
    <>
      <Radios
        {...of('fromKind')}
        legend={t('field.fromKind')}
        options={senderKinds.map((kind) => ({ value: kind, text: t(`sender.${kind}`) }))}
      />
      <Select
        {...of('bodyKey')}
        label={text('contact:staffNotices.field.bodyKey')}
        options={[{ value: '', text: t('noBody') }, ...byName.map(({ key, name }) => ({ value: key, text: name }))]}
        optional
      />
      <Field {...of('fromName')} label={t('field.fromName')} hint={t('field.fromNameHint')} maxLength={120} optional />
      <Field {...of('arrivedOn')} type="date" label={t('field.arrivedOn')} hint={t('field.arrivedOnHint')} />
      <Radios
        {...of('stance')}
        legend={t('field.stance')}
        options={stances.map((one) => ({ value: one, text: t(`stance.${one}`) }))}
      />
      <TextArea {...of('words')} label={t('field.words')} maxLength={20_000} rows={8} />
    </>
  );
}
