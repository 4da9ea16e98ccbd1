/** One metric: its figure now, by what one chooses, month by month; its definition and where its records are. */
import { Button, ErrorSummary, Field, Form, Notice, Select, useFormats } from '../../../../ui/index.ts';
import type { Metric } from '../../metric.ts';
import { keyWords, valueWords } from '../../words.ts';
import { type Asked, measuresOf, queryOf } from './asked.ts';
import { Definition } from './definition.tsx';
import { Line } from './line.tsx';
import { Parts } from './parts.tsx';
import type { MetricPicture } from './picture.ts';
import { useFigureText, useHref, useMetricText, useWhen, useWords, useWordsFacts } from './words.tsx';

export function MetricPage({ picture }: { picture: MetricPicture }) {
  const t = useMetricText();
  const words = useWords();
  const href = useHref();
  const facts = useWordsFacts();
  const { asked, whole } = picture;
  const { metric, error } = asked;
  return (
    <>
      <ErrorSummary errors={error === null ? [] : [{ field: fieldOf(asked), text: t(`error.${error}`) }]} />
      <h1 {...facts}>{words(metric.title)}</h1>
      <p class="lead" {...facts}>
        {words(metric.says)}
      </p>
      <Choose picture={picture} />
      <Whole picture={picture} />
      {whole.isMadeUp && <Notice tone="warning">{t('madeUp')}</Notice>}
      {whole.isReconstructed && !whole.isMadeUp && <Notice tone="info">{t('reconstructed')}</Notice>}
      {metric.disclosure === 'persons' && whole.isCounted && <Notice tone="info">{t(protectedText(metric))}</Notice>}
      {picture.parts !== null && whole.isCounted && <Parts picture={picture} />}
      <Line picture={picture} />
      <ul>
        <li>
          <a href={href(`/metrics/${metric.id}/figures.csv?${queryOf(asked)}`)}>{t('csv')}</a>
        </li>
        <li>
          <a href={href(`/metrics/${metric.id}/trend.csv?${queryOf(asked)}`)}>{t('trendCsv')}</a>
        </li>
      </ul>
      <Definition picture={picture} />
    </>
  );
}

/** How disclosure control shows it: counts are rounded, medians are not and may still be counted anew, and what follows from shown figures shows no more. */
const protectedText = (metric: Metric): string =>
  metric.time === 'derived' ? 'protectedDerived' : metric.usual.percentile === undefined ? 'protected' : 'protectedPercentile';

/** The field that was filled in wrongly. */
const fieldOf = ({ error, metric }: Asked): string =>
  error === 'day' ? 'on' : error === 'measure' ? measuresOf(metric)[0]! : 'by';

function Whole({ picture: { asked, whole } }: { picture: MetricPicture }) {
  const t = useMetricText();
  const figureText = useFigureText();
  const when = useWhen()(asked.metric, asked.on);
  const row = whole.rows[0];
  if (!whole.isCounted || row === undefined) return <Notice tone="info">{t('notCounted', { when })}</Notice>;
  return (
    <p class="lead">
      <strong>{figureText(asked.metric.unit, row)}</strong> {t('wholeCountry', { when })}
    </p>
  );
}

function Choose({ picture: { asked } }: { picture: MetricPicture }) {
  const t = useMetricText();
  const words = useWords();
  const href = useHref();
  const { date } = useFormats();
  const { metric, on, by, where, error } = asked;
  const isDay = metric.time === 'day';
  const keys = metric.keys.map((key) => ({ value: key, text: words(keyWords[key]) }));
  return (
    <Form action={href(`/metrics/${metric.id}`)} method="get" inline>
      <Field
        name="on"
        type="date"
        label={isDay ? t('day') : t('dayOfMonth')}
        value={on}
        min={metric.from}
        error={error === 'day' ? t('error.day', { from: date(metric.from) }) : undefined}
      />
      <Select
        name="by"
        label={t('by')}
        options={[{ value: '', text: t('byNothing') }, ...keys]}
        value={by[0] ?? ''}
        error={error === 'by' ? t('error.by') : undefined}
      />
      {measuresOf(metric).map((measure, at) => (
        <Select
          name={measure}
          label={words(keyWords[measure])}
          options={metric.values[measure]!.map((code) => ({ value: code, text: words(valueWords[measure]![code]!) }))}
          value={where[measure]?.[0] ?? metric.usual[measure]}
          error={error === 'measure' && at === 0 ? t('error.measure') : undefined}
        />
      ))}
      <Button>{t('show')}</Button>
    </Form>
  );
}
