/** What a metric is: words, source, version, its statement; and where its records are. */
import { Details, SummaryList, Table, useFormats } from '../../../../ui/index.ts';
import { definitionOf, fingerprintOf } from '../../definitions.ts';
import type { Metric } from '../../metric.ts';
import { keyWords, unitWords } from '../../words.ts';
import type { MetricPicture } from './picture.ts';
import { useHref, useMetricText, useWords } from './words.tsx';

/** Where the records of an open metric can be seen, on a day. */
const recordsOf = (id: string, on: string): { path: string; isData: boolean } =>
  id.startsWith('places-') && id !== 'places-to-formalise'
    ? { path: `/v1/closures?on=${on}`, isData: true }
    : id.includes('agreement') || id === 'places-to-formalise'
      ? { path: '/agreements', isData: false }
      : { path: `/country?on=${on}`, isData: false };

export function Definition({ picture: { asked, versions } }: { picture: MetricPicture }) {
  const t = useMetricText();
  const words = useWords();
  const href = useHref();
  const { metric, on } = asked;
  const records = recordsOf(metric.id, on);
  return (
    <section aria-labelledby="definition">
      <h2 id="definition">{t('definition')}</h2>
      <SummaryList
        items={[
          { term: t('unit'), value: words(unitWords[metric.unit]) },
          { term: t('brokenDownBy'), value: metric.keys.map((key) => words(keyWords[key])).join(', ') },
          { term: t('source'), value: <bdi lang="en">{metric.source}</bdi> },
          { term: t('shown'), value: t(`classText.${metric.disclosure}`) },
          ...(metric.disclosure === 'open'
            ? [{ term: t('records'), value: <a href={records.isData ? records.path : href(records.path)}>{t('recordsLink')}</a> }]
            : []),
          { term: t('fingerprint'), value: <code class="break">{fingerprintOf(metric).slice(0, 16)}</code> },
        ]}
      />
      <Versions versions={versions} />
      <Details summary={t(metric.time === 'derived' ? 'method' : 'statement')}>
        <p>{t(metric.time === 'derived' ? 'statementDerived' : 'statementText')}</p>
        <pre tabIndex={0} lang="en">
          <code>{definitionOf(metric).statements[0]}</code>
        </pre>
      </Details>
    </section>
  );
}

function Versions({ versions }: { versions: readonly Metric[] }) {
  const t = useMetricText();
  const { date } = useFormats();
  return (
    <Table
      id="versions"
      caption={t('versions')}
      columns={[
        { header: t('version'), rowHeader: true, cell: ({ version }) => version },
        { header: t('from'), cell: ({ from }) => date(from) },
        { header: t('to'), cell: ({ to }) => (to === null ? t('stillHolds') : date(to)) },
      ]}
      rows={versions}
    />
  );
}
