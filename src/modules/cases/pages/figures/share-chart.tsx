/** The share of each month as a bar, with the goal as a line. The table beside it has the figures. */
import { BarChart } from '../../../../ui/index.ts';
import type { FigureRow } from '../../figures.ts';

const percent = (value: number): { value: number; text: string } => ({ value, text: `${value} %` });

export function ShareChart({ rows, goal, title }: { rows: readonly FigureRow[]; goal: number | null; title: string }) {
  return (
    <BarChart
      title={title}
      width="wide"
      most={100}
      marks={[0, 50, 100].map(percent)}
      columns={rows.map(({ key, share }) => ({
        name: key,
        bars: share === null ? [] : [{ from: 0, to: share, at: [0.15, 0.85], tone: 'strong' }],
      }))}
      named={12}
      line={goal === null ? undefined : percent(goal)}
    />
  );
}
