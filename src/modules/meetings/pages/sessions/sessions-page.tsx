/** Meetings for several persons, for staff: those to come and the latest that were. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { EmptyState, LinkButton, Table, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Channel } from '../../kinds.ts';
import { useMoment } from '../booking/words.tsx';

export interface ListedSession {
  id: Uuid;
  start: Instant;
  end: Instant;
  name: string;
  channel: Channel;
  /** Null: at a distance. */
  place: string | null;
  officers: readonly string[];
  taken: number;
  seats: number;
  isCancelled: boolean;
}

export function SessionsPage({
  coming,
  past,
  mayOpen,
}: {
  coming: readonly ListedSession[];
  past: readonly ListedSession[];
  mayOpen: boolean;
}) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('meetings:staffSessions.title')}</h1>
      <p class="lead">{t('meetings:staffSessions.lead')}</p>
      {mayOpen && (
        <p>
          <LinkButton href={href(language, '/sessions/new')}>{t('meetings:staffSessions.new')}</LinkButton>
        </p>
      )}
      {coming.length === 0 ? (
        <EmptyState title={t('meetings:staffSessions.none')} />
      ) : (
        <Sessions id="sessions-coming" caption={t('meetings:staffSessions.coming')} rows={coming} />
      )}
      {past.length > 0 && <Sessions id="sessions-past" caption={t('meetings:staffSessions.past')} rows={past} />}
    </>
  );
}

function Sessions({ id, caption, rows }: { id: string; caption: string; rows: readonly ListedSession[] }) {
  const t = useText();
  const words = (key: string, params?: Record<string, number>) => t(`meetings:staffSessions.${key}`, params);
  const { span } = useMoment();
  const { language } = usePage();
  return (
    <Table
      id={id}
      caption={caption}
      cards
      rows={rows}
      columns={[
        {
          header: words('column.when'),
          rowHeader: true,
          cell: (row) => <a href={href(language, `/sessions/${row.id}`)}>{span(row.start, row.end)}</a>,
        },
        { header: words('column.what'), cell: ({ name }) => name },
        { header: words('column.how'), cell: ({ channel }) => t(`meetings:booking.channel.${channel}`) },
        { header: words('column.where'), cell: ({ place }) => place ?? words('remote') },
        { header: words('column.officers'), cell: ({ officers }) => <bdi>{officers.join(', ')}</bdi> },
        {
          header: words('column.seats'),
          cell: ({ taken, seats, isCancelled }) =>
            isCancelled ? <Tag tone="neutral">{words('cancelled')}</Tag> : words('seats', { taken, of: seats }),
        },
      ]}
    />
  );
}
