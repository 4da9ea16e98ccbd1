/** The steps of a decision as a table, before and after they are carried out. */
import type { ComponentChildren } from 'preact';
import { Table, Tag, useFormats, useText } from '../../../ui/index.ts';
import type { PlannedStep } from '../decision/steps.ts';
import type { StepRefusal } from '../store/decisions.ts';
import type { Scenario } from '../store/scenarios.ts';
import { type Names, refusalWords, useWords } from './words.tsx';

interface StepsProps<Step extends PlannedStep> {
  id: string;
  caption: string;
  steps: readonly Step[];
  scenario: Scenario;
  names: Names;
  outcome(step: Step): ComponentChildren;
}

export function Steps<Step extends PlannedStep>({ id, caption, steps, scenario, names, outcome }: StepsProps<Step>) {
  const t = useWords();
  const { date } = useFormats();
  const about = ({ change }: Step) => (change === null ? null : scenario.changes[change]!);
  return (
    <Table<Step>
      id={id}
      caption={caption}
      cards
      columns={[
        { header: t('decision.step'), rowHeader: true, cell: ({ kind }) => t(`step.${kind}`) },
        {
          header: t('decision.about'),
          cell: (step) => {
            const change = about(step);
            return change === null ? t('decision.allClosures') : names.place(change.placeId);
          },
        },
        {
          header: t('change.from'),
          cell: (step) => {
            const change = about(step);
            return change === null ? '–' : date(change.from);
          },
        },
        { header: t('decision.outcome'), cell: outcome },
      ]}
      rows={steps}
    />
  );
}

export function Refused({ refusal }: { refusal: StepRefusal }) {
  const t = useWords();
  const text = useText();
  const words = refusalWords(text, refusal);
  return (
    <>
      <Tag tone="danger">{t('decision.isRefused')}</Tag>
      <p>{words.text}</p>
      {refusal.rule !== null && (
        <p class="hint">
          {t('decision.rule', { rule: words.rule ?? refusal.rule.id })} {refusal.rule.source}
        </p>
      )}
    </>
  );
}
