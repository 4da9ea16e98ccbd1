/** Bars below each other, each with its name above it and its figure beside it. What it says stands in a table beside it (Figure). */

export interface RowChartProps {
  /** What is read out in place of the picture. */
  title: string;
  /** `value` null: there is none, or it may not be shown; `text` says so. */
  rows: readonly { name: string; value: number | null; text: string }[];
}

const ink = '#1f2a30';
// A phone shows it at two thirds of this size: there the text is 12 pixels high.
const [width, left, figures, row] = [560, 6, 110, 58];

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
      font-size={19}
      direction="ltr"
    >
      <rect width={width} height={height} fill="#fff" />
      {rows.map(({ name, value, text }, at) => {
        const long = Math.round(((value ?? 0) / most) * (width - left - figures));
        return (
          <g transform={`translate(${left} ${6 + at * row})`} fill={ink}>
            <text x={6} y={20}>
              {name}
            </text>
            <rect y={28} width={long} height={22} fill="#0c5568" />
            <text x={long + 8} y={46}>
              {text}
            </text>
          </g>
        );
      })}
      <line x1={left} x2={left} y1={2} y2={height - 2} stroke={ink} />
    </svg>
  );
}
