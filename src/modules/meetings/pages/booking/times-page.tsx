/** Step 2: the times, by day or by place; with few or none, why, and what else can be done. */
import { localTime, type PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, EmptyState, Form, LinkButton, Notice, useFormats, usePage } from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { FreeTime } from '../../free-times.ts';
import type { Channel } from '../../kinds.ts';
import type { Offered } from '../../offer-times.ts';
import { HiddenWishes } from './book-page.tsx';
import { Answer, Small, Sub, Title } from './parts.tsx';
import { useBookingText, useMoment } from './words.tsx';
import type { BookingWay } from './way.ts';
import { timeKey, type Wishes, wishQuery } from './wishes.ts';

export interface TimesPageProps {
  way: BookingWay;
  purpose: string;
  wishes: Wishes;
  offered: Offered;
  /** In the page's language. */
  reasons: readonly string[];
  alternatives: readonly Alternative[];
  /** More than these may be free. */
  more: boolean;
  refused: Refused | null;
  waiting: 'can' | 'is' | 'cannot';
  requestId: Uuid;
}

/** What was just refused, and why, ready to be read (the time was taken, for example), with the nearest other times. */
export interface Refused {
  title: string;
  text: string;
  others: readonly FreeTime[];
}

/** Another way to a time, one tap away. */
export interface Alternative {
  text: string;
  /** Of the wishes, what is changed. */
  over: Partial<Wishes>;
}

export function TimesPage(props: TimesPageProps) {
  const { way, purpose, wishes, offered, more, refused } = props;
  const t = useBookingText();
  const { language } = usePage();
  const { times } = offered;
  return (
    <>
      {refused !== null && (
        <Answer tone="warning" title={refused.title}>
          {refused.text}
        </Answer>
      )}
      <Title way={way} step={2}>
        {t('times.title')}
      </Title>
      <p class="lead">{purpose}</p>
      <p>
        <Summary wishes={wishes} onSite={channelsOf(wishes, offered).includes('on-site')} />{' '}
        <a href={href(language, `${way.base}/book?${wishQuery(wishes, { parts: 1 })}`)}>{t('times.changeWishes')}</a>
      </p>
      {refused !== null && refused.others.length > 0 && (
        <>
          <Sub way={way}>{t('times.nearest')}</Sub>
          <TimeList {...props} times={refused.others} />
          <Sub way={way}>{t('times.all')}</Sub>
        </>
      )}
      {times.length > 0 && <TimeList {...props} times={times} />}
      {more && (
        <p>
          <LinkButton
            href={href(language, `${way.base}/times?${wishQuery(wishes, { parts: wishes.parts + 1 })}`)}
            variant="secondary"
          >
            {t('times.more')}
          </LinkButton>
        </p>
      )}
      <WhyFew {...props} />
      {!more && times.length > 0 && offered.window !== null && <Window last={offered.window.last} />}
    </>
  );
}

/** The channels that are looked in. */
const channelsOf = ({ channel }: Wishes, { decision }: Offered): readonly Channel[] =>
  channel === 'any' ? decision.channels : [channel];

function Summary({ wishes, onSite }: { wishes: Wishes; onSite: boolean }) {
  const t = useBookingText();
  const { date } = useFormats();
  const languageName = useLanguageName();
  const { channel, minutes, from, interpreter, prefer } = wishes;
  const spoken = languageName(wishes.language);
  const parts = [
    channel === 'any' ? t('times.anyChannel') : t(`channel.${channel}`),
    interpreter ? t('facts.interpreted', { language: spoken }) : spoken,
    ...(onSite && minutes !== null ? [t('wish.withinMinutes', { minutes })] : []),
    ...(prefer === 'soonest' ? [] : [t(`wish.preference.${prefer}`)]),
    ...(from === null ? [] : [t('times.fromDay', { date: date(from) })]),
  ];
  return <>{parts.join(' · ')}.</>;
}

function Window({ last }: { last: PlainDate }) {
  const t = useBookingText();
  const { date } = useFormats();
  return <p class="hint">{t('times.last', { date: date(last) })}</p>;
}

