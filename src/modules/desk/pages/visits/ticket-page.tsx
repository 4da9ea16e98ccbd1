/** The ticket on a visitor's own telephone. */
import { Button, Details, Form, Notice, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { feedbacks } from '../../kinds.ts';
import type { Wait } from '../../rules/expected-wait.ts';
import type { Visit } from '../../store/visits.ts';
import { waitWords } from './words.ts';

export interface TicketPageProps {
  /** The secret in the address. */
  ticketKey: string;
  visit: Pick<Visit, 'ticket' | 'state' | 'outcome' | 'feedback'>;
  placeName: string;
  /** How many are before them; null when they do not wait. */
  ahead: number | null;
  wait: Wait | null;
  counter: string | null;
  requestId: string;
}

export function TicketPage(props: TicketPageProps) {
  const t = useText();
  const { ticketKey, visit, placeName } = props;
  return (
    <div data-live={`/ticket/${ticketKey}/events`}>
      <h1>
        <span class="ds-sr-only">{t('desk:queue.ticket.yours')} </span>
        <bdi class="ticket-number">{visit.ticket}</bdi>
      </h1>
      <p>
        <bdi>{placeName}</bdi>
      </p>
      <div id="place-in-line" data-fresh aria-live="assertive" aria-atomic="true" data-stage={visit.state}>
        <Standing {...props} />
      </div>
      <Doing {...props} />
      <p id="line-lost" role="status" hidden>
        {t('desk:queue.lost')}
      </p>
    </div>
  );
}

function Standing({ visit, ahead, wait, counter }: TicketPageProps) {
  const t = useText();
  if (visit.state === 'waiting') {
    return (
      <>
        <p class="meet-state">{t('desk:queue.ticket.ahead', { count: ahead ?? 0 })}</p>
        {wait !== null && (
          <p>
            {t('desk:queue.ticket.wait')} <strong>{waitWords(t, wait)}</strong>
          </p>
        )}
      </>
    );
  }
  if (visit.state === 'called') {
    return (
      <Notice tone="success" title={t('desk:queue.ticket.called')}>
        <p class="meet-state">
          <strong>{counter === null ? t('desk:queue.ticket.come') : t('desk:queue.display.counter', { counter })}</strong>
        </p>
      </Notice>
    );
  }
  if (visit.state === 'ended') {
    const how = visit.outcome === 'no-show' ? 'noShow' : visit.outcome === 'left' ? 'left' : 'ended';
    return <p class="meet-state">{t(`desk:queue.ticket.${how}`)}</p>;
  }
  return <p class="meet-state">{t(`desk:queue.ticket.${visit.state}`)}</p>;
}

function Doing({ ticketKey, visit, requestId }: TicketPageProps) {
  const t = useText();
  const { language } = usePage();
  const action = href(language, `/ticket/${ticketKey}`);
  if (visit.state === 'serving') return null;
  if (visit.state !== 'ended') {
    return (
      // In two taps: a place in the line that was given up by mistake does not come back.
      <Details summary={t('desk:queue.ticket.leave')}>
        <Form action={action} requestId={requestId}>
          <p>{t('desk:queue.ticket.leaveSure')}</p>
          <Button variant="secondary" name="next" value="leave">
            {t('desk:queue.ticket.leaveNow')}
          </Button>
        </Form>
      </Details>
    );
  }
  if (visit.feedback !== null) return <p>{t('desk:queue.ticket.thanks')}</p>;
  return (
    <Form action={action} requestId={requestId}>
      <h2>{t('desk:queue.ticket.how')}</h2>
      <div class="big-buttons">
        {feedbacks.map((one) => (
          <Button variant="secondary" name="next" value={one}>
            {t(`desk:queue.feedback.${one}`)}
          </Button>
        ))}
      </div>
    </Form>
  );
}
