/** A metric by what was chosen: a map of municipalities or counties, bars of other things, and always the table. */
import { choroplethSize, Details, Figure, RowChart, Table } from '../../../../ui/index.ts';
import type { FigureRow } from '../../figures.ts';
import { keyWords } from '../../words.ts';
import { queryOf } from './asked.ts';
import type { MetricPicture } from './picture.ts';
import { useCodeName, useFigureText, useHref, useMetricText, useWhen, useWords } from './words.tsx';

/** Longer tables are opened by who wants them. */
const mostRows = 30;

export function Parts({ picture }: { picture: MetricPicture }) {
  const t = useMetricText();
  const words = useWords();
  const href = useHref();
  const { metric, on, by } = picture.asked;
  const figureText = useFigureText();
  const when = useWhen()(metric, on);
  const rows = picture.parts!.rows;
  const key = by[0]!;
  const caption = t('partsCaption', { metric: words(metric.title), by: words(keyWords[key]), when });
  const nameOf = useCodeName(picture.areas);
  const table = <PartsTable picture={picture} caption={caption} rows={rows} />;
  const isMap = key === 'municipality' || key === 'county';
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{t('partsTitle', { by: words(keyWords[key]) })}</h2>
      <Figure
        id="parts-figure"
        caption={caption}
        picture={
          isMap ? (
            <img
              class="picture"
              src={href(`/metrics/${metric.id}/map.svg?${queryOf(picture.asked)}`)}
              alt={caption}
              width={choroplethSize.width / 2}
              loading="lazy"
              data-inline
            />
          ) : (
            <RowChart
              title={caption}
              rows={rows.map((row) => ({
                name: nameOf(key, row.keys[0]!),
                value: row.value,
                text: figureText(metric.unit, row),
              }))}
            />
          )
        }
        table={rows.length > mostRows ? <Details summary={t('allRows', { n: rows.length })}>{table}</Details> : table}
      />
    </section>
  );
}

function PartsTable({ picture, caption, rows }: { picture: MetricPicture; caption: string; rows: readonly FigureRow[] }) {
  const t = useMetricText();
  const words = useWords();
  const { metric, by } = picture.asked;
  const figureText = useFigureText();
  const nameOf = useCodeName(picture.areas);
  const key = by[0]!;
  return (
    <Table<FigureRow>
      id="parts-table"
      caption={caption}
      captionHidden
      columns={[
        { header: words(keyWords[key]), rowHeader: true, cell: (row) => <bdi>{nameOf(key, row.keys[0]!)}</bdi> },
        { header: words(metric.title), numeric: true, cell: (row) => <bdi>{figureText(metric.unit, row)}</bdi> },
      ]}
      rows={rows}
      empty={t('none')}
    />
  );
}
