/** Asks whether there is a network, and sends what was noted without one. */
import { deviceClock, instantOf, millisecondsOf } from '../../../platform/clock/device/index.ts';
import type { DeskState } from './place-facts.ts';
import { type Answered, fromBase64, mostOperations, silenceMs, skewOf } from './protocol.ts';
import { alone, deviceStore, type KeptPlace, pieceRange, piecesOf, type Waiting, waitingAt } from './store.ts';
import { page } from './outbox.ts';

/** 'gone': no network, or the service is away; 'signed-out': it is there and knows nobody; 'elsewhere': whoever is signed in does not work here. */
export type Contact = { is: 'there'; state: DeskState } | { is: 'gone' | 'signed-out' | 'elsewhere' };

const base = (placeId: string): string => `${location.pathname.startsWith('/en/') ? '/en' : ''}/desk/${placeId}/sync`;

/** One question to the service, and what it says is remembered. */
export async function ask(placeId: string): Promise<Contact> {
  const db = await deviceStore();
  const before = await db.get('places', placeId);
  const deviceId = before?.deviceId ?? crypto.randomUUID();
  const steady = deviceClock.steady();
  const wall = deviceClock.wall();
  const answer = await answerOf(`${base(placeId)}?device=${deviceId}`);
  if (answer === null || answer.status >= 500) return { is: 'gone' };
  if (answer.status === 401) return { is: 'signed-out' };
  if (!answer.ok) return { is: 'elsewhere' };
  const state = answer.said as DeskState;
  // How long it took by the clock that nobody sets.
  const tookMs = deviceClock.steady() - steady;
  const skewMs = skewOf(wall, wall + tookMs, millisecondsOf(state.now));
  const contact = { at: state.now, skewMs, travelMs: Math.round(tookMs / 2), steady: deviceClock.steady(), page };
  const code = state.deviceCode ?? (await enrol(placeId, deviceId, state.csrf));
  await alone('outbox', async () => {
    const kept = await db.get('places', placeId);
    await db.put('places', {
      placeId,
      deviceId: kept?.deviceId ?? deviceId,
      // Not known at this moment is not unknown.
      code: code ?? (kept?.deviceId === deviceId ? kept.code : null),
      publicKey: fromBase64(state.publicKey),
      by: state.by,
      next: Math.max(kept?.next ?? 1, state.next),
      contact,
      facts: state.facts,
      refused: state.refused,
      tickets: kept?.tickets ?? { day: '', given: {} },
    });
  });
  return { is: 'there', state };
}

interface Answer {
  ok: boolean;
  status: number;
  /** What it says; null of a refusal. */
  said: unknown;
}

/** Null when not all of an answer came within the time: what is cut off in the middle is none. */
async function answerOf(url: string, options: RequestInit = {}, withinMs = silenceMs): Promise<Answer | null> {
  try {
    const answer = await fetch(url, { cache: 'no-store', redirect: 'error', ...options, signal: AbortSignal.timeout(withinMs) });
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, said: answer.ok ? JSON.parse(text) : null };
  } catch {
    return null;
  }
}

const json = (csrf: string, body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
  body: JSON.stringify(body),
});

async function enrol(placeId: string, deviceId: string, csrf: string): Promise<string | null> {
  const answer = await answerOf(`${base(placeId)}/device`, json(csrf, { deviceId }));
  return answer?.ok === true ? (answer.said as { code: string }).code : null;
}

/** What stops the sending; null when nothing is left to send. */
export type Stopped = 'gone' | 'signed-out' | 'held' | 'refused-all' | null;

/** How long one request with operations, and one with a document, may take. */
const sendingMs = 30_000;
const documentMs = 600_000;

