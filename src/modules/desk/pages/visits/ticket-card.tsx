import { Buttons, useText } from '../../../../ui/index.ts';
import { QrCode } from './qr-code.tsx';

export interface PrintedTicket {
  ticket: string;
  placeName: string;
  serviceName: string;
  /** When it was taken: a day and a time in Sweden. */
  taken: string;
  /** The address of the ticket on a telephone. */
  url: string;
}

/** A ticket as it is printed, with the way to it on a telephone. */
export function TicketCard({ ticket, placeName, serviceName, taken, url }: PrintedTicket) {
  const t = useText();
  return (
    <section class="card ticket-card" id="ticket" aria-labelledby="ticket-number">
      <p>{placeName}</p>
      <h2 id="ticket-number" tabIndex={-1} autoFocus>
        <span class="ds-sr-only">{t('desk:queue.ticket.yours')} </span>
        <bdi class="ticket-number">{ticket}</bdi>
      </h2>
      <p>{serviceName}</p>
      <QrCode text={url} label={t('desk:queue.ticket.qr')} />
      <p>{t('desk:queue.ticket.follow')}</p>
      <p>
        <small>{taken}</small>
      </p>
      <div class="no-print">
        <Buttons>
          <button class="ds-button" type="button" data-variant="secondary" data-print>
            {t('desk:queue.ticket.print')}
          </button>
        </Buttons>
      </div>
    </section>
  );
}
