/** What staff do of what goes out: letters to post, and messages to tell by hand. */
import { localTime } from '../../../platform/clock/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { Button, EmptyState, Form, Notice, Table, useFormats, usePage, useText } from '../../../ui/index.ts';
import { messageChannels } from '../kinds.ts';
import type { LetterToPost } from '../store/letters.ts';
import type { ToTellByHand } from '../told-by-hand.ts';

function useDay(): (at: LetterToPost['madeAt']) => string {
  const { date } = useFormats();
  return (at) => date(localTime(at).date);
}

export interface LettersProps {
  letters: readonly (LetterToPost & { name: string; subject: string })[];
  more: boolean;
  done: boolean;
  newId: () => Uuid;
}

export function LettersPage({ letters, more, done, newId }: LettersProps) {
  const t = useText();
  const { language } = usePage();
  const day = useDay();
  const named = (name: string) => <span class="ds-sr-only">: {t('contact:letters.printNamed', { name })}</span>;
  return (
    <>
      {done && <Notice tone="success">{t('contact:done.posted')}</Notice>}
      <h1>{t('contact:letters.title')}</h1>
      <p class="lead">{t('contact:letters.lead')}</p>
      {letters.length === 0 ? (
        <EmptyState title={t('contact:letters.none')}>{t('contact:letters.noneText')}</EmptyState>
      ) : (
        <Table
          id="letters"
          caption={t('contact:letters.title')}
          captionHidden
          cards
          rows={letters}
          columns={[
            { header: t('contact:letters.to'), rowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
            { header: t('contact:letters.what'), cell: (row) => <bdi>{row.subject}</bdi> },
            { header: t('contact:letters.made'), cell: (row) => day(row.madeAt) },
            {
              header: t('contact:letters.print'),
              cell: (row) => (
                <a href={href(language, `/letters/${row.messageId}.pdf`)}>
                  {t('contact:letters.print')}
                  {named(row.name)}
                </a>
              ),
            },
            {
              header: t('contact:letters.post'),
              cell: (row) => (
                <Form action={href(language, `/letters/${row.messageId}/posted`)} requestId={newId()}>
                  <Button variant="secondary">
                    {t('contact:letters.post')}
                    {named(row.name)}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
      {more && <p>{t('contact:letters.more')}</p>}
    </>
  );
}

export interface ByHandProps {
  messages: readonly ToTellByHand[];
  more: boolean;
  done: boolean;
}

export function ByHandPage({ messages, more, done }: ByHandProps) {
  const t = useText();
  const { language } = usePage();
  const day = useDay();
  return (
    <>
      {done && <Notice tone="success">{t('contact:done.told')}</Notice>}
      <h1>{t('contact:byHand.title')}</h1>
      <p class="lead">{t('contact:byHand.lead')}</p>
      {messages.length === 0 ? (
        <EmptyState title={t('contact:byHand.none')}>{t('contact:byHand.noneText')}</EmptyState>
      ) : (
        <Table
          id="by-hand"
          caption={t('contact:byHand.title')}
          captionHidden
          cards
          rows={messages}
          columns={[
            { header: t('contact:byHand.who'), rowHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
            { header: t('contact:byHand.what'), cell: (row) => <bdi>{row.words.subject}</bdi> },
            { header: t('contact:byHand.since'), cell: (row) => day(row.madeAt) },
            {
              header: t('contact:byHand.why'),
              cell: (row) => <Why {...row} />,
            },
            {
              header: t('contact:byHand.open'),
              cell: (row) => (
                <a href={href(language, `/people/${row.personId}/messages/${row.id}`)}>
                  {t('contact:byHand.open')}
                  <span class="ds-sr-only"> {t('contact:byHand.openNamed', { name: row.name })}</span>
                </a>
              ),
            },
          ]}
        />
      )}
      {more && <p>{t('contact:byHand.more')}</p>}
    </>
  );
}

/** Why it did not go by itself: with what each way that refused it answered, or what the last try met with. */
function Why({ error, refused }: Pick<ToTellByHand, 'error' | 'refused'>) {
  const t = useText();
  if (error === null) return <>{t('contact:byHand.noWay')}</>;
  const ways = messageChannels.flatMap((way) =>
    refused[way] === undefined ? [] : [t(`contact:byHand.way.${way}`, { code: refused[way] })],
  );
  return <>{t('contact:byHand.failed', { code: ways.length === 0 ? error : ways.join(', ') })}</>;
}
