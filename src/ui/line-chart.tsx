/** Lines over time. What it says stands in a table beside it (Figure). Colours as attributes: style attributes are refused by the site's policy. */

export interface ChartLine {
  name: string;
  /** One for each column; null: there is none, or it may not be shown, and the line has a gap. */
  values: readonly (number | null)[];
  /** From and to, for each column: an interval around the line, as a field behind it. */
  band?: readonly (readonly [number, number] | null)[] | undefined;
}

export interface LineChartProps {
  /** What is read out in place of the picture. */
  title: string;
  /** The top of the scale (niceTop), and what is written along it. */
  most: number;
  marks: readonly { value: number; text: string }[];
  /** Names of the points in time, at equal distances. */
  columns: readonly string[];
  /** How many columns are named at most, so that their names do not run into each other. */
  named: number;
  /** At most five; told apart by colour, dashes and the shape of their points. */
  lines: readonly ChartLine[];
}

const ink = '#1f2a30';
const pens = [
  { stroke: '#0c5568', dash: undefined, shape: 'M-4-4h8v8h-8z' },
  { stroke: '#a02318', dash: '9 5', shape: 'M0-5L5 4h-10z' },
  { stroke: '#7a4b00', dash: '3 4', shape: 'M0-5.5L5.5 0 0 5.5-5.5 0z' },
  { stroke: '#4b3a8f', dash: '12 4 3 4', shape: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z' },
  { stroke: '#1d6231', dash: '6 3', shape: 'M-5-4h10L0 5z' },
] as const;
// A phone shows it at two thirds of this size: there the text is 12 pixels high. Half a name of a column fits on either side.
const [width, narrow, right, top, bottom, row] = [560, 66, 522, 14, 250, 28];
// As wide as a sign is at most on the average: what stands along the scale begins within the picture.
const sign = 11;

export function LineChart({ title, most, marks, columns, named, lines }: LineChartProps) {
  const left = Math.max(narrow, 10 + sign * Math.max(...marks.map(({ text }) => text.length)));
  const height = bottom + 40 + (lines.length > 1 ? lines.length * row : 0);
  const step = (right - left) / Math.max(1, columns.length - 1);
  const x = (at: number): number => Math.round(columns.length === 1 ? (left + right) / 2 : left + at * step);
  const y = (value: number): number => Math.round(bottom - (value / most) * (bottom - top));
  const every = Math.max(1, Math.ceil(columns.length / named));
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
      {marks.map(({ value, text }) => (
        <g>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke="#c5ced3" />
          <text x={left - 8} y={y(value) + 6} text-anchor="end" fill={ink}>
            {text}
          </text>
        </g>
      ))}
      {columns.map(
        (name, at) =>
          at % every === 0 && (
            <text x={x(at)} y={bottom + 26} text-anchor="middle" fill={ink}>
              {name}
            </text>
          ),
      )}
      {lines.map(({ band }, at) => band !== undefined && <Band band={band} pen={pens[at % pens.length]!} {...{ most, x, y }} />)}
      {lines.map((line, at) => (
        <Drawn line={line} pen={pens[at % pens.length]!} points={columns.length <= 40} {...{ x, y }} />
      ))}
      {lines.length > 1 &&
        lines.map(({ name }, at) => (
          <g transform={`translate(${left} ${bottom + 48 + at * row})`}>
            <Stroke pen={pens[at % pens.length]!} d="M0 0H44" />
            <path d={pens[at % pens.length]!.shape} fill={pens[at % pens.length]!.stroke} transform="translate(22 0)" />
            <text x={54} y={6} fill={ink}>
              {name}
            </text>
          </g>
        ))}
    </svg>
  );
}

type Pen = (typeof pens)[number];

interface DrawnProps {
  line: ChartLine;
  pen: Pen;
  /** Mark each point. */
  points: boolean;
  x(at: number): number;
  y(value: number): number;
}

function Drawn({ line: { values }, pen, points, x, y }: DrawnProps) {
  const d = values
    .map((value, at) => {
      if (value === null) return '';
      const before = values[at - 1];
      return `${before === null || before === undefined ? 'M' : 'L'}${x(at)} ${y(value)}`;
    })
    .join('');
  return (
    <g>
      {/* Without any value there is no path: an empty one is no SVG that everyone reads. */}
      {d !== '' && <Stroke pen={pen} d={d} />}
      {values.map((value, at) => {
        if (value === null) return null;
        // A point between two gaps would not be seen as a line.
        const alone = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
        return (points || alone) && <path d={pen.shape} fill={pen.stroke} transform={`translate(${x(at)} ${y(value)})`} />;
      })}
    </g>
  );
}

/** One field for each stretch without a gap; what is beyond the scale is cut off at it. */
function Band({
  band,
  pen,
  most,
  x,
  y,
}: Pick<DrawnProps, 'pen' | 'x' | 'y'> & { band: NonNullable<ChartLine['band']>; most: number }) {
  const inside = (value: number): number => y(Math.min(most, Math.max(0, value)));
  const stretches: { at: number; from: number; to: number }[][] = [[]];
  for (const [at, one] of band.entries()) {
    if (one === null) stretches.push([]);
    else stretches.at(-1)!.push({ at, from: inside(one[0]), to: inside(one[1]) });
  }
  const d = stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const upper = stretch.map(({ at, to }) => `${x(at)} ${to}`);
      const lower = stretch.toReversed().map(({ at, from }) => `${x(at)} ${from}`);
      return `M${[...upper, ...lower].join('L')}Z`;
    });
  return <path d={d.join('')} fill={pen.stroke} fill-opacity={0.18} />;
}

function Stroke({ pen, d }: { pen: Pen; d: string }) {
  return <path d={d} fill="none" stroke={pen.stroke} stroke-width={2.5} stroke-dasharray={pen.dash} stroke-linejoin="round" />;
}
