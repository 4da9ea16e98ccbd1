/** One meeting for several persons, for staff: what it is, who is in it, and what can be done with it. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  LinkButton,
  Notice,
  SummaryList,
  usePage,
} from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { SessionCancelReason } from '../../kinds.ts';
import { Answer } from '../booking/parts.tsx';
import { useBookingText, useMoment } from '../booking/words.tsx';
import { type ShownSeat, Seats, useSessionText } from './session-seats.tsx';
import type { ListedSession } from './sessions-page.tsx';

export const sessionDone = ['opened', 'seats', 'outcome', 'cancelled'] as const;

export interface SessionPageProps {
  session: ListedSession & {
    version: number;
    room: string | null;
    language: string;
    interpreter: boolean;
    cancelReason: SessionCancelReason | null;
    /** The session that is held instead of it. */
    instead: Uuid | null;
  };
  rows: readonly ShownSeat[];
  may: { change: boolean; add: boolean; enter: boolean; interpreterLink: boolean };
  interpreterLink: string | null;
  done: (typeof sessionDone)[number] | null;
  /** How many lost their time by what was just done. */
  displaced: number;
  wrong: { seats: string; text: string } | null;
  newId: () => Uuid;
}

export function SessionPage(props: SessionPageProps) {
  const { session, wrong, may } = props;
  const t = useSessionText();
  const { language } = usePage();
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'seats', text: wrong.text }]} />
      <Done {...props} />
      <h1>{session.name}</h1>
      {session.isCancelled && <Cancelled {...props} />}
      <Facts {...props} />
      <Joining {...props} />
      <h2>{t('who')}</h2>
      <Seats rows={props.rows} sessionId={session.id} newId={props.newId} />
      {may.change && (
        <>
          {may.add && <p class="hint">{t('add')}</p>}
          <ChangeSeats {...props} />
          <p>
            <LinkButton variant="tertiary" href={href(language, `/sessions/${session.id}/cancel`)}>
              {t('cancel')}
            </LinkButton>
          </p>
        </>
      )}
    </>
  );
}

function Done({ done, displaced }: SessionPageProps) {
  const t = useSessionText();
  const { language } = usePage();
  if (done === null) return null;
  return (
    <Answer tone="success" title={t(`done.${done}`, { count: displaced })}>
      {done === 'cancelled' && displaced > 0 && (
        <a href={href(language, '/displaced?by=session-cancelled')}>{t('done.toDisplaced')}</a>
      )}
    </Answer>
  );
}

function Cancelled({ session: { cancelReason, instead } }: SessionPageProps) {
  const t = useSessionText();
  const { language } = usePage();
  return (
    <Notice tone="warning" title={t('cancelled')}>
      <p>{cancelReason === null ? t('wasLost') : t('was', { why: t(`reason.${cancelReason}`).toLocaleLowerCase() })}</p>
      {instead !== null && (
        <p>
          <a href={href(language, `/sessions/${instead}`)}>{t('instead')}</a>
        </p>
      )}
    </Notice>
  );
}

function Facts({ session }: SessionPageProps) {
  const t = useSessionText();
  const booking = useBookingText();
  const moment = useMoment();
  const languageName = useLanguageName();
  const { start, end, channel, place, room, officers, interpreter, taken, seats } = session;
  const spoken = languageName(session.language);
  return (
    <SummaryList
      items={[
        { term: t('facts.when'), value: <strong>{moment.span(start, end)}</strong> },
        { term: t('facts.how'), value: booking(`channel.${channel}`) },
        ...(place === null ? [] : [{ term: t('facts.where'), value: place }]),
        ...(room === null ? [] : [{ term: t('facts.room'), value: room }]),
        { term: t('facts.officers'), value: <bdi>{officers.join(', ')}</bdi> },
        { term: t('facts.language'), value: interpreter ? t('interpreted', { language: spoken }) : spoken },
        { term: t('facts.seats'), value: t('seats', { taken, of: seats }) },
      ]}
    />
  );
}

function Joining({ session, may, interpreterLink, newId }: SessionPageProps) {
  const t = useSessionText();
  const { language } = usePage();
  const path = href(language, `/sessions/${session.id}/video`);
  return (
    <>
      {may.enter && (
        <Form action={path} requestId={newId()}>
          <Button>{t('enter')}</Button>
        </Form>
      )}
      {interpreterLink !== null && (
        <Notice title={t('interpreterIs')}>
          <code dir="ltr">{interpreterLink}</code>
        </Notice>
      )}
      {may.interpreterLink && interpreterLink === null && (
        <Form action={path} requestId={newId()}>
          <HiddenValues values={{ part: 'interpreter' }} />
          <Button variant="tertiary">{t('interpreterLink')}</Button>
        </Form>
      )}
    </>
  );
}

function ChangeSeats({ session, wrong, newId }: SessionPageProps) {
  const t = useSessionText();
  const { language } = usePage();
  return (
    <Form action={href(language, `/sessions/${session.id}/seats`)} requestId={newId()} inline>
      <HiddenValues values={{ version: String(session.version) }} />
      <Field
        name="seats"
        inputMode="numeric"
        label={t('change')}
        value={wrong?.seats ?? session.seats}
        error={wrong?.text}
        short
      />
      <Button variant="secondary">{t('changeSave')}</Button>
    </Form>
  );
}
