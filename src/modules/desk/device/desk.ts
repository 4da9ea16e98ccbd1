/** What a page without network knows and does: the place, today's visits, what waits, and whether there is a network. */
import { useEffect, useState } from 'preact/hooks';
import { ask, type Contact, retryDocument, send, settleRefused, type Stopped } from './contact.ts';
import { deviceDay, note, type Noting } from './outbox.ts';
import type { RefusedThere } from './place-facts.ts';
import { deviceStore, type KeptPlace, type Waiting, waitingAt } from './store.ts';
import { readView, type View } from './view.ts';

/** How often the service is asked while there is something to send or nothing to reach, and else, in milliseconds. */
const askAgainMs = 10_000;
const askRarelyMs = 60_000;

export interface Known {
  place: KeptPlace | null;
  view: View;
  waiting: readonly Waiting[];
  contact: Contact['is'] | 'unknown';
  stopped: Stopped;
  isSending: boolean;
}

export interface Desk extends Known {
  /** False when it could not be kept. */
  note(noting: Noting): Promise<boolean>;
  /** Asks now, and sends what waits. */
  refresh(): Promise<void>;
  settle(of: RefusedThere): Promise<void>;
  /** A document of this device that was refused is sent anew. */
  retry(of: RefusedThere): Promise<void>;
}

const nothing: Known = {
  place: null,
  view: { day: '', visits: [], receipts: [] },
  waiting: [],
  contact: 'unknown',
  stopped: null,
  isSending: false,
};

/** One place's desk on this device, kept up to date. */
export function useDesk(placeId: string): Desk {
  const [known, setKnown] = useState<Known>(nothing);
  const change = (part: Partial<Known>): void => setKnown((before) => ({ ...before, ...part }));
  const look = async (): Promise<void> => change(await readKnown(placeId));

  async function refresh(): Promise<void> {
    const contact = await ask(placeId);
    change({ contact: contact.is, ...(await readKnown(placeId)) });
    if (contact.is !== 'there') return;
    const unsent = (await waitingAt(placeId)).some(({ refused }) => refused === null);
    if (!unsent) return change({ stopped: null });
    change({ isSending: true });
    const stopped = await send(placeId, contact.state, () => void look());
    const after = await ask(placeId);
    change({ contact: after.is, stopped, isSending: false, ...(await readKnown(placeId)) });
  }

  useEffect(() => {
    void look().then(refresh);
    const wake = (): void => void refresh();
    const gone = (): void => change({ contact: 'gone' });
    window.addEventListener('online', wake);
    window.addEventListener('offline', gone);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', gone);
    };
  }, [placeId]);

  const isCalm = known.contact === 'there' && known.waiting.every(({ refused }) => refused !== null);
  useEffect(() => {
    const timer = setInterval(() => void refresh(), isCalm ? askRarelyMs : askAgainMs);
    return () => clearInterval(timer);
  }, [placeId, isCalm]);

  return {
    ...known,
    refresh,
    async note(noting) {
      try {
        await note(placeId, noting);
        return true;
      } catch {
        return false;
      } finally {
        await look();
      }
    },
    async settle(of) {
      const contact = await ask(placeId);
      if (contact.is === 'there') await settleRefused(placeId, contact.state.csrf, of);
      await refresh();
    },
    async retry({ seq }) {
      const contact = await ask(placeId);
      if (contact.is === 'there') await retryDocument(placeId, contact.state.csrf, seq);
      await refresh();
    },
  };
}

async function readKnown(placeId: string): Promise<Pick<Known, 'place' | 'view' | 'waiting'>> {
  const db = await deviceStore();
  const place = (await db.get('places', placeId)) ?? null;
  const view = await readView(placeId, place === null ? '' : deviceDay(place));
  return { place, view: place === null ? view : withInHand(view, place), waiting: await waitingAt(placeId) };
}

/** Whom the officer served as the network went stands among the visits too. */
function withInHand(view: View, { facts }: KeptPlace): View {
  const own = new Set(view.visits.map(({ visitId }) => visitId));
  const others = facts.inHand.filter(({ visitId }) => !own.has(visitId));
  return { ...view, visits: [...others.map(knownVisit), ...view.visits] };
}

/** A visit that began with a network, as the device shows it. */
export function knownVisit({ visitId, ticket, topic, state }: KeptPlace['facts']['inHand'][number]): View['visits'][number] {
  const shown = state === 'serving' || state === 'parked' ? state : 'waiting';
  return { visitId, ticket, topic, language: null, state: shown, since: '', steps: [], receipts: [], isKnown: true };
}
