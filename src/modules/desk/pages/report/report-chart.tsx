/** Bars of a table's counts: over time as a picture, of things with names in the table itself. */
import { BarChart, niceTop, useFormats } from '../../../../ui/index.ts';
import type { DeskFigures } from '../../report/tables.ts';
import { useFigureText, useFigureWords } from './words.ts';

const charted: readonly string[] = ['week', 'weekday', 'hour', 'times'];

/** Whether the rows are an order, which a picture shows, and not things with names. */
export const hasChart = ({ table }: DeskFigures): boolean => charted.includes(table);

export function ReportChart({ figures: { table, rows, columns }, title }: { figures: DeskFigures; title: string }) {
  const t = useFigureText();
  const words = useFigureWords();
  const { number } = useFormats();
  // Of times, waiting and being served; of the others, visits.
  const shown = table === 'times' ? [0, 1] : [0];
  const most = niceTop(Math.max(1, ...rows.flatMap(({ figures }) => shown.map((at) => figures[at] ?? 0))));
  const width = 0.8 / shown.length;
  return (
    <BarChart
      title={title}
      width={table === 'times' ? 'narrow' : 'wide'}
      most={most}
      marks={[0, most / 2, most].map((value) => ({ value, text: number(value) }))}
      columns={rows.map(({ keys: [key], figures }) => ({
        name: words.short(table, key!),
        bars: shown.flatMap((at) => {
          const count = figures[at]!;
          const start = 0.1 + at * width;
          return count === null
            ? []
            : [
                {
                  from: 0,
                  to: count,
                  at: [start, start + width] as const,
                  tone: at === 0 ? ('strong' as const) : ('soft' as const),
                },
              ];
        }),
      }))}
      named={table === 'week' ? 6 : 12}
      legend={
        table === 'times'
          ? shown.map((at) => ({
              tone: at === 0 ? ('strong' as const) : ('soft' as const),
              text: t(`column.${columns[at]!.name}`),
            }))
          : []
      }
    />
  );
}

/** Beside its number, so that it is not read out. */
export function RowBar({ value, most }: { value: number | null; most: number }) {
  return (
    <svg width="120" height="14" viewBox="0 0 120 14" aria-hidden="true" direction="ltr">
      <rect width="120" height="14" fill="#eef2f4" />
      <rect width={Math.round((120 * (value ?? 0)) / most)} height="14" fill="#0c5568" />
    </svg>
  );
}
