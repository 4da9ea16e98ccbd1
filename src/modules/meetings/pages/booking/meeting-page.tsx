/** One meeting: the receipt when it is just booked; later what it is, what can be done with it and what has happened. */
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Buttons, ErrorSummary, Form, LinkButton, Notice, Radios, SummaryList, usePage } from '../../../../ui/index.ts';
import { type CancelReason, cancelReasons, type MeetingState } from '../../kinds.ts';
import { type JoinFacts, JoinPart } from './join-part.tsx';
import { type MeetingFactsProps, useMeetingFacts } from './meeting-facts.tsx';
import { Answer, Sub, Title } from './parts.tsx';
import { ChannelFirst, useBookingText, useMoment } from './words.tsx';
import type { BookingWay } from './way.ts';

export const meetingDone = ['booked', 'changed', 'call-noted'] as const;

export interface MeetingPageProps {
  way: BookingWay;
  meetingId: Uuid;
  state: MeetingState;
  meeting: MeetingFactsProps;
  cancelReason: CancelReason | null;
  /** What may be done now. */
  may: { change: boolean; cancel: boolean };
  done: (typeof meetingDone)[number] | null;
  join: JoinFacts;
}

export function MeetingPage(props: MeetingPageProps) {
  const { way, meetingId, state, meeting, may, done, join } = props;
  const t = useBookingText();
  const { language } = usePage();
  const lost = state === 'displaced';
  const facts = useMeetingFacts(meeting, lost);
  const path = `${way.base}/${meetingId}`;
  const stands = state === 'booked';
  return (
    <>
      {done !== null && <Answer tone="success" title={t(`done.${done}`)} />}
      <Title way={way}>{t('meeting.title')}</Title>
      <State {...props} />
      {stands && <ChannelFirst channel={meeting.channel} place={meeting.place} phone={meeting.phone} />}
      <SummaryList items={facts} />
      <JoinPart way={way} join={join} />
      {stands && (
        <p class="no-print">
          <a href={href(language, `${path}/calendar.ics`)} download="mote.ics">
            {t('meeting.calendar')}
          </a>
        </p>
      )}
      {(may.change || may.cancel) && (
        <>
          {!lost && (
            <>
              <Sub way={way}>{t('meeting.changeTitle')}</Sub>
              <p>{t('meeting.changeText')}</p>
            </>
          )}
          <Buttons>
            {may.change && (
              <LinkButton variant={lost ? 'primary' : 'secondary'} href={href(language, `${path}/change`)}>
                {t(lost ? 'book.titleChange' : 'meeting.change')}
              </LinkButton>
            )}
            {may.cancel && (
              <LinkButton variant="tertiary" href={href(language, `${path}/cancel`)}>
                {t('meeting.cancel')}
              </LinkButton>
            )}
          </Buttons>
        </>
      )}
    </>
  );
}

/** What has become of it, when it is not simply to come. */
function State({ state, cancelReason }: MeetingPageProps) {
  const t = useBookingText();
  if (state === 'booked' || state === 'held') return null;
  const why = state === 'cancelled' && cancelReason !== null ? t(`cancel.was.${cancelReason}`) : t(`stateText.${state}`);
  return (
    <Notice tone={state === 'displaced' || state === 'cancelled' ? 'warning' : 'info'} title={t(`state.${state}`)}>
      {why}
    </Notice>
  );
}

export interface CancelPageProps {
  way: BookingWay;
  meetingId: Uuid;
  version: number;
  meeting: MeetingFactsProps;
  typed: string;
  wrong: string | null;
  requestId: Uuid;
}

export function CancelPage({ way, meetingId, version, meeting, typed, wrong, requestId }: CancelPageProps) {
  const t = useBookingText();
  const moment = useMoment();
  const { language } = usePage();
  const path = `${way.base}/${meetingId}`;
  const reasons = cancelReasons.filter((reason) => reason !== 'authority' || way.kind === 'staff');
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'reason', text: wrong }]} />
      <Title way={way}>{t('cancel.title')}</Title>
      <p class="lead">
        {t('cancel.which', { channel: t(`channel.${meeting.channel}`), when: moment.span(meeting.start, meeting.end) })}
      </p>
      <p>{t('cancel.rather')}</p>
      <p>
        <a href={href(language, `${path}/change`)}>{t('meeting.change')}</a>
      </p>
      <Form action={href(language, `${path}/cancel`)} requestId={requestId}>
        <input type="hidden" name="version" value={version} />
        <Radios
          name="reason"
          legend={t('cancel.why')}
          value={typed}
          error={wrong ?? undefined}
          options={reasons.map((reason) => ({ value: reason, text: t(`cancel.reason.${reason}`) }))}
        />
        <Buttons>
          <Button color="danger">{t('cancel.submit')}</Button>
          <LinkButton variant="tertiary" href={href(language, path)}>
            {t('cancel.keep')}
          </LinkButton>
        </Buttons>
      </Form>
    </>
  );
}
