/** A metric month by month: lines, and the same in a table. */
import { Details, Figure, LineChart, niceTop, Table } from '../../../../ui/index.ts';
import type { FigureRow, Figures } from '../../figures.ts';
import type { Unit } from '../../metric.ts';
import type { MetricPicture } from './picture.ts';
import { useCodeName, useFigureText, useMetricText, useWords } from './words.tsx';

const nothing = { value: null, hidden: false };

/** The top of the scale: of shares the whole, of the rest a round figure above the largest. */
const topOf = (unit: Unit, values: readonly (number | null)[]): number => {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return unit === 'share' || (unit === 'index' && most <= 1) ? 1 : niceTop(most);
};

export function Line({ picture }: { picture: MetricPicture }) {
  const t = useMetricText();
  const words = useWords();
  const figureText = useFigureText();
  const nameOf = useCodeName(picture.areas);
  const { line, asked } = picture;
  const { metric } = asked;
  if (!line.some(({ isCounted }) => isCounted)) return null;
  const key = line[0]!.by[0];
  const codes = [...new Set(line.flatMap(({ rows }) => rows.map(({ keys }) => keys[0] ?? '')))];
  const at = (month: Figures, code: string): Pick<FigureRow, 'value' | 'hidden'> =>
    month.rows.find(({ keys }) => (keys[0] ?? '') === code) ?? nothing;
  const lineName = (code: string): string => (key === undefined ? words(metric.title) : nameOf(key, code));
  const caption = t('lineCaption', { metric: words(metric.title) });
  const most = topOf(
    metric.unit,
    line.flatMap(({ rows }) => rows.map(({ value }) => value)),
  );
  return (
    <section aria-labelledby="line">
      <h2 id="line">{t('lineTitle')}</h2>
      <Figure
        id="line-figure"
        caption={caption}
        picture={
          <LineChart
            title={caption}
            most={most}
            marks={[0, most / 2, most].map((value) => ({ value, text: figureText(metric.unit, { value, hidden: false }) }))}
            columns={line.map(({ on }) => on.slice(0, 7))}
            named={6}
            lines={codes.map((code) => ({ name: lineName(code), values: line.map((month) => at(month, code).value) }))}
          />
        }
        table={
          <Details summary={t('lineTable')}>
            <Table<Figures>
              id="line-table"
              caption={caption}
              captionHidden
              columns={[
                {
                  header: metric.time === 'day' ? t('day') : t('month'),
                  rowHeader: true,
                  cell: ({ on }) => (metric.time === 'day' ? on : on.slice(0, 7)),
                },
                ...codes.map((code) => ({
                  header: lineName(code),
                  numeric: true,
                  cell: (month: Figures) => (
                    <bdi>{month.isCounted ? figureText(metric.unit, at(month, code)) : t('notCountedShort')}</bdi>
                  ),
                })),
              ]}
              rows={line}
            />
          </Details>
        }
      />
    </section>
  );
}
