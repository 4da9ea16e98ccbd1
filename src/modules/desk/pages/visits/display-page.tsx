/** The screen in the hall: who is called where, who is next, how long it takes. Tickets only, never a name. */
import { usePage, useText } from '../../../../ui/index.ts';
import { type Language, languageFacts, languages } from '../../../../platform/i18n/index.ts';
import type { QueueFacts } from '../../queue-facts.ts';
import { nameIn, waitWords } from './words.ts';

/** What stands on the screen in one language. */
export function DisplayPart({ name, queue, language }: { name: string; queue: QueueFacts; language: Language }) {
  const t = useText();
  const { tag, dir } = languageFacts[language];
  return (
    <div class="display" lang={tag} dir={dir}>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <section aria-live="assertive" aria-atomic="true">
        <h2>{t('desk:queue.display.now')}</h2>
        {queue.calls.length === 0 ? (
          <p>{t('desk:queue.display.nobody')}</p>
        ) : (
          <ol class="display-calls">
            {queue.calls.map(({ ticket, counter }) => (
              <li>
                <bdi>{ticket}</bdi>
                <span>{t('desk:queue.display.counter', { counter })}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section>
        <h2>{t('desk:queue.display.next')}</h2>
        <p>{queue.next.length === 0 ? t('desk:queue.display.noOne') : <bdi>{queue.next.join(' · ')}</bdi>}</p>
      </section>
      <section>
        <h2>{t('desk:queue.office.wait')}</h2>
        <div class="display-waits">
          {queue.services.map((one) => (
            <p>
              {nameIn(one.names, language)}: {waitWords(t, one.wait)}
            </p>
          ))}
        </div>
      </section>
    </div>
  );
}

export function DisplayPage({ placeId, name, queue }: { placeId: string; name: string; queue: QueueFacts }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1 class="ds-sr-only">{t('desk:queue.display.title', { name })}</h1>
      <div
        id="display"
        data-source={`/offices/${placeId}/display/events`}
        data-languages={[language, ...languages.filter((one) => one !== language)].join(' ')}
      >
        <DisplayPart {...{ name, queue, language }} />
      </div>
      <p class="display-sound">
        <button class="ds-button" type="button" id="allow-sound" data-variant="secondary" hidden>
          {t('desk:queue.display.sound')}
        </button>
      </p>
      <p id="line-lost" class="display-lost" role="status" hidden>
        {t('desk:queue.lost')}
      </p>
    </>
  );
}
