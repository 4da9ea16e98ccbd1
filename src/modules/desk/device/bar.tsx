/** Always on the pages of a desk: what has not been sent, whether there is a network, and what needs a look. */
import type { Desk } from './desk.ts';
import { Button } from './fields.tsx';
import { minutesSince } from './outbox.ts';
import type { RefusedThere } from './place-facts.ts';
import { type Unsent, unsentOf } from './store.ts';
import { type Say, timeOf } from './words.ts';

interface BarProps {
  desk: Desk;
  say: Say;
  /** Where one signs in and comes back. */
  signIn: string;
  /** The page itself works without network; else it leads to the one that does. */
  isShell: boolean;
}

export function Bar({ desk, say, signIn, isShell }: BarProps) {
  const unsent = unsentOf(desk.waiting);
  const refused = desk.place?.refused ?? [];
  return (
    <section class="device-bar no-print" aria-label={say('bar.label')}>
      <p class="device-bar-line">
        <span class="ds-tag" data-color={desk.contact === 'gone' ? 'warning' : 'neutral'}>
          {say(desk.contact === 'gone' ? 'bar.gone' : 'bar.there')}
        </span>
        <strong role="status">
          {unsent.count === 0 ? say('bar.sent') : say('bar.unsent', { count: unsent.count })}
          {desk.isSending && ` · ${say('bar.sending')}`}
        </strong>
        <Onward {...{ desk, say, isShell }} />
      </p>
      {unsent.count > 0 && <Details unsent={unsent} say={say} />}
      <Why {...{ desk, say, signIn }} />
      {refused.length > 0 && <Refused {...{ desk, say, refused }} />}
    </section>
  );
}

/** To the page that fits: the ordinary one when there is a network, the other when there is none. */
function Onward({ desk, say, isShell }: Pick<BarProps, 'desk' | 'say' | 'isShell'>) {
  const isGone = desk.contact === 'gone';
  if (desk.contact === 'unknown' || isGone === isShell) return null;
  if (desk.contact !== 'there' && !isGone) return null;
  return (
    <Button variant="secondary" onClick={() => location.reload()}>
      {say(isGone ? 'bar.offline' : 'bar.goOn')}
    </Button>
  );
}

function Details({ unsent, say }: { unsent: Unsent; say: Say }) {
  const notes = unsent.count - unsent.documents;
  return (
    <details class="ds-details details">
      <summary>{say('bar.details')}</summary>
      <div>
        <ul>
          {notes > 0 && <li>{say('bar.visits', { count: notes })}</li>}
          {unsent.documents > 0 && <li>{say('bar.documents', { count: unsent.documents })}</li>}
          {unsent.oldest !== null && <li>{say('bar.oldest', { minutes: minutesSince(unsent.oldest) })}</li>}
        </ul>
        <p>{say('bar.safe')}</p>
      </div>
    </details>
  );
}

/** What keeps it from being sent, and what to do. */
function Why({ desk, say, signIn }: Pick<BarProps, 'desk' | 'say' | 'signIn'>) {
  if (desk.contact === 'signed-out' || desk.stopped === 'signed-out') {
    return (
      <p>
        {say('bar.signedOut')} <a href={signIn}>{say('bar.signIn')}</a>
      </p>
    );
  }
  if (desk.contact === 'elsewhere') return <p>{say('bar.elsewhere')}</p>;
  if (desk.stopped === 'held') return <p>{say('bar.held')}</p>;
  if (desk.stopped === 'refused-all') return <p>{say('bar.refusedAll')}</p>;
  return null;
}

function Refused({ desk, say, refused }: Pick<BarProps, 'desk' | 'say'> & { refused: readonly RefusedThere[] }) {
  return (
    <div class="ds-alert" data-color="warning" role="status">
      <h2>{say('bar.look', { count: refused.length })}</h2>
      <ul class="plain-list">
        {refused.map((one) => (
          <li key={`${one.deviceId}-${one.seq}`}>
            <p>
              <strong>{say('bar.lookOf', { code: one.code, time: timeOf(one.at), what: say(`kind.${one.kind}`) })}.</strong>{' '}
              {one.title}. {one.todo}
            </p>
            <Button variant="secondary" disabled={desk.contact !== 'there'} onClick={() => void desk.settle(one)}>
              {say('bar.looked')}
            </Button>{' '}
            {one.kind === 'receive-document' && one.deviceId === desk.place?.deviceId && (
              <Button variant="secondary" disabled={desk.contact !== 'there'} onClick={() => void desk.retry(one)}>
                {say('bar.retry')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