/** Sends what waits, in its order, until nothing is left or something stops it. One tab at a time. */
export function send(placeId: string, { csrf }: Pick<DeskState, 'csrf'>, onProgress: () => void): Promise<Stopped> {
  return alone('sending', async () => {
    const db = await deviceStore();
    for (;;) {
      const place = await db.get('places', placeId);
      const waiting = (await waitingAt(placeId)).filter(({ refused }) => refused === null).slice(0, mostOperations);
      if (place === undefined || waiting.length === 0) return null;
      const { stopped, answers } = await sendSome(place, waiting, csrf);
      for (const answer of answers) await settle(placeId, answer);
      onProgress();
      if (stopped !== null) return stopped;
      const last = answers.at(-1);
      const document = last?.outcome === 'document' ? waiting.find(({ seq }) => seq === last.seq) : undefined;
      if (document !== undefined) {
        const sent = await sendDocument(place, document, csrf);
        for (const answer of sent.answers) await settle(placeId, answer);
        onProgress();
        if (sent.stopped !== null) return sent.stopped;
      } else if (last?.outcome === 'held') return 'held';
    }
  });
}

interface Sent {
  answers: readonly Answered[];
  stopped: Stopped;
}

async function sendSome(place: KeptPlace, waiting: readonly Waiting[], csrf: string): Promise<Sent> {
  const ops = waiting.map(({ seq, opId, sealed }) => ({ seq, opId, sealed }));
  const body = { ...clockOf(place), ops };
  return sentOf(await answerOf(base(place.placeId), json(csrf, body), sendingMs));
}

const clockOf = ({ deviceId, contact }: KeptPlace) => ({
  deviceId,
  deviceNow: instantOf(deviceClock.wall()),
  travelMs: contact?.travelMs ?? 0,
});

async function sendDocument(place: KeptPlace, { seq, opId, sealed }: Waiting, csrf: string): Promise<Sent> {
  const form = new FormData();
  const fields = { ...clockOf(place), seq, opId, sealed };
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append('document', new Blob(await piecesOf(opId)), 'sealed');
  const options = { method: 'POST', headers: { 'x-csrf-token': csrf }, body: form };
  return sentOf(await answerOf(`${base(place.placeId)}/document`, options, documentMs));
}

function sentOf(answer: Answer | null): Sent {
  if (answer === null || answer.status >= 500) return { answers: [], stopped: 'gone' };
  if (answer.status === 401 || answer.status === 403) return { answers: [], stopped: 'signed-out' };
  if (!answer.ok) return { answers: [], stopped: 'refused-all' };
  return { answers: (answer.said as { answers: Answered[] }).answers, stopped: null };
}

/** What is done goes; what was refused stays until someone has looked at it. */
async function settle(placeId: string, { seq, opId, outcome }: Answered): Promise<void> {
  if (outcome === 'document' || outcome === 'held') return;
  const db = await deviceStore();
  const tx = db.transaction(['outbox', 'pieces'], 'readwrite', { durability: 'strict' });
  const outbox = tx.objectStore('outbox');
  const kept = await outbox.get([placeId, seq]);
  if (kept?.opId === opId) {
    if (outcome === 'done') {
      await outbox.delete([placeId, seq]);
      await tx.objectStore('pieces').delete(pieceRange(opId));
    } else await outbox.put({ ...kept, refused: outcome });
  }
  await tx.done;
}

/** Sends a document anew that was refused: what stood in the way may be gone. */
export async function retryDocument(placeId: string, csrf: string, seq: number): Promise<void> {
  const db = await deviceStore();
  const [place, kept] = [await db.get('places', placeId), await db.get('outbox', [placeId, seq])];
  if (place === undefined || kept === undefined) return;
  for (const answer of (await sendDocument(place, kept, csrf)).answers) await settle(placeId, answer);
}

/** Someone has looked at what was refused: the service notes it, and the device lets it go. */
export async function settleRefused(placeId: string, csrf: string, of: { deviceId: string; seq: number }): Promise<boolean> {
  const answer = await answerOf(`${base(placeId)}/settled`, json(csrf, of));
  if (answer === null || (!answer.ok && answer.status !== 404)) return false;
  const db = await deviceStore();
  const place = await db.get('places', placeId);
  const kept = place?.deviceId === of.deviceId ? await db.get('outbox', [placeId, of.seq]) : undefined;
  if (kept !== undefined) {
    await db.delete('outbox', [placeId, of.seq]);
    await db.delete('pieces', pieceRange(kept.opId));
  }
  return true;
}
