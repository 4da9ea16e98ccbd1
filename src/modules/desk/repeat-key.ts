/** By what the same person is known to come about the same again, without anyone being stored. */
import { createHmac } from 'node:crypto';
import type { House } from '../../platform/auth/index.ts';
import { today } from '../../platform/clock/index.ts';
import { readIdentityNumber } from '../people/index.ts';

/** The keyed hash in hex; null for a number that cannot be read. The number is let go here, and nothing further in sees it. */
export function repeatKeyOf({ clock, keys }: Pick<House, 'clock' | 'keys'>, number: string, topic: string): string | null {
  const read = readIdentityNumber(number, today(clock));
  if ('fault' in read) return null;
  return createHmac('sha256', keys.derive('desk-repeat')).update(`${read.number}|${topic}`).digest('hex');
}
