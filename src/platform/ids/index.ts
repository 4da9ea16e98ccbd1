/** Keys: uuid version 7 (RFC 9562 §5.7), so that rows made together lie together in an index. */
import { randomUUID } from 'node:crypto';
import { type Clock, epochMilliseconds } from '../clock/index.ts';

export type Uuid = string & { readonly __uuid: unique symbol };
export type NewId = () => Uuid;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads a key; null when the text is none. */
export function parseUuid(text: string): Uuid | null {
  const lower = text.toLowerCase();
  return pattern.test(lower) ? (lower as Uuid) : null;
}

/** A key that does not say when it was made (version 4), for rows that must not be led back to what happened at that moment. */
export function randomId(): Uuid {
  return randomUUID() as Uuid;
}

/** A maker of keys that keep their order within one millisecond (RFC 9562 §6.2, method 1: a 12-bit counter). */
export function idMaker(clock: Clock): NewId {
  let last = 0;
  let counter = 0;
  return () => {
    const now = epochMilliseconds(clock.now());
    if (now > last) {
      last = now;
      counter = 0;
    } else if (++counter > 0xfff) {
      last += 1;
      counter = 0;
    }
    const time = last.toString(16).padStart(12, '0');
    // The variant and the random bits after it are the same in every version.
    const random = randomUUID().slice(19);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${random}` as Uuid;
  };
}
