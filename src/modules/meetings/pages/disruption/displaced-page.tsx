/** Who has lost their time: with filters, why nothing was as good, and a new time for one or all. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, EmptyState, Form, HiddenValues, Notice, Pagination, Select, Tag, usePage } from '../../../../ui/index.ts';
import { displacements } from '../../kinds.ts';
import type { Rebooking, RebookingReason } from '../../store/rebooking.ts';
import { useMoment } from '../booking/words.tsx';
import { type ListedMeeting, MeetingTable } from './meeting-table.tsx';
import { useRebookingText, Why } from './rebooked-rows.tsx';

export interface DisplacedRow extends ListedMeeting {
  /** Why it got no new time when that was last tried; null: not tried. */
  tried: { why: RebookingReason; nearest: Instant | null } | null;
  /** It begins so soon that staff are asked to see to it. */
  isSoon: boolean;
}

export interface DisplacedProps {
  rows: readonly DisplacedRow[];
  /** How many there are of the filter, on every page of the list. */
  total: number;
  part: { limit: number; offset: number };
  counts: readonly { by: string; n: number }[];
  filter: { by: string; place: string; type: string };
  places: readonly { id: string; name: string }[];
  types: readonly { code: string; name: string }[];
  /** So many hours before it begins a meeting becomes an officer's task. */
  hoursBefore: number;
  latest: readonly Rebooking[];
  /** Whether the viewer can open a person's file. */
  meetsPeople: boolean;
  /** How many have just lost their time; null: none were looked at. */
  displaced: number | null;
  requestId: string;
}

export function DisplacedPage(props: DisplacedProps) {
  const { rows, total, part, filter, displaced, hoursBefore, requestId } = props;
  const t = useRebookingText();
  const { language } = usePage();
  const path = href(language, '/displaced');
  const soon = rows.filter(({ isSoon }) => isSoon).length;
  return (
    <>
      {displaced !== null && (
        <Notice tone="success" title={t('done.displaced', { count: displaced })} answer>
          {t(displaced === 0 ? 'done.displacedNone' : 'done.displacedText')}
        </Notice>
      )}
      <h1>{t('displaced.title')}</h1>
      <p class="lead">{t('displaced.lead')}</p>
      <Filter {...props} />
      {soon > 0 && (
        <Notice tone="warning" title={t('soon.title', { count: soon })}>
          {t('soon.text', { hours: hoursBefore })}
        </Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('displaced.none')} />
      ) : (
        <>
          <Rows {...props} />
          <Pagination
            total={total}
            {...part}
            href={(offset) => `${path}?${new URLSearchParams({ ...filter, offset: String(offset) })}`}
          />
          <Form action={path} requestId={requestId}>
            <HiddenValues values={filter} />
            <p>{t('displaced.rule')}</p>
            <Button>{t('displaced.everyone', { count: total })}</Button>
          </Form>
        </>
      )}
      <Latest {...props} />
    </>
  );
}

function Rows({ rows, total, meetsPeople }: DisplacedProps) {
  const t = useRebookingText();
  const { language } = usePage();
  const path = href(language, '/displaced');
  return (
    <MeetingTable
      id="displaced"
      caption={t('displaced.count', { count: total })}
      rows={rows}
      causes
      more={{
        header: t('column.tried'),
        cell: ({ isSoon, tried }) => (
          <>
            {isSoon && <Tag tone="danger">{t('soon.tag')}</Tag>} {tried === null ? t('displaced.untried') : <Why {...tried} />}
          </>
        ),
      }}
      action={(row) => (
        <>
          <Form action={`${path}/${row.personId}/${row.id}`} inline>
            <Button variant="secondary">{t('displaced.one')}</Button>
          </Form>
          {meetsPeople && (
            <p>
              <a href={href(language, `/people/${row.personId}/meetings/${row.id}/change`)}>{t('next.offer')}</a>
            </p>
          )}
        </>
      )}
    />
  );
}

function Filter({ counts, filter, places, types }: DisplacedProps) {
  const t = useRebookingText();
  const { language } = usePage();
  const path = href(language, '/displaced');
  return (
    <Form action={path} method="get" inline>
      <Select
        name="by"
        label={t('column.cause')}
        value={filter.by}
        options={[
          { value: '', text: t('displaced.all') },
          ...displacements.map((one) => ({
            value: one,
            text: `${t(`cause.${one}`)} (${counts.find(({ by }) => by === one)?.n ?? 0})`,
          })),
        ]}
      />
      <Select
        name="place"
        label={t('column.place')}
        value={filter.place}
        options={[{ value: '', text: t('displaced.all') }, ...places.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Select
        name="type"
        label={t('column.type')}
        value={filter.type}
        options={[{ value: '', text: t('displaced.all') }, ...types.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <Button variant="secondary">{t('displaced.show')}</Button>
    </Form>
  );
}

/** What was done before, to be looked at again. */
function Latest({ latest }: DisplacedProps) {
  const t = useRebookingText();
  const { language } = usePage();
  const { words } = useMoment();
  if (latest.length === 0) return null;
  return (
    <>
      <h2>{t('rebooking.latest')}</h2>
      <ul>
        {latest.map(({ id, startedAt }) => (
          <li key={id}>
            <a href={href(language, `/displaced/rebookings/${id}`)}>{words(startedAt)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
