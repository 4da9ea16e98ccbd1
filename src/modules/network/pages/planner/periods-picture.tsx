/** Periods as bars on a line of time, one row per place and kind. The same stands as a table beside it. */
import { addDays, day, daysBetween, type PlainDate } from '../../../../platform/clock/index.ts';
import { useFormats, useText } from '../../../../ui/index.ts';
import { type PresenceKind, presenceKinds } from '../../kinds.ts';
import type { Presence } from '../../store/presence.ts';
import { useKind } from './words.tsx';

/** Strong enough against white (3:1) and told apart by lightness; the key below says which is which, the table says it in words. */
const colours: Readonly<Record<PresenceKind, string>> = {
  staffed_office: '#0c5568',
  visiting_office: '#3a6ea5',
  cooperation_place: '#9a6c00',
  service_office: '#66757a',
};

/** Narrow, so that the letters keep their size on a phone. */
const width = 440;
const rowHeight = 50;
const top = 24;

export function PeriodsPicture({ presences, on }: { presences: readonly Presence[]; on: PlainDate }) {
  const t = useText();
  const kind = useKind();
  const { date } = useFormats();
  const { first, last, years } = axis(presences, on);
  const x = (at: PlainDate) => Math.round((daysBetween(first, at) / daysBetween(first, last)) * width);
  const bottom = top + presences.length * rowHeight + 4;
  const kinds = presenceKinds.filter((one) => presences.some((presence) => presence.kind === one));
  const height = bottom + 16 + kinds.length * 24;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t('network:planner.municipality.pictureAlt', { from: date(first), to: date(last) })}
    >
      {years.map((year) => (
        <g>
          <line x1={x(year)} x2={x(year)} y1={top - 4} y2={bottom} stroke="#c5cfd1" />
          <text x={Math.min(x(year) + 4, width - 40)} y={14} font-size="14" fill="#445257">
            {year.slice(0, 4)}
          </text>
        </g>
      ))}
      <line x1={x(on)} x2={x(on)} y1={top - 4} y2={bottom} stroke="#a02318" stroke-width="2" stroke-dasharray="4 3" />
      {presences.map((presence, index) => {
        const from = x(day.parse(presence.validFrom));
        const to = presence.validTo === null ? width : x(addDays(day.parse(presence.validTo), 1));
        const y = top + index * rowHeight;
        // A label that would run out over the edge is set to end where its bar ends.
        const late = from > width * 0.45;
        return (
          <g>
            <text
              x={late ? to : from}
              y={y + 17}
              font-size="15"
              fill="#14242a"
              stroke="#fff"
              stroke-width="4"
              paint-order="stroke"
              text-anchor={late ? 'end' : 'start'}
            >
              {presence.placeName}
            </text>
            <rect x={from} y={y + 24} width={Math.max(to - from, 3)} height="14" rx="3" fill={colours[presence.kind]} />
          </g>
        );
      })}
      {kinds.map((one, index) => (
        <g>
          <rect x="0" y={bottom + 16 + index * 24} width="28" height="14" rx="3" fill={colours[one]} />
          <text x="38" y={bottom + 28 + index * 24} font-size="14" fill="#14242a">
            {kind(one)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** From the year of the first period to the end of the year that is asked for or spoken of last; a line at each new year. */
function axis(presences: readonly Presence[], on: PlainDate) {
  const days = [
    on,
    ...presences.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo === null ? [] : [validTo])]),
  ].toSorted();
  const [from, to] = [Number(days[0]!.slice(0, 4)), Number(days.at(-1)!.slice(0, 4))];
  const years = Array.from({ length: to - from + 1 }, (_, index) => day.parse(`${from + index}-01-01`));
  return { first: years[0]!, last: day.parse(`${to}-12-31`), years };
}
