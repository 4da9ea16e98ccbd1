/** Step 2: the times, by day or by place; with few or none, why, and what else can be done. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, EmptyState, Form, LinkButton, Notice, useFormats, usePage } from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { Channel } from '../../kinds.ts';
import type { Offered } from '../../offer-times.ts';
import { HiddenWishes } from './book-page.tsx';
import { useTogetherText } from './officers-choice.tsx';
import { Answer, Sub, Title } from './parts.tsx';
import { TimeList } from './time-list.tsx';
import { useBookingText } from './words.tsx';
import type { BookingWay } from './way.ts';
import { type Wishes, wishQuery } from './wishes.ts';

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

/** What was just refused, and why, ready to be read (the time was taken, for example). */
export interface Refused {
  title: string;
  text: string;
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
  const officers = useTogetherText();
  const { channel, minutes, from, interpreter, prefer, together } = wishes;
  const spoken = languageName(wishes.language);
  const parts = [
    channel === 'any' ? t('times.anyChannel') : t(`channel.${channel}`),
    interpreter ? t('facts.interpreted', { language: spoken }) : spoken,
    ...(together === null ? [] : [officers(together)]),
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
