/** The desk's pages on a device: the count of what is not sent, and, without network, the page itself. Enhancement only where there is one. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Arrivals } from '../device/arrivals.tsx';
import { Bar } from '../device/bar.tsx';
import { Counter } from '../device/counter.tsx';
import { type Desk, useDesk } from '../device/desk.ts';
import type { KeptPlace } from '../device/store.ts';
import { notingOf, type UnsentForm } from '../device/unsent.ts';
import { Notice } from '../device/fields.tsx';
import { keepPages, registerWorker } from '../device/kept-pages.ts';
import { viewOf } from '../device/shell.ts';
import { Start } from '../device/start.tsx';
import { type Say, sayer } from '../device/words.ts';

interface Page {
  say: Say;
  language: string;
  prefix: string;
  placeId: string;
  view: 'host' | 'counter';
  isShell: boolean;
}

const given = document.querySelector<HTMLTemplateElement>('#desk-device');
if (given !== null) begin(given);

function begin({ dataset }: HTMLTemplateElement): void {
  const say = sayer(JSON.parse(dataset['words'] ?? '{}') as Parameters<typeof sayer>[0]);
  const isShell = dataset['shell'] !== undefined;
  const language = document.documentElement.lang.slice(0, 2);
  const at = viewOf(location.pathname);
  const prefix = location.pathname.startsWith('/en/') ? '/en' : '';
  const root = document.createElement('div');
  if (isShell) document.querySelector('#main > .wrap')?.append(root);
  else document.querySelector('#main')?.before(root);
  root.className = isShell ? 'device-page' : 'wrap';
  void registerWorker(prefix);
  if (!isShell && at !== null) void keepPages(at);
  if (at !== null && at.place !== null && at.view !== 'start') {
    render(<Place {...{ say, language, prefix, placeId: at.place, view: at.view, isShell }} />, root);
  } else if (isShell) render(<Start {...{ say, prefix, isElsewhere: at === null }} />, root);
}

/** On an ordinary page: takes over the forms that could not be sent, and asks anew when the page has changed. True after one that needs a network. */
function useUnsent(desk: Desk, isShell: boolean): boolean {
  const [needsNetwork, say] = useState(false);
  useEffect(() => {
    if (isShell) return undefined;
    const goOn = async (form: UnsentForm, place: KeptPlace): Promise<void> => {
      const noting = await notingOf(form, place, desk.view);
      if (noting !== null && (await desk.note(noting))) location.assign(location.pathname);
      else say(true);
    };
    const take = (event: Event): void => {
      if (desk.place === null || !(event.target instanceof HTMLFormElement)) return;
      event.preventDefault();
      const { detail } = event as CustomEvent<UnsentForm['values']>;
      void goOn({ action: event.target.action, values: detail }, desk.place);
    };
    const look = (): void => void desk.refresh();
    document.addEventListener('unsent', take);
    document.addEventListener('swapped', look);
    document.addEventListener('line-lost', look);
    return () => {
      document.removeEventListener('unsent', take);
      document.removeEventListener('swapped', look);
      document.removeEventListener('line-lost', look);
    };
  }, [desk, isShell]);
  return needsNetwork;
}

/** Signing out needs the network: without it nobody would be signed out, and the pages that go on without would be gone. */
function useSignOut({ contact }: Pick<Desk, 'contact'>): boolean {
  const [isStopped, stop] = useState(false);
  useEffect(() => {
    const look = (event: SubmitEvent): void => {
      const isSignOut = event.target instanceof HTMLFormElement && event.target.action.endsWith('/sign-out');
      if (!isSignOut || contact !== 'gone') return;
      event.preventDefault();
      event.stopPropagation();
      stop(true);
    };
    document.addEventListener('submit', look);
    return () => document.removeEventListener('submit', look);
  }, [contact]);
  return isStopped && contact === 'gone';
}

function Place({ say, language, prefix, placeId, view, isShell }: Page) {
  const desk = useDesk(placeId);
  const here = `${prefix}/desk/${placeId}/${view}`;
  const bar = <Bar {...{ desk, say, isShell, signIn: `${prefix}/sign-in?${new URLSearchParams({ return: here })}` }} />;
  const needsNetwork = useUnsent(desk, isShell);
  const isSignedInStill = useSignOut(desk);
  if (!isShell)
    return (
      <>
        {bar}
        {isSignedInStill && <Notice tone="warning" title={say('bar.signOutNeedsNetwork')} />}
        {needsNetwork && <Notice tone="danger" title={say('bar.needsNetwork')} />}
      </>
    );
  const { place } = desk;
  const other = view === 'host' ? 'counter' : 'host';
  return (
    <>
      {bar}
      <h1>{say(`${view}.title`)}</h1>
      {place === null ? (
        <Notice tone="warning" title={say('shell.unknownPlace')}>
          <p>{say('shell.unknownPlaceText')}</p>
        </Notice>
      ) : (
        <>
          <p class="no-print">
            <strong>{place.facts.placeName}</strong>. {say('shell.without')}: {say('shell.explain')}{' '}
            <a href={`${prefix}/desk/${placeId}/${other}`}>{say(view === 'host' ? 'shell.toCounter' : 'shell.toHost')}</a>
          </p>
          {view === 'host' ? <Arrivals {...{ desk, place, say, language }} /> : <Counter {...{ desk, place, say, language }} />}
          <aside class="not-allowed no-print">
            <b>{say('shell.off')}</b> {say(view === 'host' ? 'shell.offHost' : 'shell.offCounter')}
          </aside>
        </>
      )}
    </>
  );
}
