import type { House } from './command.ts';
import type { Actor, Role } from './roles.ts';
import { sessionCookieName, sessionLimits } from './sessions.ts';
import { type OnSignIn, recordSignIn } from './sign-in.ts';
import type { Identity, Organisation } from './swedish-claims.ts';

/** A session that is open, with what a request needs to act in it. */
export interface SignedIn {
  actor: Actor;
  csrf: string;
  /** `cookie` and `x-csrf-token`, ready for a request. */
  headers: { cookie: string; 'x-csrf-token': string };
}

/** What an issuer would say besides name and roles, and what the application does with it. */
export interface SignInAsMore {
  onSignIn?: OnSignIn;
  givenName?: string;
  familyName?: string;
  identity?: Identity;
  organisation?: Organisation;
}

/**
 * Opens a session for someone with these roles without the walk through the issuer: for tests and measurements that act
 * through the front door. The same roles and name give the same account each time.
 */
export async function signInAs(
  house: House,
  roles: readonly Role[],
  name: string = roles.join(', '),
  { onSignIn, givenName = '', familyName = '', identity = {}, organisation }: SignInAsMore = {},
): Promise<SignedIn> {
  const subject = `${roles.join('+')} ${name}`;
  const said = { givenName, familyName, identity, organisation: organisation ?? null };
  const person = { issuer: 'test', subject, name, roles, idToken: null, ...said };
  return house.db.transaction().execute(async (tx) => {
    const { accountId, value, csrf } = await recordSignIn(house, tx, person, { onSignIn, limits: sessionLimits });
    const cookie = `${sessionCookieName('http:')}=${value}`;
    return { actor: { id: accountId, name, roles }, csrf, headers: { cookie, 'x-csrf-token': csrf } };
  });
}
