/** What a plan says, in plain words: for the person, and for the officer beside the editor. */
import type { ComponentChildren } from 'preact';
import { SummaryList, useText } from '../../../../ui/index.ts';
import type { PlannedStep, SearchInterval } from '../../rules/plan-content.ts';
import type { SharedPlan } from '../../rules/plan-for-provider.ts';
import { useWhen } from '../words.tsx';

/** A whole plan, or what a provider may see of it. */
type ShownPlan = Omit<SharedPlan, 'interval'> & { interval: SearchInterval | SharedPlan['interval'] };

export function PlanParts({ content }: { content: ShownPlan }) {
  const t = useText();
  const { assessment, possibilities, demand, measures, motive, activities, duties, occupations, areas, interval } = content;
  const parts: [string, ComponentChildren][] = [
    ['activities', <Steps steps={activities} />],
    ['motive', motive.trim() === '' ? null : <Words text={motive} />],
    ['duties', <List items={duties} />],
    ['interval', interval === null ? null : <Interval interval={interval} />],
    ['measures', <Steps steps={measures} />],
    ['occupations', <List items={occupations} />],
    ['areas', <List items={areas} />],
    ['assessment', <Words text={assessment} />],
    ['possibilities', <Words text={possibilities} />],
    ['demand', <Words text={demand} />],
  ];
  return (
    <SummaryList
      items={parts.filter(([, value]) => value !== null).map(([part, value]) => ({ term: t(`cases:plan.${part}`), value }))}
    />
  );
}

function Words({ text }: { text: string }) {
  const t = useText();
  return text.trim() === '' ? <>{t('cases:plan.notYet')}</> : <bdi class="own-words">{text}</bdi>;
}

function List({ items }: { items: readonly string[] }) {
  const t = useText();
  if (items.length === 0) return <>{t('cases:plan.notYet')}</>;
  return (
    <ul class="plain-list">
      {items.map((item) => (
        <li>
          <bdi>{item}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Steps({ steps }: { steps: readonly PlannedStep[] }) {
  const t = useText();
  const when = useWhen();
  if (steps.length === 0) return <>{t('cases:plan.notYet')}</>;
  return (
    <ul class="plain-list">
      {steps.map(({ what, by }) => (
        <li>
          <bdi>{what}</bdi>
          {by !== null && <> ({t('cases:plan.until', { date: when.date(by) })})</>}
        </li>
      ))}
    </ul>
  );
}

function Interval({ interval }: { interval: SearchInterval | 'exempt' }) {
  const t = useText();
  if (interval === 'exempt') {
    return (
      <>
        {t('cases:plan.exempt')}
        <br />
        {t('cases:plan.shared.exempt')}
      </>
    );
  }
  if ('exemption' in interval) {
    return (
      <>
        {t('cases:plan.exempt')}
        <br />
        <bdi>{interval.exemption}</bdi>
      </>
    );
  }
  return <>{t('cases:plan.intervalText', { ...interval })}</>;
}
