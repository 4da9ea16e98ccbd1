/** Free and booked against need, day by day or week by week. The table beside it has the figures. */
import { useFormats, useText } from '../../../../ui/index.ts';
import type { DayLeft } from '../../free-left.ts';

const size = { width: 520, height: 290 };
const area = { left: 58, right: 510, top: 16, bottom: 226 };
const ink = '#1f2a30';
const colours = { free: '#0c5568', booked: '#8fb3bd', need: '#a02318' };

export function NeedChart({ rows, title }: { rows: readonly DayLeft[]; title: string }) {
  const { number, dayMonth } = useChartFormats();
  const most = niceTop(Math.max(1, ...rows.map(({ free, booked, need }) => Math.max(free + booked, need ?? 0))));
  const y = (value: number): number => Math.round(area.bottom - (value / most) * (area.bottom - area.top));
  const width = (area.right - area.left) / Math.max(1, rows.length);
  // Of many days only some are named, so that their names do not run into each other.
  const every = Math.ceil(rows.length / 7);
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={title}
      font-size="16"
      direction="ltr"
    >
      {[0, most / 2, most].map((value) => (
        <g>
          <line x1={area.left} x2={area.right} y1={y(value)} y2={y(value)} stroke="#c5ced3" />
          <text x={area.left - 6} y={y(value) + 5} text-anchor="end" fill={ink}>
            {number(value)}
          </text>
        </g>
      ))}
      {rows.map(({ on, free, booked, need }, index) => (
        <g transform={`translate(${Math.round(area.left + index * width)} 0)`}>
          <Bar x={0.12} width={width} from={y(0)} to={y(booked)} fill={colours.booked} />
          <Bar x={0.12} width={width} from={y(booked)} to={y(booked + free)} fill={colours.free} />
          {need !== null && (
            <rect
              x={Math.round(width * 0.54)}
              width={Math.max(2, Math.round(width * 0.34))}
              y={y(need)}
              height={Math.max(1, area.bottom - y(need))}
              fill="#fff"
              stroke={colours.need}
              stroke-width="2"
              stroke-dasharray="5 3"
            />
          )}
          {index % every === 0 && (
            <text x={Math.round(width / 2)} y={area.bottom + 22} text-anchor="middle" fill={ink}>
              {dayMonth(on)}
            </text>
          )}
        </g>
      ))}
      <Legend />
    </svg>
  );
}

function Bar({ x, width, from, to, fill }: { x: number; width: number; from: number; to: number; fill: string }) {
  if (to >= from) return null;
  return <rect x={Math.round(width * x)} width={Math.max(2, Math.round(width * 0.38))} y={to} height={from - to} fill={fill} />;
}

function Legend() {
  const t = useText();
  return (
    <g transform={`translate(${area.left} ${size.height - 14})`} fill={ink}>
      {(['free', 'booked', 'need'] as const).map((what, index) => (
        <g transform={`translate(${index * 130} 0)`}>
          <rect
            y={-12}
            width={14}
            height={14}
            fill={what === 'need' ? '#fff' : colours[what]}
            stroke={colours[what]}
            stroke-width={what === 'need' ? 2 : 1}
            stroke-dasharray={what === 'need' ? '5 3' : undefined}
          />
          <text x={20}>{t(`meetings:staffCapacity.${what}`)}</text>
        </g>
      ))}
    </g>
  );
}

function useChartFormats() {
  const { number } = useFormats();
  return {
    number: (value: number) => number(value),
    dayMonth: (on: string) => `${Number(on.slice(8))}/${Number(on.slice(5, 7))}`,
  };
}

/** The next number that reads well as the top of a scale: 2, 4, 10, 20, 40, 100 … */
export function niceTop(most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [2, 4, 10]) if (most <= step * power) return step * power;
}
