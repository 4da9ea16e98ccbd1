/** The days of a calendar as a table: what goes over several half hours spans their rows. */
import { type Instant, localTime, type PlainDate } from '../../../../platform/clock/index.ts';
import { Tag, useFormats, useText } from '../../../../ui/index.ts';
import type { CalendarDay, Entry } from '../../calendar.ts';
import { minutesOf, timeOf } from '../../hours.ts';
import { MeetingEntry } from './meeting-entry.tsx';

/** A row, in minutes. */
const step = 30;

/** Minutes after midnight, outwards to whole half hours: from where to where the days are shown. */
function shownHours(days: readonly CalendarDay[]): { from: number; to: number } {
  const times = days.flatMap(({ date, stretches, entries }) => [
    ...stretches.flatMap(({ from, to }) => [from, to]),
    ...entries.filter(({ meeting }) => meeting !== null).flatMap((entry) => Object.values(within(entry, date))),
  ]);
  const from = Math.min(8 * 60, ...times);
  const to = Math.max(17 * 60, ...times);
  return { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step };
}

/** An entry's minutes on a day. */
function within({ start, end }: Entry, date: PlainDate): { from: number; to: number } {
  const minutes = (at: Instant, other: number): number => {
    const { date: day, time } = localTime(at);
    return day === date ? minutesOf(time) : other;
  };
  return { from: minutes(start, 0), to: minutes(end, 1440) };
}

interface Cell {
  rows: number;
  entries: Entry[];
}

/** For each half hour of a day what begins there, and over how many half hours it goes; null: what began before goes on. */
function cellsOf(day: CalendarDay, from: number, to: number): (Cell | null)[] {
  const cells: (Cell | null)[] = Array.from({ length: (to - from) / step }, () => ({ rows: 1, entries: [] }));
  for (const entry of day.entries) {
    const time = within(entry, day.date);
    const last = Math.min(cells.length, Math.ceil((Math.min(time.to, to) - from) / step));
    let first = Math.max(0, Math.floor((time.from - from) / step));
    // What touches what began before stands in the same cell.
    while (first > 0 && cells[first] === null) first -= 1;
    const cell = cells[first];
    if (cell === undefined || cell === null || last <= first) continue;
    cell.entries.push(entry);
    cell.rows = Math.max(cell.rows, last - first);
    for (let row = first + 1; row < first + cell.rows; row += 1) {
      const covered = cells[row];
      if (covered !== null && covered !== undefined) cell.entries.push(...covered.entries);
      cells[row] = null;
    }
  }
  return cells;
}

/** Days beside each other, half hour by half hour. */
export function Grid({
  days,
  today,
  typeNames,
}: {
  days: readonly CalendarDay[];
  today: PlainDate;
  typeNames: ReadonlyMap<string, string>;
}) {
  const t = useText();
  const { from, to } = shownHours(days);
  const columns = days.map((day) => cellsOf(day, from, to));
  const rows = Array.from({ length: (to - from) / step }, (_, index) => from + index * step);
  return (
    <div class="table-scroll" role="region" tabIndex={0} aria-labelledby="calendar-caption">
      <table class={days.length === 1 ? 'calendar one-day' : 'calendar'}>
        <caption id="calendar-caption" class="ds-sr-only">
          {t('meetings:staffCalendar.caption')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('meetings:staffCalendar.time')}</th>
            {days.map((day) => (
              <DayHead day={day} isToday={day.date === today} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((minutes, row) => (
            <tr class={minutes % 60 === 0 ? 'hour' : undefined}>
              <th scope="row">{timeOf(minutes)}</th>
              {days.map((day, column) => {
                const cell = columns[column]![row]!;
                return cell === null ? null : <DayCell {...{ day, cell, minutes, typeNames }} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayHead({ day, isToday }: { day: CalendarDay; isToday: boolean }) {
  const t = useText();
  const { weekday, date } = useFormats();
  const places = [...new Set(day.stretches.map(({ place }) => place ?? t('meetings:staffCalendar.remoteOnly')))];
  return (
    <th scope="col" aria-current={isToday ? 'date' : undefined}>
      <time dateTime={day.date}>
        {weekday(day.date)} {date(day.date)}
      </time>
      {day.isHoliday && <Tag tone="info">{t('meetings:staffCalendar.holiday')}</Tag>}
      <span class="calendar-place">{places.length === 0 ? t('meetings:staffCalendar.off') : places.join(', ')}</span>
    </th>
  );
}

function DayCell({
  day,
  cell,
  minutes,
  typeNames,
}: {
  day: CalendarDay;
  cell: Cell;
  minutes: number;
  typeNames: ReadonlyMap<string, string>;
}) {
  const works = day.stretches.some(({ from, to }) => from < minutes + step && to > minutes);
  const places = [...new Set(day.stretches.map(({ place }) => place))];
  const isAway = cell.entries.length > 0 && cell.entries.every((entry) => entry.kind === 'leave' || entry.kind === 'closed');
  const kind = isAway ? 'off' : cell.entries.length > 0 ? 'taken' : works ? 'free' : 'off';
  return (
    <td class={kind} rowSpan={cell.rows}>
      {cell.entries.map((entry) => (
        <MeetingEntry
          entry={entry}
          places={places}
          typeName={entry.meeting === null ? '' : (typeNames.get(entry.meeting.typeCode) ?? entry.meeting.typeCode)}
        />
      ))}
    </td>
  );
}
