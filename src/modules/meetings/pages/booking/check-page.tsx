/** Step 3: the time as it will be, before it is booked; and when it could not be held any longer. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, Form, HiddenValues, LinkButton, Notice, SummaryList, usePage } from '../../../../ui/index.ts';
import { HiddenWishes } from './book-page.tsx';
import { type MeetingFactsProps, useMeetingFacts } from './meeting-facts.tsx';
import { Title } from './parts.tsx';
import { ChannelFirst, useBookingText, useMoment } from './words.tsx';
import type { BookingWay } from './way.ts';
import { type Wishes, wishQuery } from './wishes.ts';

export interface CheckPageProps {
  way: BookingWay;
  time: MeetingFactsProps;
  wishes: Wishes;
  /** The hold's id, and until when it stands; null for a change, which takes the time when it is confirmed. */
  /** `timeKey`: so that an expired hold can be tried once more. */
  held: { meetingId: Uuid; until: Instant; timeKey: string } | null;
  /** The meeting that gets this time instead of its own. */
  change: { meetingId: Uuid; version: number; start: Instant; end: Instant; timeKey: string } | null;
  requestId: Uuid;
}

export function CheckPage({ way, time, wishes, held, change, requestId }: CheckPageProps) {
  const t = useBookingText();
  const moment = useMoment();
  const facts = useMeetingFacts(time);
  return (
    <>
      <Title way={way} step={3}>
        {t(change === null ? 'check.title' : 'check.titleChange')}
      </Title>
      <ChannelFirst channel={time.channel} place={time.place} phone={time.phone} />
      <SummaryList
        items={[
          ...facts,
          ...(change === null ? [] : [{ term: t('check.insteadOf'), value: moment.span(change.start, change.end) }]),
        ]}
      />
      {held !== null && <Notice title={t('check.held', { time: localTime(held.until).time })}>{t('check.heldText')}</Notice>}
      {change !== null && <p>{t('check.keptUntil')}</p>}
      <Confirm {...{ way, wishes, held, change, requestId }} />
    </>
  );
}

function Confirm({ way, wishes, held, change, requestId }: Omit<CheckPageProps, 'time'>) {
  const t = useBookingText();
  const { language } = usePage();
  const path = held === null ? `${way.base}/${change!.meetingId}/change` : `${way.base}/${held.meetingId}/confirm`;
  return (
    <Form action={href(language, path)} requestId={requestId}>
      <HiddenWishes wishes={wishes} />
      {held !== null && <HiddenValues values={{ time: held.timeKey }} />}
      {change !== null && <HiddenValues values={{ time: change.timeKey, version: String(change.version) }} />}
      <Buttons>
        <Button name="next" value="confirm">
          {t(change === null ? 'check.confirm' : 'check.confirmChange')}
        </Button>
        {held !== null ? (
          <Button variant="secondary" name="next" value="release">
            {t('check.other')}
          </Button>
        ) : (
          <LinkButton variant="secondary" href={href(language, `${way.base}/times?${wishQuery(wishes)}`)}>
            {t('check.other')}
          </LinkButton>
        )}
      </Buttons>
    </Form>
  );
}

/** The time was held for a while, which is over; what was wished is not lost, and the time may still be free. */
export function HoldExpiredPage({
  way,
  wishes,
  again,
  requestId,
}: {
  way: BookingWay;
  wishes: Wishes;
  /** The same time, to try once more; null when it is not known any longer which it was. */
  again: { timeKey: string; start: Instant } | null;
  requestId: Uuid;
}) {
  const t = useBookingText();
  const moment = useMoment();
  const { language } = usePage();
  return (
    <>
      <Title way={way}>{t('expired.title')}</Title>
      <p class="lead">{t('expired.text')}</p>
      {again !== null && (
        <Form action={href(language, `${way.base}/hold`)} requestId={requestId}>
          <HiddenWishes wishes={wishes} />
          <Buttons>
            <Button name="time" value={again.timeKey}>
              {t('expired.again', { when: moment.words(again.start) })}
            </Button>
          </Buttons>
        </Form>
      )}
      <p>
        <a href={href(language, `${way.base}/times?${wishQuery(wishes)}`)}>{t('expired.times')}</a>
      </p>
    </>
  );
}
