import { forgetAccount } from '../../platform/auth/index.ts';
import type { Instant } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { peopleEvents } from './events.ts';
import { accountsOfPersonAlone, deletePerson } from './store/erasure.ts';

/**
 * Deletes all that people holds about a person, with their account and its sessions, and tells the other modules. Gives the
 * rows deleted, by table. Whether it is time is decided by the rule of whoever calls (SFS 2002:546 §16).
 */
export async function erasePerson(tx: Transaction, personId: Uuid, now: Instant): Promise<Record<string, number>> {
  const accounts = await accountsOfPersonAlone(tx, personId);
  const counts = await deletePerson(tx, personId);
  let forgotten = 0;
  for (const account of accounts) if (await forgetAccount(tx, account)) forgotten += 1;
  counts['platform.account'] = forgotten;
  await writeEvent(tx, peopleEvents.personErased(personId), now);
  return counts;
}
