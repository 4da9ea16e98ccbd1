/**
 * The secret of a ticket on a telephone: made from the visit's id with the service's key, so that a ticket can be printed again and no row, audit
 * row or answer that is kept holds it.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Keys } from '../../platform/keys/index.ts';

const purpose = 'desk-ticket';

/** 24 characters of base64url: what stands in the address of the ticket. */
export function phoneKeyOf(keys: Keys, visitId: string): string {
  return createHmac('sha256', keys.derive(purpose)).update(visitId).digest('base64url').slice(0, 24);
}

export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** What the database keeps of it. */
export const phoneKeyHash = (keys: Keys, visitId: string): Buffer => hashOfKey(phoneKeyOf(keys, visitId));
