/**
 * The week as it lies in a calendar, a day in each column and half hours downwards: who came, and the counters. What is wrong is said by shape
 * too, never by colour alone. The tables on the page have the figures.
 */
import type { ComponentChildren } from 'preact';
import { useFormats } from '../../../../ui/index.ts';
import type { Slot, Week } from '../../report/week.ts';
import { clockOf, useWeekText } from './words.ts';

const ink = '#1f2a30';
const strong = '#0c5568';
const soft = '#8fb3bd';
const wrong = '#a02318';
const closed = '#eef2f4';

const shape = { width: 470, left: 50, top: 28, row: 24, dot: 12 } as const;

interface GridProps {
  week: Week;
  title: string;
  cell: (slot: Slot, at: { x: number; y: number; width: number; isPast: boolean }) => ComponentChildren;
  today: string;
}

function Grid({ week: { begins, days }, title, cell, today }: GridProps) {
  const { weekday } = useFormats();
  const { width, left, top, row } = shape;
  const column = (width - left) / Math.max(1, days.length);
  const height = top + begins.length * row + 4;
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
      font-size="14"
      direction="ltr"
      fill={ink}
    >
      {days.map(({ day, slots }, index) => {
        const x = left + index * column;
        return (
          <g>
            <text x={x + 6} y={20} font-weight="700">
              {`${weekday(day).slice(0, 3)} ${Number(day.slice(8))}/${Number(day.slice(5, 7))}`}
            </text>
            {slots.map((slot, at) => {
              const y = top + at * row;
              return slot === null ? (
                <rect x={x + 2} y={y + 1} width={column - 4} height={row - 2} fill={closed} />
              ) : (
                cell(slot, { x: x + 4, y, width: column - 8, isPast: day <= today })
              );
            })}
          </g>
        );
      })}
      {begins.map((begin, at) =>
        begin % 60 === 0 ? (
          <g>
            <line x1={left - 6} x2={width} y1={top + at * row} y2={top + at * row} stroke="#c5ced3" />
            <text x={left - 10} y={top + at * row + 17} text-anchor="end">
              {clockOf(begin)}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  );
}

/** Bars as long as there were visitors; with a mark where too few were called in time. */
export function VisitsPicture({
  week,
  title,
  today,
  isMissed,
}: {
  week: Week;
  title: string;
  today: string;
  isMissed: (slot: Slot) => boolean;
}) {
  const most = Math.max(1, ...week.days.flatMap(({ slots }) => slots.map((slot) => slot?.visits ?? 0)));
  return (
    <Grid
      week={week}
      title={title}
      today={today}
      cell={(slot, { x, y, width }) => {
        if (slot.visits === 0) return null;
        const missed = isMissed(slot);
        const length = Math.max(3, Math.round(((width - 30) * slot.visits) / most));
        return (
          <g>
            <rect x={x} y={y + 4} width={length} height={shape.row - 8} rx="2" fill={missed ? wrong : strong} />
            <text x={x + length + 4} y={y + 18} font-weight={missed ? 700 : 400} fill={missed ? wrong : ink}>
              {missed ? `${slot.visits} !` : slot.visits}
            </text>
          </g>
        );
      }}
    />
  );
}

/** A dot for each counter: filled when it was open, hollow and red when it was needed and was not, pale when it was not needed. */
export function CountersPicture({ week, title, today }: { week: Week; title: string; today: string }) {
  return (
    <Grid
      week={week}
      title={title}
      today={today}
      cell={({ open, need }, { x, y, width, isPast }) => {
        const most = Math.max(open, need ?? 0);
        const room = Math.floor((width + 2) / shape.dot);
        if (most > room) return <CountsAsText x={x} y={y} open={open} need={need} isPast={isPast} />;
        return Array.from({ length: most }, (_, at) => (
          <CounterDot
            cx={x + 6 + at * shape.dot}
            cy={y + shape.row / 2}
            what={at < open ? (need !== null && at >= need ? 'spare' : 'open') : isPast ? 'missing' : 'planned'}
          />
        ));
      }}
    />
  );
}

function CountsAsText({
  x,
  y,
  open,
  need,
  isPast,
}: {
  x: number;
  y: number;
  open: number;
  need: number | null;
  isPast: boolean;
}) {
  const missing = isPast && need !== null && open < need;
  return (
    <text x={x} y={y + 18} fill={missing ? wrong : ink} font-weight={missing ? 700 : 400}>
      {need === null ? open : isPast ? `${open}/${need}${missing ? ' !' : ''}` : `0/${need}`}
    </text>
  );
}

type Dot = 'open' | 'spare' | 'missing' | 'planned';

function CounterDot({ cx, cy, what }: { cx: number; cy: number; what: Dot }) {
  if (what === 'open' || what === 'spare') return <circle cx={cx} cy={cy} r="4.8" fill={what === 'open' ? strong : soft} />;
  return <circle cx={cx} cy={cy} r="4" fill="#fff" stroke={what === 'missing' ? wrong : strong} stroke-width="2" />;
}

/** What the dots and bars mean. */
export function Legend({
  of,
  isToCome = false,
  hasNeeds = false,
}: {
  of: 'visits' | 'counters';
  isToCome?: boolean;
  hasNeeds?: boolean;
}) {
  const t = useWeekText();
  const bar = (fill: string) => <rect y="3" width="24" height="14" rx="2" fill={fill} />;
  const dot = (what: Dot) => <CounterDot cx={12} cy={10} what={what} />;
  const entries: readonly (readonly [string, ComponentChildren])[] =
    of === 'visits'
      ? [
          ['inTime', bar(strong)],
          ['missed', bar(wrong)],
        ]
      : [
          ['open', dot('open')],
          ...(hasNeeds
            ? ([
                ['missing', dot('missing')],
                ['spare', dot('spare')],
              ] as const)
            : []),
          ...(hasNeeds && isToCome ? ([['planned', dot('planned')]] as const) : []),
        ];
  return (
    <ul class="legend plain-list">
      {entries.map(([key, sign]) => (
        <li>
          <svg class="swatch" viewBox="0 0 28 20" aria-hidden="true">
            {sign}
          </svg>
          {t(`legend.${key}`)}
        </li>
      ))}
    </ul>
  );
}
