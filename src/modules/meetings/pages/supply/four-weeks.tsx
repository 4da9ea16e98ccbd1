/** Four weeks of an officer as bars on a line of hours, a row a day, and the same as a table. */
import { Figure, Table, useText } from '../../../../ui/index.ts';
import { weekday } from '../../../../platform/clock/index.ts';
import { minutesOf, type Span } from '../../hours.ts';
import type { OfficersDay } from '../../supply-days.ts';
import { spansText, useShortDay } from './words.tsx';

/** Told apart by lightness (3:1 against white and each other's neighbour); the key says which is which, the table says it in words. */
const colours = { home: '#0c5568', elsewhere: '#3a6ea5', travel: '#c5cfd1', taken: '#f2c14e', away: '#a02318' } as const;
type Kind = keyof typeof colours;

const [first, last] = [minutesOf('07:00'), minutesOf('18:00')];
const left = 104;
const width = 460;
const rowHeight = 22;
const top = 22;

interface Props {
  days: readonly OfficersDay[];
  placeName: (id: string | null) => string;
  home: string | null;
}

export function FourWeeks(props: Props) {
  const t = useText();
  // A weekend without anything is not drawn.
  const days = props.days.filter(({ date, worked, taken }) => weekday(date) < 6 || worked.length > 0 || taken.length > 0);
  return (
    <div data-size="sm">
      <Figure
        id="four-weeks"
        caption={t('meetings:staffSupply.weeks.caption')}
        picture={<Picture {...props} days={days} />}
        table={<DaysTable {...props} days={days} />}
      />
    </div>
  );
}

function Picture({ days, home }: Props) {
  const t = useText();
  const shortDay = useShortDay();
  const x = (minutes: number): number =>
    Math.round(left + ((Math.min(Math.max(minutes, first), last) - first) / (last - first)) * (width - left));
  const bar = (span: Span, y: number, kind: Kind) => (
    <rect
      x={x(span.from)}
      y={kind === 'taken' ? y + 4 : y}
      width={Math.max(x(span.to) - x(span.from), 1)}
      height={kind === 'taken' ? 6 : 14}
      fill={colours[kind]}
      stroke={kind === 'travel' ? '#66757a' : undefined}
    />
  );
  const bottom = top + days.length * rowHeight;
  const kinds = Object.keys(colours) as Kind[];
  return (
    <svg
      viewBox={`0 0 ${width} ${bottom + 12 + kinds.length * 22}`}
      width={width}
      role="img"
      aria-label={t('meetings:staffSupply.weeks.alt')}
    >
      {[8, 10, 12, 14, 16].map((hour) => (
        <g>
          <line x1={x(hour * 60)} x2={x(hour * 60)} y1={top - 4} y2={bottom} stroke="#c5cfd1" />
          <text x={x(hour * 60)} y={13} font-size="13" fill="#445257" text-anchor="middle">
            {hour}
          </text>
        </g>
      ))}
      {days.map((day, index) => {
        const y = top + index * rowHeight;
        const away = day.taken.filter(({ why }) => why === 'leave' || why === 'closed');
        const taken = day.taken.filter(({ why }) => why === 'meeting' || why === 'hold');
        return (
          <g>
            {weekday(day.date) === 1 && <line x1="0" x2={width} y1={y - 4} y2={y - 4} stroke="#66757a" />}
            <text x="0" y={y + 12} font-size="13" fill="#14242a">
              {shortDay(day.date)}
            </text>
            {day.stretches.map((one) => bar(one, y, one.placeId === home ? 'home' : 'elsewhere'))}
            {day.travel.map((one) => bar(one, y, 'travel'))}
            {away.map((one) => bar(one, y, 'away'))}
            {taken.map((one) => bar(one, y, 'taken'))}
          </g>
        );
      })}
      {kinds.map((kind, index) => (
        <g>
          <rect
            x="0"
            y={bottom + 12 + index * 22}
            width="26"
            height="12"
            fill={colours[kind]}
            stroke={kind === 'travel' || kind === 'taken' ? '#66757a' : undefined}
          />
          <text x="36" y={bottom + 23 + index * 22} font-size="13" fill="#14242a">
            {t(`meetings:staffSupply.weeks.${kind === 'taken' ? 'booked' : kind}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function DaysTable({ days, placeName }: Props) {
  const t = useText();
  const shortDay = useShortDay();
  return (
    <Table
      id="days"
      caption={t('meetings:staffSupply.weeks.table')}
      captionHidden
      rows={days}
      columns={[
        { header: t('meetings:staffSupply.weeks.day'), rowHeader: true, cell: ({ date }) => shortDay(date) },
        { header: t('meetings:staffSupply.weeks.where'), cell: (day) => <Where day={day} placeName={placeName} /> },
        { header: t('meetings:staffSupply.travel'), cell: ({ travel }) => spansText(travel) },
        { header: t('meetings:staffSupply.weeks.taken'), cell: (day) => <Taken day={day} /> },
      ]}
    />
  );
}

function Where({ day, placeName }: { day: OfficersDay; placeName: Props['placeName'] }) {
  const t = useText();
  if (day.stretches.length === 0) return <>{t(`meetings:staffSupply.${day.holiday ? 'holiday' : 'free'}`)}</>;
  return (
    <>
      {[...Map.groupBy(day.stretches, ({ placeId }) => placeId)].map(([placeId, spans]) => (
        <div>
          {placeName(placeId)} {spansText(spans)}
        </div>
      ))}
    </>
  );
}

function Taken({ day }: { day: OfficersDay }) {
  const t = useText();
  const whole = day.taken.filter(({ why, from, to }) => (why === 'leave' || why === 'closed') && to - from >= 1440);
  if (whole.length > 0) return <>{t('meetings:staffSupply.away')}</>;
  const away = day.taken.filter(({ why }) => why === 'leave' || why === 'closed');
  const meetings = day.taken.filter(({ why }) => why === 'meeting' || why === 'hold');
  return (
    <>
      {meetings.length > 0 && <div>{t('meetings:staffSupply.weeks.meetings', { count: meetings.length })}</div>}
      {away.length > 0 && (
        <div>
          {t('meetings:staffSupply.away')} {spansText(away)}
        </div>
      )}
    </>
  );
}
