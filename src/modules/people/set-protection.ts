import type { Instant } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { peopleEvents } from './events.ts';
import type { Protection } from './kinds.ts';
import type { PersonRow } from './store/persons.ts';
import { writeProtection } from './store/protection.ts';

/**
 * Writes a level of protection on a locked person, and gives the event that tells the other modules; none when nothing
 * changed. From the commit on, lists, names and standing obey it.
 */
export async function setProtection(
  tx: Transaction,
  person: PersonRow,
  to: { level: Protection; mediationAddress: string | null },
  now: Instant,
): Promise<Event[]> {
  if (person.protection === to.level && person.mediationAddress === to.mediationAddress) return [];
  const since = to.level === 'none' ? null : now;
  await writeProtection(tx, person.personId, { ...to, since }, now);
  return [peopleEvents.protectionChanged(person.personId, to.level)];
}
