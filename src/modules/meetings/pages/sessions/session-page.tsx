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
  Select,
  SummaryList,
  Table,
  Tag,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { MeetingState, SessionCancelReason } from '../../kinds.ts';
import { Answer } from '../booking/parts.tsx';
import { useBookingText, useMoment } from '../booking/words.tsx';
import type { ListedSession } from './sessions-page.tsx';

export const sessionDone = ['opened', 'seats', 'outcome', 'cancelled'] as const;
export const sessionOutcomes = ['done', 'no-show', 'authority-failed'] as const;

/** Someone's seat. Without `person` the viewer may not know whose it is. */
export interface ShownSeat {
  state: MeetingState;
  person: { id: Uuid; meetingId: Uuid; name: string; version: number } | null;
  /** The person's file is open: how it went can be noted. */
  mayRecord: boolean;
  mayCancel: boolean;
}

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
  may: { change: boolean; enter: boolean; interpreterLink: boolean };
  interpreterLink: string | null;
  done: (typeof sessionDone)[number] | null;
  /** How many lost their time by what was just done. */
  displaced: number;
  wrong: { seats: string; text: string } | null;
  newId: () => Uuid;
}

function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffSessions.${key}`, params);
}

export function SessionPage(props: SessionPageProps) {
  const { session, wrong, may } = props;
  const t = useWords();
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
      <Seats {...props} />
      {may.change && (
        <>
          <p class="hint">{t('add')}</p>
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
  const t = useWords();
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
  const t = useWords();
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
  const t = useWords();
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
  const t = useWords();
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

function Seats({ rows, session, newId }: SessionPageProps) {
  const t = useWords();
  const { language } = usePage();
  if (rows.length === 0) return <p>{t('nobody')}</p>;
  const hasBegun = rows.some(({ mayRecord }) => mayRecord);
  const pageOf = ({ id, meetingId }: NonNullable<ShownSeat['person']>) => href(language, `/people/${id}/meetings/${meetingId}`);
  return (
    <>
      <Table
        id="session-seats"
        caption={t('who')}
        captionHidden
        cards
        rows={rows}
        columns={[
          {
            header: t('column2.who'),
            rowHeader: true,
            cell: ({ person }) =>
              person === null ? (
                t('someone')
              ) : (
                <a href={pageOf(person)}>
                  <bdi>{person.name}</bdi>
                </a>
              ),
          },
          { header: t('column2.state'), cell: ({ state }) => <Tag tone="neutral">{t(`state.${state}`)}</Tag> },
          ...(hasBegun || rows.some(({ mayCancel }) => mayCancel)
            ? [
                {
                  header: t('column2.outcome'),
                  cell: (row: ShownSeat) => (
                    <>
                      {row.mayRecord && row.person !== null && (
                        <Outcome sessionId={session.id} person={row.person} id={newId()} />
                      )}
                      {row.mayCancel && row.person !== null && <a href={`${pageOf(row.person)}/cancel`}>{t('takeOut')}</a>}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <p class="hint">{t('whoText')}</p>
    </>
  );
}

function Outcome({ sessionId, person, id }: { sessionId: Uuid; person: NonNullable<ShownSeat['person']>; id: Uuid }) {
  const t = useWords();
  const { language } = usePage();
  return (
    <Form action={href(language, `/sessions/${sessionId}/outcome`)} requestId={id} inline>
      <HiddenValues values={{ person: person.id, meeting: person.meetingId, version: String(person.version) }} />
      <Select
        name="outcome"
        label={t('outcome.label')}
        value=""
        options={[
          { value: '', text: t('outcome.none') },
          ...sessionOutcomes.map((one) => ({ value: one, text: t(`outcome.${one}`) })),
        ]}
      />
      <Button variant="secondary">{t('outcome.save')}</Button>
    </Form>
  );
}

function ChangeSeats({ session, wrong, newId }: SessionPageProps) {
  const t = useWords();
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
