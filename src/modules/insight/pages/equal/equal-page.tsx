/** Equal service: one measure by place or group beside the rest of the country, with the gaps that are larger than chance. */
import { href, type Translate } from '../../../../platform/i18n/index.ts';
import {
  Button,
  choroplethSize,
  Details,
  Field,
  Figure,
  Form,
  Notice,
  RowChart,
  Select,
  Table,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { equalKeys, type EqualKey, type SubjectId, subjects } from '../../equal-service/subjects.ts';
import { type Compared, type Comparison, type Verdict, verdicts } from '../../equal-service/compare.ts';
import type { Metric } from '../../metric.ts';
import type { Area } from '../../store/regions.ts';
import { keyWords } from '../../words.ts';
import { useCodeName, useFigureText, useWords } from '../metrics/words.tsx';

export interface EqualProps {
  subject: SubjectId;
  metric: Metric;
  by: EqualKey;
  on: string;
  hasError: boolean;
  areas: readonly Area[];
  comparison: Comparison;
}

/** The texts below `insight:equal`. */
export function useEqualText(): Translate {
  const t = useText();
  return (key, params) => t(`insight:equal.${key}`, params);
}

export const queryOf = ({ subject, by, on }: Pick<EqualProps, 'subject' | 'by' | 'on'>): string =>
  new URLSearchParams({ subject, by, on }).toString();

export function EqualPage(props: EqualProps) {
  const t = useEqualText();
  const { language } = usePage();
  const figureText = useFigureText();
  const { comparison, metric } = props;
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <p>
        <a href={href(language, '/equal-service/groups')}>{t('groups.open')}</a>
      </p>
      {props.hasError && <Notice tone="warning">{t('notSo')}</Notice>}
      <Choose {...props} />
      <h2 id="answer">{t(`subject.${props.subject}`)}</h2>
      {comparison.isMadeUp && <Notice tone="warning">{t('madeUp')}</Notice>}
      {comparison.isReconstructed && !comparison.isMadeUp && <Notice tone="info">{t('reconstructed')}</Notice>}
      {comparison.rows.length === 0 ? (
        <Notice tone="info">{t('notCounted', { month: props.on.slice(0, 7) })}</Notice>
      ) : (
        <>
          <p>
            {t('country', {
              value: figureText(metric.unit === 'days' ? 'days' : 'share', {
                value: comparison.country,
                hidden: comparison.country === null,
              }),
            })}
          </p>
          <Gaps {...props} />
          <Everything {...props} />
          <p>
            <a href={href(language, `/equal-service/figures.csv?${queryOf(props)}`)}>{t('csv')}</a>
          </p>
        </>
      )}
      <h2 id="method">{t('method')}</h2>
      <p>{t(metric.disclosure === 'open' ? 'methodOpen' : metric.unit === 'days' ? 'methodDays' : 'methodShares')}</p>
      {metric.disclosure === 'open' && <p>{t('groups.reach')}</p>}
      {metric.disclosure === 'persons' && <p>{t('methodSmall')}</p>}
      <p>
        <a href={href(language, `/metrics/${metric.id}`)}>{t('definition')}</a>
      </p>
    </>
  );
}

function Choose({ subject, by, on }: EqualProps) {
  const t = useEqualText();
  const words = useWords();
  const { language } = usePage();
  return (
    <Form action={href(language, '/equal-service')} method="get" inline>
      <Select
        name="subject"
        label={t('what')}
        options={subjects.map(({ id }) => ({ value: id, text: t(`subject.${id}`) }))}
        value={subject}
      />
      <Select
        name="by"
        label={t('by')}
        options={equalKeys.map((key) => ({ value: key, text: words(keyWords[key]) }))}
        value={by}
      />
      <Field name="on" type="date" label={t('day')} value={on} />
      <Button>{t('show')}</Button>
    </Form>
  );
}

/** How many there are of each verdict, those that differ by name, and those too small to tell. */
function Gaps({ comparison, by, areas }: EqualProps) {
  const t = useEqualText();
  const nameOf = useCodeName(areas);
  const of = (verdict: Verdict): readonly Compared[] => comparison.rows.filter((row) => row.verdict === verdict);
  return (
    <>
      <ul>
        {verdicts.map((verdict) => (
          <li>{t(`count.${verdict}`, { n: of(verdict).length })}</li>
        ))}
      </ul>
      {of('too-small').length > 0 && (
        <Details summary={t('tooSmallTitle')}>
          <p>
            {of('too-small')
              .map(({ code }) => nameOf(by, code))
              .join(', ')}
          </p>
        </Details>
      )}
    </>
  );
}

/** Longer tables are opened by who wants them. */
const mostRows = 30;

function Everything(props: EqualProps) {
  const t = useEqualText();
  const words = useWords();
  const { language } = usePage();
  const { comparison, metric, by, areas } = props;
  const { rows } = comparison;
  const caption = t('caption', { what: t(`subject.${props.subject}`), by: words(keyWords[by]), month: props.on.slice(0, 7) });
  const nameOf = useCodeName(areas);
  const figureText = useFigureText();
  const text = ({ value }: Compared): string =>
    figureText(metric.unit === 'days' ? 'days' : 'share', { value, hidden: value === null });
  const table = <AllRows {...props} caption={caption} />;
  const isMap = by === 'municipality' || by === 'county';
  return (
    <Figure
      id="equal-figure"
      caption={caption}
      picture={
        isMap ? (
          <img
            class="picture"
            src={href(language, `/equal-service/map.svg?${queryOf(props)}`)}
            alt={caption}
            width={choroplethSize.width / 2}
            loading="lazy"
            data-inline
          />
        ) : (
          <RowChart
            title={caption}
            rows={rows.map((row) => ({ name: nameOf(by, row.code), value: row.value, text: text(row) }))}
          />
        )
      }
      table={rows.length > mostRows ? <Details summary={t('allRows', { n: rows.length })}>{table}</Details> : table}
    />
  );
}

function AllRows({ comparison, metric, by, areas, caption }: EqualProps & { caption: string }) {
  const t = useEqualText();
  const words = useWords();
  const nameOf = useCodeName(areas);
  const figureText = useFigureText();
  const unit = metric.unit === 'days' ? 'days' : 'share';
  return (
    <Table<Compared>
      id="equal-table"
      caption={caption}
      captionHidden
      columns={[
        { header: words(keyWords[by]), rowHeader: true, cell: ({ code }) => nameOf(by, code) },
        {
          header: t('value'),
          numeric: true,
          cell: ({ value }) => <bdi>{figureText(unit, { value, hidden: value === null })}</bdi>,
        },
        ...(metric.disclosure === 'open'
          ? []
          : [{ header: t('of'), numeric: true, cell: ({ whole }: Compared) => (whole === null ? t('hidden') : `${whole}`) }]),
        { header: t('verdict'), cell: ({ verdict }) => t(`verdicts.${verdict}`) },
      ]}
      rows={comparison.rows}
    />
  );
}
