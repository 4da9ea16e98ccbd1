/** Officers that can be chosen in a form. */
import { accountsWithRole } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';

/** Those who can hold a planning conversation, by name: whoever has signed in with a role that handles cases. */
export function officersToChoose(db: Database): Promise<{ accountId: Uuid; name: string }[]> {
  return accountsWithRole(db, ['caseworker', 'protection-officer']);
}
