/** How many municipalities were in each state, month by month: steps stacked to the whole country. */
import type { Translate } from '../../../platform/i18n/index.ts';
import { municipalityStates } from '../kinds.ts';
import type { MonthCounts } from '../store/summary.ts';
import { daysBetween, type PlainDate } from '../../../platform/clock/index.ts';
import { Fills, inkColour, lineColour, renderSvg } from '../../../ui/index.ts';
import { fillOf } from './patterns.tsx';

export const chartSize = { width: 480, height: 316 };
const area = { left: 44, right: 468, top: 12, bottom: 262 };

interface ChartProps {
  months: readonly MonthCounts[];
  /** The day to mark; null for none. */
  on: string | null;
  /** Reads below `network:public`. */
  t: Translate;
}

/** The text of the SVG file. */
export function drawStates(props: ChartProps): string {
  return renderSvg(<StatesChart {...props} />);
}

function StatesChart({ months, on, t }: ChartProps) {
  const [first, last] = [months[0]?.on, months.at(-1)?.on];
  const whole = months[0] === undefined ? 1 : municipalityStates.reduce((sum, state) => sum + months[0]![state], 0);
  const days = first === undefined || last === undefined ? 1 : Math.max(1, daysBetween(first as PlainDate, last as PlainDate));
  const x = (day: string): number =>
    Math.round(area.left + (daysBetween(first as PlainDate, day as PlainDate) / days) * (area.right - area.left));
  const y = (count: number): number => Math.round(area.bottom - (count / whole) * (area.bottom - area.top));
  const ticks = [0, 100, 200, whole].filter((one) => one <= whole);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${chartSize.width} ${chartSize.height}`}
      {...chartSize}
      font-family="sans-serif"
      font-size="15"
      direction="ltr"
    >
      <Fills id="chart" />
      <rect {...chartSize} fill="#fff" />
      {municipalityStates.map((state, index) => (
        <path d={band(months, index, x, y)} fill={fillOf('chart', state)} stroke={lineColour} stroke-width="1">
          <title>{t(`state.${state}`)}</title>
        </path>
      ))}
      <g fill={inkColour}>
        {ticks.map((count) => (
          <text x={area.left - 6} y={y(count) + 4} text-anchor="end">
            {count}
          </text>
        ))}
        {months
          .filter((one) => one.on.endsWith('-01-01') || one.on.endsWith('-07-01'))
          .map((one) => (
            <g transform={`translate(${x(one.on)} ${area.bottom})`}>
              <line y2="6" stroke={inkColour} />
              <text y="24" text-anchor={x(one.on) > area.right - 20 ? 'end' : 'middle'}>
                {one.on.slice(0, 7)}
              </text>
            </g>
          ))}
      </g>
      {on !== null && first !== undefined && last !== undefined && on >= first && on <= last && (
        <g>
          <line x1={x(on)} x2={x(on)} y1={area.top - 8} y2={area.bottom} stroke="#fff" stroke-width="5" />
          <line x1={x(on)} x2={x(on)} y1={area.top - 8} y2={area.bottom} stroke="#a02318" stroke-width="2.5" />
          <text
            x={x(on)}
            y={area.bottom + 44}
            text-anchor={x(on) > area.right - 40 ? 'end' : x(on) < area.left + 40 ? 'start' : 'middle'}
            fill="#a02318"
            font-weight="700"
          >
            {on}
          </text>
        </g>
      )}
    </svg>
  );
}

/** A band between the sum of the states below it and that sum with its own, as steps: each month's count holds until the next. */
function band(months: readonly MonthCounts[], index: number, x: (day: string) => number, y: (count: number) => number): string {
  const below = (month: MonthCounts, upTo: number): number =>
    municipalityStates.slice(0, upTo).reduce((sum, state) => sum + month[state], 0);
  const edge = (upTo: number): string[] =>
    months.flatMap((month, at) => {
      const before = months[at - 1];
      const corner = before === undefined ? [] : [`${x(month.on)} ${y(below(before, upTo))}`];
      return [...corner, `${x(month.on)} ${y(below(month, upTo))}`];
    });
  const points = [...edge(index + 1), ...edge(index).toReversed()];
  return points.length === 0 ? '' : `M${points.join('L')}z`;
}
