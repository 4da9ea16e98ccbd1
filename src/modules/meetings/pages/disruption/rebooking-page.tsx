/** New times for many: how far it has come, and of each meeting the time that was, the time that it has, and how the person is told. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  EmptyState,
  LinkButton,
  Notice,
  Pagination,
  Table,
  Tabs,
  Tag,
  useFormats,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { HowTold } from '../../../contact/index.ts';
import type { Channel } from '../../kinds.ts';
import { type RebookingCounts, type RebookingOutcome, rebookingOutcomes, type RebookingReason } from '../../store/rebooking.ts';
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

export interface RebookingProps {
  /** Where this page stands, without language. */
  path: string;
  startedAt: Instant;
  counts: RebookingCounts;
  outcome: RebookingOutcome | null;
  rows: readonly RebookedRow[];
  part: { limit: number; offset: number };
  /** Whether the viewer can open a person's file. */
  meetsPeople: boolean;
}

export function useRebookingText() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffDisruption.${key}`, params);
}

export function RebookingPage(props: RebookingProps) {
  const { path, startedAt, counts, outcome, rows, part, meetsPeople } = props;
  const t = useRebookingText();
  const { language } = usePage();
  const { words } = useMoment();
  const here = href(language, path);
  const left = counts.all - counts.moved - counts.asked - counts.gone;
  const of = (one: RebookingOutcome | null, offset = 0): string => {
    const query = new URLSearchParams({
      ...(one === null ? {} : { outcome: one }),
      ...(offset === 0 ? {} : { offset: String(offset) }),
    });
    return query.size === 0 ? here : `${here}?${query}`;
  };
  return (
    <>
      <h1>{t('rebooking.title')}</h1>
      <p class="lead">{t('rebooking.started', { when: words(startedAt) })}</p>
      <Progress counts={counts} left={left} here={of(outcome)} />
      {counts.asked > 0 && (
        <Notice tone="warning" title={t('rebooking.askedTitle', { count: counts.asked })}>
          {t(meetsPeople ? 'rebooking.askedText' : 'rebooking.askedTextPlanner')}
        </Notice>
      )}
      <Tabs
        label={t('rebooking.show')}
        tabs={[
          { href: of(null), text: `${t('displaced.all')} (${counts.all})`, current: outcome === null },
          ...rebookingOutcomes.map((one) => ({
            href: of(one),
            text: `${t(`rebooking.outcome.${one}`)} (${counts[one]})`,
            current: outcome === one,
          })),
        ]}
      />
      {rows.length === 0 ? <EmptyState title={t('rebooking.none')} /> : <Rows rows={rows} meetsPeople={meetsPeople} />}
      <Pagination total={outcome === null ? counts.all : counts[outcome]} {...part} href={(offset) => of(outcome, offset)} />
      <p class="no-print">
        <a href={`${here}.csv`} download>
          {t('rebooking.file')}
        </a>{' '}
        · <a href={href(language, '/displaced')}>{t('displaced.title')}</a>
      </p>
    </>
  );
}

function Progress({ counts, left, here }: { counts: RebookingCounts; left: number; here: string }) {
  const t = useRebookingText();
  const done = counts.all - left;
  if (left === 0) {
    return (
      <Notice tone="success" title={t('done.moved', { count: counts.moved })} answer>
        {t('rebooking.done', { count: counts.all })}
      </Notice>
    );
  }
  return (
    <div data-under-way>
      <p role="status">
        <progress value={done} max={counts.all} aria-label={t('rebooking.title')} />{' '}
        {t('rebooking.progress', { done, all: counts.all })}
      </p>
      <p>{t('rebooking.leave')}</p>
      <p>
        <LinkButton variant="secondary" href={here}>
          {t('rebooking.look')}
        </LinkButton>
      </p>
    </div>
  );
}

function Rows({ rows, meetsPeople }: { rows: readonly RebookedRow[]; meetsPeople: boolean }) {
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
