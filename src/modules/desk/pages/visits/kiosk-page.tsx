/** A kiosk in the hall: a language, what it is about, a ticket. */
import { Button, Form, LinkButton, usePage, useText } from '../../../../ui/index.ts';
import { href, languageFacts, languages } from '../../../../platform/i18n/index.ts';
import type { TopicChoice } from '../../queue-facts.ts';
import { TicketCard, type PrintedTicket } from './ticket-card.tsx';
import { nameIn } from './words.ts';

export interface KioskPageProps {
  kioskKey: string;
  placeName: string;
  stage:
    | { at: 'language' }
    | { at: 'topic'; topics: readonly TopicChoice[]; requestId: string }
    | { at: 'ticket'; ticket: PrintedTicket };
}

export function KioskPage({ kioskKey, placeName, stage }: KioskPageProps) {
  const t = useText();
  const { language } = usePage();
  const own = href(language, `/kiosk/${kioskKey}`);
  return (
    <>
      <h1>
        <bdi>{placeName}</bdi>
      </h1>
      {stage.at === 'language' && (
        <ul class="big-buttons plain-list">
          {languages.map((one) => (
            <li lang={languageFacts[one].tag} dir={languageFacts[one].dir}>
              <a class="ds-button" href={`${href(one, `/kiosk/${kioskKey}`)}?at=topic`} data-variant="primary">
                {languageFacts[one].name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {stage.at === 'topic' && (
        <Form action={own} requestId={stage.requestId}>
          <h2>{t('desk:queue.kiosk.topic')}</h2>
          <div class="big-buttons">
            {stage.topics.map(({ value, names }) => (
              <Button name="topic" value={value}>
                {nameIn(names, language)}
              </Button>
            ))}
          </div>
          <p>
            <LinkButton href={href(language, `/kiosk/${kioskKey}/document`)} variant="secondary">
              {t('desk:document.handIn.title')}
            </LinkButton>
          </p>
          <p>
            <LinkButton href={href('sv', `/kiosk/${kioskKey}`)} variant="tertiary">
              {t('desk:queue.kiosk.back')}
            </LinkButton>
          </p>
        </Form>
      )}
      {stage.at === 'ticket' && (
        <>
          <TicketCard {...stage.ticket} />
          <p class="no-print">
            <LinkButton href={href('sv', `/kiosk/${kioskKey}`)}>{t('desk:queue.kiosk.done')}</LinkButton>
          </p>
        </>
      )}
    </>
  );
}
