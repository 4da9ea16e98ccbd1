/** A place in line for an earlier time: what is wished, the time that is offered, and leaving the line. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, EmptyState, Form, LinkButton, Notice, SummaryList, useFormats, usePage } from '../../../../ui/index.ts';
import type { Channel } from '../../kinds.ts';
import { type MeetingFactsProps, useMeetingFacts } from './meeting-facts.tsx';
import { Answer, Title } from './parts.tsx';
import { ChannelFirst, useBookingText, useMoment } from './words.tsx';
import type { BookingWay } from './way.ts';

export const waitingDone = ['joined', 'left', 'declined', 'ended'] as const;

export interface WaitingPageProps {
  way: BookingWay;
  waiting: { since: Instant; channels: readonly Channel[]; withinMinutes: number | null } | null;
  /** How many offers they let go, after which they left the line; null: they did not leave it so, or are in line. */
  letGo: number | null;
  /** A time that is held for them, until an instant; null while there is none. */
  offer: { meeting: MeetingFactsProps; until: Instant } | null;
  /** The time that an earlier one would replace. */
  replaces: { start: Instant; end: Instant } | null;
  done: (typeof waitingDone)[number] | 'expired' | null;
  requestId: Uuid;
}

export function WaitingPage(props: WaitingPageProps) {
  const { way, waiting, offer, done } = props;
  const t = useBookingText();
  const { language } = usePage();
  return (
    <>
      {done !== null && (
        <Answer tone={done === 'expired' || done === 'ended' ? 'warning' : 'success'} title={t(`done.${done}`)} />
      )}
      <Title way={way}>{t('waiting.title')}</Title>
      {props.letGo !== null && (
        <Notice tone="warning" title={t('waiting.letGoTitle')}>
          {t('waiting.letGo', { n: props.letGo })}
        </Notice>
      )}
      {waiting === null && (
        <EmptyState title={t('waiting.not')}>
          <p>{t('waiting.notText')}</p>
          <p>
            <LinkButton href={href(language, `${way.base}/book`)}>{t('list.book')}</LinkButton>
          </p>
        </EmptyState>
      )}
      {offer !== null && <Offer {...props} offer={offer} />}
      {waiting !== null && offer === null && <InLine {...props} waiting={waiting} />}
    </>
  );
}

function Offer({ way, offer, replaces, requestId }: WaitingPageProps & { offer: NonNullable<WaitingPageProps['offer']> }) {
  const t = useBookingText();
  const moment = useMoment();
  const { language } = usePage();
  const facts = useMeetingFacts(offer.meeting);
  const { channel, place, phone } = offer.meeting;
  return (
    <>
      <Notice title={t('waiting.offered', { until: moment.words(offer.until) })}>{t('waiting.offeredText')}</Notice>
      <ChannelFirst {...{ channel, place, phone }} />
      <SummaryList
        items={[
          ...facts,
          ...(replaces === null ? [] : [{ term: t('check.insteadOf'), value: moment.span(replaces.start, replaces.end) }]),
        ]}
      />
      <Form action={href(language, `${way.base}/waiting`)} requestId={requestId}>
        <Buttons>
          <Button name="next" value="take">
            {t('waiting.take')}
          </Button>
          <Button variant="secondary" name="next" value="decline">
            {t('waiting.decline')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

function InLine({ way, waiting, replaces, requestId }: WaitingPageProps & { waiting: NonNullable<WaitingPageProps['waiting']> }) {
  const t = useBookingText();
  const moment = useMoment();
  const { date } = useFormats();
  const { language } = usePage();
  const { since, channels, withinMinutes } = waiting;
  return (
    <>
      <p class="lead">{t('waiting.since', { date: date(localTime(since).date) })}</p>
      <p>{t('waiting.how')}</p>
      <SummaryList
        items={[
          { term: t('facts.how'), value: channels.map((channel) => t(`channel.${channel}`)).join(' · ') },
          ...(withinMinutes === null || !channels.includes('on-site')
            ? []
            : [{ term: t('facts.where'), value: t('wish.withinMinutes', { minutes: withinMinutes }) }]),
          ...(replaces === null ? [] : [{ term: t('waiting.earlierThan'), value: moment.span(replaces.start, replaces.end) }]),
        ]}
      />
      <Form action={href(language, `${way.base}/waiting`)} requestId={requestId}>
        <Buttons>
          <Button variant="secondary" name="next" value="leave">
            {t('waiting.leave')}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}
