/** Bars below each other, each with its name and its figure. What it says stands in a table beside it (Figure). */

export interface RowChartProps {
  /** What is read out in place of the picture. */
  title: string;
  /** `value` null: there is none, or it may not be shown; `text` says so. */
  rows: readonly { name: string; value: number | null; text: string }[];
}

const ink = '#1f2a30';
const [width, names, figures, row] = [560, 250, 80, 34];

export function RowChart({ title, rows }: RowChartProps) {
  const most = Math.max(...rows.map(({ value }) => value ?? 0), 0) || 1;
  const height = rows.length * row + 12;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={title}
      font-family="sans-serif"
      font-size={16}
      direction="ltr"
    >
      <rect width={width} height={height} fill="#fff" />
      {rows.map(({ name, value, text }, at) => {
        const long = Math.round(((value ?? 0) / most) * (width - names - figures));
        return (
          <g transform={`translate(0 ${6 + at * row})`} fill={ink}>
            <text x={names - 10} y={22} text-anchor="end">
              {name}
            </text>
            <rect x={names} y={4} width={long} height={row - 8} fill="#0c5568" />
            <text x={names + long + 8} y={22}>
              {text}
            </text>
          </g>
        );
      })}
      <line x1={names} x2={names} y1={2} y2={height - 2} stroke={ink} />
    </svg>
  );
}
