/** Free and booked against need, day by day or week by week. The table beside it has the figures. */
import { BarChart, type ChartBar, niceTop, useFormats, useText } from '../../../../ui/index.ts';
import type { DayLeft } from '../../free-left.ts';

const dayMonth = (on: string): string => `${Number(on.slice(8))}/${Number(on.slice(5, 7))}`;

export function NeedChart({ rows, title }: { rows: readonly DayLeft[]; title: string }) {
  const t = useText();
  const { number } = useFormats();
  const most = niceTop(Math.max(1, ...rows.map(({ free, booked, need }) => Math.max(free + booked, need ?? 0))));
  return (
    <BarChart
      title={title}
      width="narrow"
      most={most}
      marks={[0, most / 2, most].map((value) => ({ value, text: number(value) }))}
      columns={rows.map((row) => ({ name: dayMonth(row.on), bars: barsOf(row) }))}
      named={7}
      legend={[
        { tone: 'strong', text: t('meetings:staffCapacity.free') },
        { tone: 'soft', text: t('meetings:staffCapacity.booked') },
        { tone: 'wanted', text: t('meetings:staffCapacity.need') },
      ]}
    />
  );
}

function barsOf({ free, booked, need }: DayLeft): ChartBar[] {
  const there: readonly [number, number] = [0.12, 0.5];
  return [
    { from: 0, to: booked, at: there, tone: 'soft' },
    { from: booked, to: booked + free, at: there, tone: 'strong' },
    ...(need === null ? [] : [{ from: 0, to: need, at: [0.54, 0.88], tone: 'wanted' } as const]),
  ];
}