/** By day, and within a day by how and where; the nearest first, by place and within it by day. Each start is a button. */
function TimeList({ way, wishes, refused, times: listed, requestId }: TimesPageProps & { times: readonly FreeTime[] }) {
  const t = useBookingText();
  const { language } = usePage();
  // Without other headings above them they are the page's parts.
  const Heading = refused !== null && refused.others.length > 0 ? Small : Sub;
  const [outer, inner] = wishes.prefer === 'nearest' ? ([placeOf, dayOf] as const) : ([dayOf, placeOf] as const);
  const parts = [...Map.groupBy(listed, outer).values()];
  const estimated = listed.some(({ place }) => place?.source === 'estimate');
  const Name = outer === dayOf ? DayName : PlaceName;
  const Inner = inner === dayOf ? DayName : PlaceName;
  return (
    <Form action={href(language, `${way.base}/hold`)} requestId={requestId}>
      <HiddenWishes wishes={wishes} />
      {parts.map((times) => (
        <section>
          <Heading way={way}>
            <Name of={times[0]!} />
          </Heading>
          {[...Map.groupBy(times, inner).values()].map((group) => (
            <>
              <p>
                <strong>
                  <Inner of={group[0]!} />
                </strong>
              </p>
              <Starts times={group} />
            </>
          ))}
        </section>
      ))}
      {estimated && <p class="hint">{t('times.estimate')}</p>}
    </Form>
  );
}

const dayOf = ({ start }: FreeTime): string => localTime(start).date;
const placeOf = ({ channel, place }: FreeTime): string => `${channel} ${place?.id ?? ''}`;

function DayName({ of }: { of: FreeTime }) {
  const { date, weekday } = useFormats();
  const on = localTime(of.start).date;
  return (
    <>
      {weekday(on)} {date(on)}
    </>
  );
}

function PlaceName({ of: { channel, place } }: { of: FreeTime }) {
  const t = useBookingText();
  return (
    <>
      {t(`channel.${channel}`)}
      {place !== null && (
        <>
          {': '}
          <bdi>{place.name}</bdi>
          {place.minutes !== null &&
            ` · ${t(place.source === 'estimate' ? 'times.about' : 'times.minutes', { count: place.minutes })}`}
        </>
      )}
    </>
  );
}

function Starts({ times }: { times: readonly FreeTime[] }) {
  const t = useBookingText();
  const moment = useMoment();
  return (
    <Buttons>
      {times
        .toSorted((a, b) => a.start.localeCompare(b.start))
        .map((time) => (
          <Button
            variant="secondary"
            name="time"
            value={timeKey(time)}
            label={t('times.choose', { ...moment.parts(time.start), channel: t(`channel.${time.channel}`) })}
          >
            {localTime(time.start).time}
          </Button>
        ))}
    </Buttons>
  );
}

/** Few: less than a handful. The reasons are said, and every other way that there is. */
function WhyFew(props: TimesPageProps) {
  const { offered, reasons, alternatives } = props;
  const t = useBookingText();
  const none = offered.times.length === 0;
  if (!none && reasons.length === 0 && alternatives.length === 0) return <Waiting {...props} />;
  const why = (
    <>
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      )}
      <Alternatives {...props} />
    </>
  );
  return (
    <>
      {none ? <EmptyState title={t('times.none')}>{why}</EmptyState> : <Notice title={t('times.few')}>{why}</Notice>}
      <Waiting {...props} />
    </>
  );
}

function Alternatives({ way, wishes, alternatives }: TimesPageProps) {
  const t = useBookingText();
  const { language } = usePage();
  if (alternatives.length === 0) return null;
  return (
    <>
      <p>{t('times.instead')}</p>
      <ul class="plain-list link-list">
        {alternatives.map(({ text, over }) => (
          <li>
            <a href={href(language, `${way.base}/times?${wishQuery(wishes, { parts: 1, ...over })}`)}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Waiting({ way, wishes, offered, waiting, requestId }: TimesPageProps) {
  const t = useBookingText();
  const { language } = usePage();
  if (waiting === 'cannot') return null;
  if (waiting === 'is') {
    return (
      <p>
        {t('waiting.is')} <a href={href(language, way.base)}>{t('waiting.see')}</a>
      </p>
    );
  }
  return (
    <>
      <Sub way={way}>{t(offered.times.length === 0 ? 'waiting.titleNone' : 'waiting.title')}</Sub>
      <p>{t('waiting.text')}</p>
      <Form action={href(language, `${way.base}/waiting`)} requestId={requestId}>
        <HiddenWishes wishes={wishes} />
        <Button variant="secondary">{t('waiting.join')}</Button>
      </Form>
    </>
  );
}
