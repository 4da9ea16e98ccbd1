/** The share of each month as a bar, with the goal as a line. The table beside it has the figures. */
import type { FigureRow } from '../../figures.ts';

const size = { width: 720, height: 240 };
const area = { left: 48, right: 708, top: 16, bottom: 196 };
const ink = '#1f2a30';

export function ShareChart({ rows, goal, title }: { rows: readonly FigureRow[]; goal: number | null; title: string }) {
  const y = (percent: number): number => Math.round(area.bottom - (percent / 100) * (area.bottom - area.top));
  const width = (area.right - area.left) / Math.max(1, rows.length);
  // Of many months only some are named, so that their names do not run into each other.
  const every = Math.ceil(rows.length / 12);
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={title}
      font-size="14"
      direction="ltr"
    >
      {[0, 50, 100].map((percent) => (
        <g>
          <line x1={area.left} x2={area.right} y1={y(percent)} y2={y(percent)} stroke="#c5ced3" />
          <text x={area.left - 6} y={y(percent) + 5} text-anchor="end" fill={ink}>{`${percent} %`}</text>
        </g>
      ))}
      {rows.map((row, index) => (
        <g transform={`translate(${Math.round(area.left + index * width)} 0)`}>
          {row.share !== null && (
            <rect
              x={Math.round(width * 0.15)}
              width={Math.round(width * 0.7)}
              y={y(row.share)}
              height={area.bottom - y(row.share)}
              fill="#0c5568"
            />
          )}
          {index % every === 0 && (
            <text x={Math.round(width / 2)} y={area.bottom + 20} text-anchor="middle" fill={ink}>
              {row.key}
            </text>
          )}
        </g>
      ))}
      {goal !== null && (
        <g>
          <line
            x1={area.left}
            x2={area.right}
            y1={y(goal)}
            y2={y(goal)}
            stroke="#a02318"
            stroke-width="2.5"
            stroke-dasharray="8 5"
          />
          <text x={area.right} y={y(goal) - 5} text-anchor="end" fill="#a02318" font-weight="700">{`${goal} %`}</text>
        </g>
      )}
    </svg>
  );
}
