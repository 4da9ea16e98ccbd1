/** Bars side by side over a scale, with a line or an outline for what was wanted. What it says stands in a table beside it (Figure). */

/** `strong` and `soft` are filled; `wanted` is an outline over what is there, or a line. */
export type ChartTone = 'strong' | 'soft' | 'wanted';

export interface ChartBar {
  /** In the values of the scale. */
  from: number;
  to: number;
  /** Where across its column, from 0 to 1. */
  at: readonly [number, number];
  tone: ChartTone;
}

export interface BarChartProps {
  /** What is read out in place of the picture. */
  title: string;
  /** Narrow where a table stands beside it. */
  width: 'wide' | 'narrow';
  /** The top of the scale, and what is written along it. */
  most: number;
  marks: readonly { value: number; text: string }[];
  columns: readonly { name: string; bars: readonly ChartBar[] }[];
  /** How many columns are named at most, so that their names do not run into each other. */
  named: number;
  line?: { value: number; text: string } | undefined;
  legend?: readonly { tone: ChartTone; text: string }[] | undefined;
}

const ink = '#1f2a30';
const wantedInk = '#a02318';
/** Colours as attributes: style attributes are refused by the site's policy. */
const paint = {
  strong: { fill: '#0c5568' },
  soft: { fill: '#8fb3bd' },
  wanted: { fill: '#fff', stroke: wantedInk, 'stroke-width': 2, 'stroke-dasharray': '5 3' },
} as const satisfies Record<ChartTone, object>;

const shapes = {
  wide: { width: 720, height: 240, left: 48, bottom: 196, font: 14 },
  narrow: { width: 520, height: 290, left: 58, bottom: 226, font: 16 },
} as const;
const top = 16;

export function BarChart({ title, width, most, marks, columns, named, line, legend = [] }: BarChartProps) {
  const shape = shapes[width];
  const { left, bottom, font } = shape;
  const right = shape.width - 12;
  const y = (value: number): number => Math.round(bottom - (value / most) * (bottom - top));
  const step = (right - left) / Math.max(1, columns.length);
  const every = Math.ceil(columns.length / named);
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${shape.width} ${shape.height}`}
      role="img"
      aria-label={title}
      font-size={font}
      direction="ltr"
    >
      {marks.map(({ value, text }) => (
        <g>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke="#c5ced3" />
          <text x={left - 6} y={y(value) + 5} text-anchor="end" fill={ink}>
            {text}
          </text>
        </g>
      ))}
      {columns.map(({ name, bars }, index) => (
        <g transform={`translate(${Math.round(left + index * step)} 0)`}>
          {bars.map(({ from, to, at: [start, end], tone }) => (
            <rect
              x={Math.round(step * start)}
              width={Math.max(2, Math.round(step * (end - start)))}
              y={y(to)}
              height={Math.max(tone === 'wanted' ? 1 : 0, y(from) - y(to))}
              {...paint[tone]}
            />
          ))}
          {index % every === 0 && (
            <text x={Math.round(step / 2)} y={bottom + font + 6} text-anchor="middle" fill={ink}>
              {name}
            </text>
          )}
        </g>
      ))}
      {line !== undefined && (
        <g>
          <line
            x1={left}
            x2={right}
            y1={y(line.value)}
            y2={y(line.value)}
            stroke={wantedInk}
            stroke-width="2.5"
            stroke-dasharray="8 5"
          />
          {/* Outlined in white, so that it can be read over a bar too. */}
          <text
            x={right}
            y={y(line.value) - 5}
            text-anchor="end"
            fill={wantedInk}
            stroke="#fff"
            stroke-width="5"
            paint-order="stroke"
            font-weight="700"
          >
            {line.text}
          </text>
        </g>
      )}
      <g transform={`translate(${left} ${shape.height - 14})`} fill={ink}>
        {legend.map(({ tone, text }, index) => (
          <g transform={`translate(${index * 130} 0)`}>
            <rect y={-12} width={14} height={14} {...paint[tone]} />
            <text x={20}>{text}</text>
          </g>
        ))}
      </g>
    </svg>
  );
}

/** The next number that reads well as the top of a scale: 2, 4, 10, 20, 40, 100 … */
export function niceTop(most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [2, 4, 10]) if (most <= step * power) return step * power;
}
