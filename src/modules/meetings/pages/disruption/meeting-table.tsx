/** Meetings in a list of staff's: when and how, and whose only where that may be known. */
import type { ComponentChildren } from 'preact';
import { type Column, Table, useText } from '../../../../ui/index.ts';
import type { Meeting } from '../../store/meetings.ts';
import { useMoment } from '../booking/words.tsx';

export interface ListedMeeting extends Pick<Meeting, 'personId' | 'id' | 'start' | 'end' | 'channel' | 'displacedBy'> {
  type: string;
  /** null: not on site. */
  place: string | null;
  /** null: not for this viewer to know here. */
  name: string | null;
}

export function MeetingTable<Row extends ListedMeeting = ListedMeeting>({
  id,
  caption,
  rows,
  causes,
  more,
  action,
}: {
  id: string;
  caption: string;
  rows: readonly Row[];
  /** Whether they lost their time for different reasons. */
  causes?: boolean;
  more?: Column<Row>;
  action?: (row: Row) => ComponentChildren;
}) {
  const t = useText();
  const words = (key: string) => t(`meetings:staffDisruption.${key}`);
  const { span } = useMoment();
  return (
    <Table
      id={id}
      caption={caption}
      cards
      rows={rows}
      columns={[
        { header: words('column.when'), rowHeader: true, cell: (row) => span(row.start, row.end) },
        { header: words('column.type'), cell: (row) => row.type },
        { header: words('column.channel'), cell: (row) => words(`channel.${row.channel}`) },
        { header: words('column.place'), cell: (row) => row.place ?? words('noPlace') },
        ...(rows.some(({ name }) => name !== null)
          ? [{ header: words('column.person'), cell: (row: Row) => <bdi>{row.name ?? ''}</bdi> }]
          : []),
        ...(causes === true
          ? [{ header: words('column.cause'), cell: (row: Row) => words(`cause.${row.displacedBy ?? ''}`) }]
          : []),
        ...(more === undefined ? [] : [more]),
        ...(action === undefined ? [] : [{ header: words('column.action'), cell: action }]),
      ]}
    />
  );
}
