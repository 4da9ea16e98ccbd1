/** Notes something without network: sealed, numbered and kept before the page says that it is done. */
import { deviceClock, instantOf, millisecondsOf } from '../../../platform/clock/device/index.ts';
import { sealBox } from '../../../platform/sealed-box/index.ts';
import { seal, sealingKey } from '../../../platform/sealing/index.ts';
import { contextOf, documentContext, encodeOperation, type Operation, ownTicket, toBase64 } from './protocol.ts';
import { alone, deviceStore, type KeptPlace, pieceRange } from './store.ts';
import { readView, sealView, type View } from './view.ts';

/** Of this page: what its steady clock says means nothing in another. */
export const page = crypto.randomUUID();

/** The day in Sweden as far as this device knows it; by it tickets begin anew, and yesterday's visits are not shown. */
export function deviceDay(place: Pick<KeptPlace, 'contact'>): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(serviceTime(place));
}

/** The service's time as far as this device knows it, in milliseconds since 1970. */
export function serviceTime({ contact }: Pick<KeptPlace, 'contact'>): number {
  return deviceClock.wall() + (contact?.skewMs ?? 0);
}

const now = (): number => deviceClock.wall();

export interface Noting {
  kind: Operation['kind'];
  input: Record<string, unknown>;
  /** What the page shows from now on. */
  change: (view: View) => void;
  document?: { content: Blob };
  /** The id of a request that may have reached the service already; a new one when left out. */
  opId?: string;
}

/** Notes one thing. Throws when it could not be kept: then nothing was. */
export function note(placeId: string, noting: Noting): Promise<void> {
  return alone('outbox', async () => {
    const db = await deviceStore();
    const place = await db.get('places', placeId);
    if (place === undefined) throw new Error('this device does not know the place');
    const opId = noting.opId ?? crypto.randomUUID();
    const documentKey = noting.document === undefined ? null : await keepDocument(opId, noting.document.content);
    const at = instantOf(now());
    const operation = { kind: noting.kind, input: noting.input, at, contact: lastContact(place), by: place.by };
    const bytes = encodeOperation(documentKey === null ? operation : { ...operation, documentKey: toBase64(documentKey) });
    const seq = place.next;
    const sealed = toBase64(await sealBox(place.publicKey, bytes, contextOf(place.deviceId, { seq, opId })));
    const view = await readView(placeId, deviceDay(place));
    noting.change(view);
    const sealedView = await sealView(view);
    // One transaction: what is shown as done is in the outbox, and no number is left out.
    const tx = db.transaction(['places', 'outbox', 'views'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      tx.objectStore('places').put({ ...place, next: seq + 1 }),
      tx.objectStore('outbox').put({ placeId, seq, opId, sealed, at, isDocument: documentKey !== null, refused: null }),
      tx.objectStore('views').put(sealedView, placeId),
      tx.done,
    ]);
  });
}

function lastContact({ contact }: KeptPlace): Operation['contact'] {
  if (contact === null) return null;
  const steadyMs = contact.page === page ? Math.max(0, deviceClock.steady() - contact.steady) : null;
  return { at: contact.at, skewMs: contact.skewMs, steadyMs: steadyMs === null ? null : Math.round(steadyMs) };
}

/** Seals a document piece by piece; the key is given to be sealed with its operation. */
async function keepDocument(opId: string, content: Blob): Promise<Uint8Array> {
  const db = await deviceStore();
  const key = crypto.getRandomValues(new Uint8Array(32));
  let number = 0;
  try {
    for await (const piece of seal(chunksOf(content), await sealingKey(key), documentContext(opId))) {
      await db.put('pieces', piece, [opId, number]);
      number += 1;
    }
  } catch (error) {
    await db.delete('pieces', pieceRange(opId));
    throw error;
  }
  return key;
}

async function* chunksOf(content: Blob): AsyncGenerator<Uint8Array> {
  const reader = content.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** The label of the next ticket of a line, which no other device gives. Null while the service does not know the device. */
export function nextTicket(placeId: string, letter: string): Promise<string | null> {
  return alone('outbox', async () => {
    const db = await deviceStore();
    const place = await db.get('places', placeId);
    if (place === undefined || place.code === null) return null;
    const day = deviceDay(place);
    const given = place.tickets.day === day ? place.tickets.given : {};
    const number = (given[letter] ?? 0) + 1;
    await db.put('places', { ...place, tickets: { day, given: { ...given, [letter]: number } } });
    return ownTicket(letter, place.code, number);
  });
}

/** The service's time now, as far as this device knows it: what a receipt says of the arrival. */
export function arrivalNow(place: Pick<KeptPlace, 'contact'>): string {
  return instantOf(serviceTime(place));
}

/** How long ago something was noted, in minutes, by the device's clock. */
export function minutesSince(at: string): number {
  return Math.max(0, Math.floor((now() - millisecondsOf(at)) / 60_000));
}
