/** Every metric: what it counts, in which unit, by what it is broken down. */
import { Table } from '../../../../ui/index.ts';
import type { Metric } from '../../metric.ts';
import { keyWords, unitWords } from '../../words.ts';
import { useHref, useMetricText, useWords, useWordsFacts } from './words.tsx';

export function MetricList({ metrics }: { metrics: readonly Metric[] }) {
  const t = useMetricText();
  const href = useHref();
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {(['open', 'persons'] as const).map((disclosure) => (
        <section aria-labelledby={disclosure}>
          <h2 id={disclosure}>{t(`class.${disclosure}`)}</h2>
          <p>{t(`classText.${disclosure}`)}</p>
          <MetricTable id={`${disclosure}-table`} metrics={metrics.filter((one) => one.disclosure === disclosure)} />
        </section>
      ))}
      <p>
        <a href={href('/statistics')}>{t('openData')}</a>
      </p>
    </>
  );
}

function MetricTable({ id, metrics }: { id: string; metrics: readonly Metric[] }) {
  const t = useMetricText();
  const words = useWords();
  const href = useHref();
  const facts = useWordsFacts();
  return (
    <Table
      id={id}
      caption={t('tableCaption')}
      captionHidden
      cards
      columns={[
        { header: t('metric'), rowHeader: true, cell: (one) => <a href={href(`/metrics/${one.id}`)}>{words(one.title)}</a> },
        { header: t('says'), cell: (one) => <span {...facts}>{words(one.says)}</span> },
        { header: t('unit'), cell: (one) => words(unitWords[one.unit]) },
        { header: t('brokenDownBy'), cell: (one) => one.keys.map((key) => words(keyWords[key])).join(', ') },
      ]}
      rows={metrics}
    />
  );
}
