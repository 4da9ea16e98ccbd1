/**
 * What a device keeps, in IndexedDB. Whoever finds the device learns nothing of persons: operations and documents are sealed to the service, and
 * today's visits are tickets and topics, under a key that cannot be read out.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PlaceFacts, RefusedThere } from './place-facts.ts';

/** The device at one place. */
export interface KeptPlace {
  placeId: string;
  /** What the service knows the device by; made here. */
  deviceId: string;
  /** Null until the service has enrolled it: then it gives no tickets. */
  code: string | null;
  publicKey: Uint8Array<ArrayBuffer>;
  /** The account at the last contact. */
  by: string;
  /** The number of the next operation. */
  next: number;
  /** The last contact: the service's time, the skew, and what the steady clock of which page said. */
  contact: { at: string; skewMs: number; travelMs: number; steady: number; page: string } | null;
  facts: PlaceFacts;
  refused: readonly RefusedThere[];
  /** How many tickets were given by letter, on which day. */
  tickets: { day: string; given: Record<string, number> };
}

/** An operation that has not been sent, or was refused and is kept until someone has looked. */
export interface Waiting {
  placeId: string;
  seq: number;
  opId: string;
  /** Base64, sealed to the service. */
  sealed: string;
  /** What the device's clock said. */
  at: string;
  isDocument: boolean;
  /** The code of the refusal; null while it waits. */
  refused: string | null;
}

interface Schema extends DBSchema {
  places: { key: string; value: KeptPlace };
  outbox: { key: [string, number]; value: Waiting };
  /** A document's sealed stream, piece by piece, by the id of its operation. */
  pieces: { key: [string, number]; value: Uint8Array<ArrayBuffer> };
  /** Sealed with `own`, by place. */
  views: { key: string; value: { iv: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> } };
  own: { key: 'view'; value: CryptoKey };
}
export type DeviceStore = IDBPDatabase<Schema>;

let opened: Promise<DeviceStore> | undefined;

export function deviceStore(): Promise<DeviceStore> {
  opened ??= openDB<Schema>('desk', 1, {
    upgrade(db) {
      db.createObjectStore('places', { keyPath: 'placeId' });
      db.createObjectStore('outbox', { keyPath: ['placeId', 'seq'] });
      db.createObjectStore('pieces');
      db.createObjectStore('views');
      db.createObjectStore('own');
    },
    // A later edition wants to change the shape: this page lets go, and opens anew when it needs to.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
  });
  return opened;
}

/** Everything of one place, in the order of its numbers. */
export async function waitingAt(placeId: string): Promise<Waiting[]> {
  const db = await deviceStore();
  return db.getAll('outbox', ofPlace(placeId));
}

const ofPlace = (placeId: string): IDBKeyRange => IDBKeyRange.bound([placeId, 0], [placeId, Infinity]);

export interface Unsent {
  /** All that has not reached the service, and how many of them are documents. */
  count: number;
  documents: number;
  /** When the oldest was noted, by the device's clock; null when there is none. */
  oldest: string | null;
}

/** What has not been sent. */
export function unsentOf(waiting: readonly Waiting[]): Unsent {
  const unsent = waiting.filter(({ refused }) => refused === null);
  return {
    count: unsent.length,
    documents: unsent.filter(({ isDocument }) => isDocument).length,
    oldest: unsent[0]?.at ?? null,
  };
}

/** A document's sealed pieces, in their order. */
export async function piecesOf(opId: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const db = await deviceStore();
  return db.getAll('pieces', pieceRange(opId));
}

export const pieceRange = (opId: string): IDBKeyRange => IDBKeyRange.bound([opId, 0], [opId, Infinity]);

/** One tab at a time does this. */
export function alone<Result>(what: string, run: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(`desk-${what}`, run);
}
