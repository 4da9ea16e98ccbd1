/** A new meeting for several persons: what and how; then with how many seats and by whom, and the times that are free for it. */
import { localTime, type PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Checkbox,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  type Option,
  Select,
  useFormats,
  usePage,
} from '../../../../ui/index.ts';
import type { FreeTime } from '../../free-times.ts';
import type { Channel } from '../../kinds.ts';
import { Answer } from '../booking/parts.tsx';
import { useMoment } from '../booking/words.tsx';
import { HowAndWhere } from './how-and-where.tsx';
import { useSessionText } from './session-seats.tsx';

/** As it was typed. */
export interface TypedSession {
  type: string;
  channel: Channel | '';
  place: string;
  seats: string;
  language: string;
  interpreter: boolean;
  officer: string;
  room: string;
  from: string;
}

export interface NewSessionProps {
  typed: TypedSession;
  wrong: Readonly<Record<string, string>>;
  types: readonly Option[];
  mayAddTypes: boolean;
  places: readonly Option[];
  /** What is asked when type, channel and place are known; null before. */
  more: { mostSeats: number; languages: readonly Option[]; officers: readonly Option[]; rooms: readonly Option[] } | null;
  /** Null: something is to be said first. */
  times: { times: readonly FreeTime[]; why: readonly string[] } | null;
  refused: { title: string; text: string; others: readonly FreeTime[] } | null;
  today: PlainDate;
  requestId: Uuid;
}

export function NewSessionPage(props: NewSessionProps) {
  const { wrong, types, mayAddTypes, more, times, refused } = props;
  const t = useSessionText();
  const { language } = usePage();
  return (
    <>
      <ErrorSummary errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      {refused !== null && (
        <Answer tone="warning" title={refused.title}>
          {refused.text}
        </Answer>
      )}
      <h1>{t('newTitle')}</h1>
      {types.length === 0 ? (
        <NoTypes mayAdd={mayAddTypes} />
      ) : (
        <Form action={href(language, '/sessions/new')} method="get">
          <Kind {...props} />
          {more !== null && <More {...props} more={more} />}
          <Buttons>
            <Button variant={times === null ? 'primary' : 'secondary'}>{t(more === null ? 'next' : 'show')}</Button>
          </Buttons>
        </Form>
      )}
      {refused !== null && refused.others.length > 0 && (
        <>
          <h2>{t('nearest')}</h2>
          <Times {...props} times={refused.others} />
        </>
      )}
      {times !== null && (
        <>
          <h2>{t('times')}</h2>
          {times.times.length === 0 ? <NoTimes why={times.why} /> : <Times {...props} times={times.times} />}
        </>
      )}
    </>
  );
}

function NoTypes({ mayAdd }: { mayAdd: boolean }) {
  const t = useSessionText();
  const { language } = usePage();
  return (
    <EmptyState title={t('noTypes')}>
      <p>{t('noTypesText')}</p>
      {mayAdd && (
        <p>
          <a href={href(language, '/meeting-types')}>{t('noTypesLink')}</a>
        </p>
      )}
    </EmptyState>
  );
}

function NoTimes({ why }: { why: readonly string[] }) {
  const t = useSessionText();
  return (
    <EmptyState title={t('noTimes')}>
      <ul>
        {why.map((reason) => (
          <li>{reason}</li>
        ))}
      </ul>
    </EmptyState>
  );
}

function Kind({ typed, wrong, types, places }: NewSessionProps) {
  const t = useSessionText();
  return (
    <>
      <Select name="type" label={t('field.type')} value={typed.type} options={types} error={wrong['type']} />
      <HowAndWhere typed={typed} wrong={wrong} places={places} />
    </>
  );
}

function More({ typed, wrong, today, more }: NewSessionProps & { more: NonNullable<NewSessionProps['more']> }) {
  const t = useSessionText();
  const { mostSeats, languages, officers, rooms } = more;
  return (
    <>
      <Field
        name="seats"
        inputMode="numeric"
        label={t('field.seats')}
        hint={t('hint.seats', { seats: mostSeats })}
        value={typed.seats}
        error={wrong['seats']}
        short
      />
      <Select name="language" label={t('field.language')} value={typed.language} options={languages} />
      <Checkbox name="interpreter" label={t('field.interpreter')} checked={typed.interpreter} />
      <Select
        name="officer"
        label={t('field.officer')}
        hint={t('hint.officer')}
        value={typed.officer}
        options={[{ value: '', text: t('anyone') }, ...officers]}
      />
      {rooms.length > 0 && (
        <Select name="room" label={t('field.room')} value={typed.room} options={[{ value: '', text: t('anyRoom') }, ...rooms]} />
      )}
      <Field name="from" type="date" label={t('field.from')} value={typed.from} min={today} error={wrong['from']} dir="ltr" />
    </>
  );
}

/** By day; each start is a button that makes the meeting. */
function Times({ typed, times, requestId }: Omit<NewSessionProps, 'times'> & { times: readonly FreeTime[] }) {
  const t = useSessionText();
  const moment = useMoment();
  const { language } = usePage();
  const { date, weekday } = useFormats();
  const { interpreter, ...rest } = typed;
  const days = Map.groupBy(times, ({ start }) => localTime(start).date);
  return (
    <Form action={href(language, '/sessions/new')} requestId={requestId}>
      <HiddenValues values={{ ...rest, ...(interpreter ? { interpreter: 'yes' } : {}) }} />
      {[...days].map(([day, starts]) => (
        <section aria-label={`${weekday(day)} ${date(day)}`}>
          <h3>
            {weekday(day)} {date(day)}
          </h3>
          <Buttons>
            {starts
              .toSorted((a, b) => a.start.localeCompare(b.start))
              .map(({ start }) => (
                <Button variant="secondary" name="time" value={start} label={t('choose', { when: moment.words(start) })}>
                  {localTime(start).time}
                </Button>
              ))}
          </Buttons>
        </section>
      ))}
    </Form>
  );
}
