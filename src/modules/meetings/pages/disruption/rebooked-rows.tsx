/** What came of each of many that were to get a new time: the time that was, the time that it has, and how the person is told. */
import { type Instant, localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Table, Tag, useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { HowTold } from '../../../contact/index.ts';
import type { Channel } from '../../kinds.ts';
import type { RebookingOutcome, RebookingReason } from '../../store/rebooking.ts';
import { useMoment } from '../booking/words.tsx';

export interface ShownTime {
  start: Instant;
  end: Instant;
  channel: Channel;
  /** null: not on site. */
  place: string | null;
  /** Those who hold it, by name. */
  officers: string;
}

export interface RebookedRow {
  personId: Uuid;
  meetingId: Uuid;
  /** null: not for this viewer to know here. */
  name: string | null;
  before: ShownTime;
  after: ShownTime | null;
  /** null: not come to it yet. */
  outcome: RebookingOutcome | null;
  why: RebookingReason | null;
  nearest: Instant | null;
  /** null: nothing is told of it any more. */
  told: HowTold | null;
}

/** A text of these pages: `staffDisruption.` is understood. */
export function useRebookingText() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffDisruption.${key}`, params);
}

export function RebookedRows({ rows, meetsPeople }: { rows: readonly RebookedRow[]; meetsPeople: boolean }) {
  const t = useRebookingText();
  const { language } = usePage();
  return (
    <Table
      id="rebooked"
      caption={t('rebooking.caption')}
      captionHidden
      cards
      rows={rows}
      columns={[
        ...(meetsPeople
          ? [
              {
                header: t('column.person'),
                rowHeader: true,
                cell: ({ personId, name }: RebookedRow) => (
                  <a href={href(language, `/people/${personId}`)}>
                    <bdi>{name ?? ''}</bdi>
                  </a>
                ),
              },
            ]
          : []),
        { header: t('rebooking.before'), rowHeader: !meetsPeople, cell: (row) => <Time time={row.before} /> },
        { header: t('rebooking.after'), cell: (row) => <Came row={row} /> },
        { header: t('rebooking.told'), cell: (row) => <Told told={row.told} /> },
        ...(meetsPeople ? [{ header: t('rebooking.next'), cell: (row: RebookedRow) => <Next row={row} /> }] : []),
      ]}
    />
  );
}

function Time({ time }: { time: ShownTime }) {
  const t = useRebookingText();
  const { span } = useMoment();
  return (
    <>
      {span(time.start, time.end)}
      <br />
      {t(`channel.${time.channel}`)}
      {time.place !== null && time.place !== '' && (
        <>
          {', '}
          <bdi>{time.place}</bdi>
        </>
      )}
      {time.officers !== '' && (
        <>
          <br />
          <bdi>{time.officers}</bdi>
        </>
      )}
    </>
  );
}

function Came({ row: { outcome, after, why, nearest } }: { row: RebookedRow }) {
  const t = useRebookingText();
  if (after !== null) return <Time time={after} />;
  if (outcome === null) return <Tag>{t('rebooking.waits')}</Tag>;
  if (outcome === 'gone') return <>{t('rebooking.gone')}</>;
  return (
    <>
      <Tag tone="warning">{t('rebooking.outcome.asked')}</Tag>
      <br />
      <Why why={why} nearest={nearest} />
    </>
  );
}

/** Why there is no new time, and the nearest that there was. */
export function Why({ why, nearest }: { why: RebookingReason | null; nearest: Instant | null }) {
  const t = useRebookingText();
  const { words } = useMoment();
  if (why === null) return null;
  return (
    <>
      {t(`why.${why}`)}
      {nearest !== null && ` ${t('why.nearest', { when: words(nearest) })}`}
    </>
  );
}

function Told({ told }: { told: HowTold | null }) {
  const t = useRebookingText();
  const { date } = useFormats();
  if (told === null) return <>{t('told.nothing')}</>;
  const { state, channel, sentAt } = told;
  const by = channel === null || state !== 'sent' ? t(`told.${state}`) : t(`told.by.${channel}`);
  if (sentAt === null) return <>{by}</>;
  const local = localTime(sentAt);
  return (
    <>
      {by}
      <br />
      {t('told.at', { date: date(local.date), time: local.time })}
    </>
  );
}

/** What an officer can do for someone for whom nothing was as good. */
function Next({ row: { personId, meetingId, outcome } }: { row: RebookedRow }) {
  const t = useRebookingText();
  const { language } = usePage();
  const file = href(language, `/people/${personId}`);
  if (outcome !== 'asked') return <a href={`${file}/meetings/${meetingId}`}>{t('rebooking.open')}</a>;
  return (
    <ul>
      <li>
        <a href={`${file}/meetings/${meetingId}/change`}>{t('next.offer')}</a>
      </li>
      <li>
        <a href={`${file}/meetings/waiting`}>{t('next.wait')}</a>
      </li>
      <li>
        <a href={file}>{t('next.call')}</a>
      </li>
    </ul>
  );
}
