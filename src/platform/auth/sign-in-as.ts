import type { House } from './command.ts';
import type { Actor, Role } from './roles.ts';
import { openSession, sessionCookieName } from './sessions.ts';
import { upsertAccount } from './store.ts';

/** A session that is open, with what a request needs to act in it. */
export interface SignedIn {
  actor: Actor;
  csrf: string;
  /** `cookie` and `x-csrf-token`, ready for a request. */
  headers: { cookie: string; 'x-csrf-token': string };
}

/**
 * Opens a session for someone with these roles without the walk through the issuer: for tests and measurements that act
 * through the front door. The same roles and name give the same account each time.
 */
export async function signInAs(house: House, roles: readonly Role[], name: string = roles.join(', ')): Promise<SignedIn> {
  return house.db.transaction().execute(async (tx) => {
    const account = {
      id: house.newId(),
      issuer: 'test',
      subject: `${roles.join('+')} ${name}`,
      name,
      roles,
      at: house.clock.now(),
    };
    const accountId = await upsertAccount(tx, account);
    const { value, csrf } = await openSession(house, tx, { accountId, roles, idToken: null });
    const cookie = `${sessionCookieName('http:')}=${value}`;
    return { actor: { id: accountId, name, roles }, csrf, headers: { cookie, 'x-csrf-token': csrf } };
  });
}
