/** "My meetings": those to come, what is held or waited for, and those that have been. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Buttons, Card, CardList, Details, EmptyState, LinkButton, Notice, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Channel, MeetingState } from '../../kinds.ts';
import { Answer, Small, Sub, Title } from './parts.tsx';
import { PlaceName, type ShownPlace, useBookingText, useMoment } from './words.tsx';
import type { BookingWay } from './way.ts';

export const listDone = [
  'cancelled',
  'series-cancelled',
  'series-booked',
  'asked',
  'withdrawn',
  'decided',
  'joined',
  'left',
] as const;

/** The words of what was done with a series are elsewhere. */
const seriesDone: Readonly<Record<string, string>> = {
  'series-cancelled': 'meetings:series.cancelled',
  'series-booked': 'meetings:staffSeries.booked',
};

export interface ListedMeeting {
  id: Uuid;
  state: MeetingState;
  purpose: string;
  channel: Channel;
  start: Instant;
  end: Instant;
  place: ShownPlace | null;
  /** Of which series it is one. */
  seriesId: Uuid | null;
}

export interface ListPageProps {
  way: BookingWay;
  coming: readonly ListedMeeting[];
  /** Those that lost their time by the authority's doing: a new one is chosen for each. */
  displaced: readonly ListedMeeting[];
  past: readonly ListedMeeting[];
  /** A time that is held and not confirmed. */
  held: { meetingId: Uuid; until: Instant } | null;
  /** The planning conversation is to be booked, and by when. */
  toBook: boolean;
  /** What the asked-for channel is and when it was asked for; null when nothing waits. */
  asked: { at: Instant } | null;
  /** In line for an earlier time, or offered one. */
  waiting: 'waiting' | 'offered' | null;
  /** There are meetings for several persons to choose. */
  hasSessions: boolean;
  done: (typeof listDone)[number] | null;
}

export function ListPage(props: ListPageProps) {
  const { way, coming, displaced, past, held, toBook, asked, waiting, hasSessions, done } = props;
  const t = useBookingText();
  const all = useText();
  const { language } = usePage();
  return (
    <>
      {done !== null && (
        <Answer tone="success" title={seriesDone[done] === undefined ? t(`done.${done}`) : all(seriesDone[done])} />
      )}
      <Title way={way}>{t(way.kind === 'self' ? 'list.title' : 'list.titleOf')}</Title>
      {held !== null && (
        <Notice title={t('list.held', { time: localTime(held.until).time })}>
          <p>
            <a href={href(language, `${way.base}/${held.meetingId}/confirm`)}>{t('list.heldGo')}</a>
          </p>
        </Notice>
      )}
      {displaced.map((meeting) => (
        <Displaced way={way} meeting={meeting} />
      ))}
      {coming.length === 0 && displaced.length === 0 ? (
        <EmptyState title={t('list.none')}>{t(toBook ? 'list.toBook' : 'list.noneText')}</EmptyState>
      ) : null}
      {coming.length > 0 && (
        <>
          <Sub way={way}>{t('list.coming')}</Sub>
          <Coming way={way} list={coming} />
        </>
      )}
      <p>
        <LinkButton
          variant={displaced.length > 0 ? 'secondary' : 'primary'}
          href={href(language, `${way.base}/book${toBook ? '?purpose=first-planning' : ''}`)}
        >
          {t(toBook ? 'list.bookPlanning' : 'list.book')}
        </LinkButton>
      </p>
      {(asked !== null || waiting !== null || hasSessions || way.kind === 'staff') && (
        <ul class="plain-list link-list">
          {hasSessions && (
            <li>
              <a href={href(language, `${way.base}/sessions`)}>{all('meetings:sessions.go')}</a>
            </li>
          )}
          {way.kind === 'staff' && (
            <li>
              <a href={href(language, `${way.base}/series`)}>{all('meetings:staffSeries.link')}</a>
            </li>
          )}
          {asked !== null && (
            <li>
              <a href={href(language, `${way.base}/another-channel`)}>{t('list.asked')}</a>
            </li>
          )}
          {waiting !== null && (
            <li>
              <a href={href(language, `${way.base}/waiting`)}>{t(`list.${waiting}`)}</a>
            </li>
          )}
        </ul>
      )}
      {past.length > 0 && (
        <Details summary={t('list.past')}>
          <Meetings way={way} list={past} />
        </Details>
      )}
      {asked === null && (
        <p>
          <a href={href(language, `${way.base}/another-channel`)}>{t('list.anotherChannel')}</a>
        </p>
      )}
      {way.kind === 'self' && (
        <p>
          <a href={href(language, `${way.base}/calendar`)}>{all('meetings:feed.title')}</a>
        </p>
      )}
    </>
  );
}

/** Which time it was, and the way to a new one. */
function Displaced({ way, meeting }: { way: BookingWay; meeting: ListedMeeting }) {
  const t = useBookingText();
  const moment = useMoment();
  const { language } = usePage();
  const { id, purpose, start, end } = meeting;
  return (
    <Notice tone="warning" title={t('state.displaced')}>
      <p>
        {purpose}. {t('list.was', { when: moment.span(start, end) })} {t('list.ours')}
      </p>
      <Buttons>
        <LinkButton href={href(language, `${way.base}/${id}/change`)}>{t('book.titleChange')}</LinkButton>
        <LinkButton variant="tertiary" href={href(language, `${way.base}/${id}`)}>
          {t('list.about')}
        </LinkButton>
      </Buttons>
    </Notice>
  );
}

/** What is one series stands together, below the others. */
function Coming({ way, list }: { way: BookingWay; list: readonly ListedMeeting[] }) {
  const all = useText();
  const { language } = usePage();
  const bySeries = Map.groupBy(list, ({ seriesId }) => seriesId);
  const series = [...bySeries].filter(([id, meetings]) => id !== null && meetings.length > 1);
  const alone = list.filter(({ seriesId }) => !series.some(([id]) => id === seriesId));
  return (
    <>
      {alone.length > 0 && <Meetings way={way} list={alone} />}
      {series.map(([id, meetings]) => (
        <section>
          <Small way={way}>{all('meetings:series.title', { name: meetings[0]!.purpose })}</Small>
          <Meetings way={way} list={meetings} />
          <p>
            <a href={href(language, `${way.base}/series/${id}/cancel`)}>{all('meetings:series.cancelRest')}</a>
          </p>
        </section>
      ))}
    </>
  );
}

function Meetings({ way, list }: { way: BookingWay; list: readonly ListedMeeting[] }) {
  const t = useBookingText();
  const moment = useMoment();
  const { language } = usePage();
  return (
    <CardList>
      {list.map(({ id, state, purpose, channel, start, end, place }) => (
        <Card>
          <Small way={way}>
            <a href={href(language, `${way.base}/${id}`)}>{moment.span(start, end)}</a>
          </Small>
          <p>
            <strong>{t(`channel.${channel}`)}</strong>
            {place !== null && (
              <>
                {': '}
                <PlaceName place={place} />
              </>
            )}
            <br />
            {purpose}
          </p>
          {state !== 'booked' && (
            <p>
              <Tag tone="neutral">{t(`state.${state}`)}</Tag>
            </p>
          )}
        </Card>
      ))}
    </CardList>
  );
}
