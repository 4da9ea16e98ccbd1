/** Meetings for several persons that someone can take a seat in; each a card with one button. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Card, CardList, EmptyState, Form, HiddenValues, Select, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Channel } from '../../kinds.ts';
import { exceptionGrounds } from '../../rules/remote-first.ts';
import { Answer, Sub, Title } from '../booking/parts.tsx';
import type { BookingWay } from '../booking/way.ts';
import { PlaceName, type ShownPlace, useBookingText, useMoment } from '../booking/words.tsx';

export interface ShownSession {
  id: Uuid;
  name: string;
  channel: Channel;
  start: Instant;
  end: Instant;
  place: ShownPlace | null;
  left: number;
  isOpen: boolean;
  /** The person's own seat in it. */
  meetingId: Uuid | null;
}

export interface OfferedPageProps {
  way: BookingWay;
  sessions: readonly ShownSession[];
  /** The meeting that a seat is taken instead of; null: a new one. */
  change: { meetingId: Uuid; version: number } | null;
  /** May open a channel with a ground. */
  isOfficer: boolean;
  refused: { title: string; text: string } | null;
  /** One for each form. */
  newId: () => Uuid;
}

export function OfferedPage(props: OfferedPageProps) {
  const { way, sessions, change, refused } = props;
  const t = useText();
  const { language } = usePage();
  const own = change === null ? 'book' : `book?purpose=all&change=${change.meetingId}`;
  return (
    <>
      {refused !== null && (
        <Answer tone="warning" title={refused.title}>
          {refused.text}
        </Answer>
      )}
      <Title way={way}>{t(`meetings:sessions.title${change === null ? '' : 'Change'}`)}</Title>
      <p class="lead">{t('meetings:sessions.lead')}</p>
      {sessions.length === 0 ? (
        <EmptyState title={t('meetings:sessions.none')}>{t('meetings:sessions.noneText')}</EmptyState>
      ) : (
        <CardList>
          {sessions.map((session) => (
            <Session {...props} session={session} />
          ))}
        </CardList>
      )}
      <p>
        <a href={href(language, `${way.base}/${own}`)}>{t('meetings:sessions.own')}</a>
      </p>
    </>
  );
}

function Session({ session, ...props }: OfferedPageProps & { session: ShownSession }) {
  const t = useText();
  const booking = useBookingText();
  const moment = useMoment();
  const { way } = props;
  const { name, channel, start, end, place, left } = session;
  return (
    <Card>
      <Sub way={way}>{name}</Sub>
      <p>
        {moment.span(start, end)}
        <br />
        <strong>{booking(`channel.${channel}`)}</strong>
        {place !== null && (
          <>
            {': '}
            <PlaceName place={place} />
          </>
        )}
      </p>
      <p>{left === 0 ? <Tag tone="neutral">{t('meetings:sessions.full')}</Tag> : t('meetings:sessions.left', { count: left })}</p>
      <Take {...props} session={session} />
    </Card>
  );
}

function Take({ way, session, change, isOfficer, newId }: OfferedPageProps & { session: ShownSession }) {
  const t = useText();
  const moment = useMoment();
  const { language } = usePage();
  const { id, name, start, left, isOpen, meetingId } = session;
  if (meetingId !== null) {
    return (
      <p>
        {t('meetings:sessions.isIn')} <a href={href(language, `${way.base}/${meetingId}`)}>{t('meetings:sessions.see')}</a>
      </p>
    );
  }
  if (left === 0) return null;
  if (!isOpen && !isOfficer) {
    return (
      <p>
        {t('meetings:sessions.closed')} <a href={href(language, `${way.base}/another-channel`)}>{t('meetings:sessions.ask')}</a>
      </p>
    );
  }
  const take = t(`meetings:sessions.${change === null ? 'take' : 'takeInstead'}`);
  return (
    <Form action={href(language, `${way.base}/sessions/${id}`)} requestId={newId()}>
      {change !== null && <HiddenValues values={{ change: change.meetingId, version: String(change.version) }} />}
      {!isOpen && (
        <Select
          name="ground"
          label={t('meetings:sessions.ground')}
          value=""
          options={exceptionGrounds.map((ground) => ({ value: ground, text: t(`meetings:ground.${ground}`) }))}
        />
      )}
      <Button variant="secondary" label={t('meetings:sessions.which', { take, name, when: moment.words(start) })}>
        {take}
      </Button>
    </Form>
  );
}
