/** What signing in writes, in one transaction: the account, whatever the application ties to it, and the session. */
import type { Instant } from '../clock/index.ts';
import type { Transaction } from '../db/index.ts';
import type { NewId, Uuid } from '../ids/index.ts';
import type { House } from './command.ts';
import type { Person } from './issuer.ts';
import type { Role } from './roles.ts';
import { openSession, type SessionLimits } from './sessions.ts';
import { upsertAccount } from './store.ts';
import type { Identity, Organisation } from './swedish-claims.ts';

/** Someone who just signed in. Identity and names are the issuer's word at this sign-in; the platform keeps none of them. */
export interface SignIn {
  accountId: Uuid;
  /** As it is shown. */
  name: string;
  /** Empty when the issuer does not say. */
  givenName: string;
  familyName: string;
  identity: Identity;
  organisation: Organisation | null;
  roles: readonly Role[];
  newId: NewId;
  now: Instant;
}

/** Is called in the transaction of the sign-in: what it throws, no one is signed in by. */
export type OnSignIn = (tx: Transaction, signIn: SignIn) => Promise<unknown>;

export async function recordSignIn(
  house: Pick<House, 'clock' | 'newId'>,
  tx: Transaction,
  person: Person,
  { onSignIn, limits }: { onSignIn: OnSignIn | undefined; limits: SessionLimits },
): Promise<{ accountId: Uuid; value: string; csrf: string }> {
  const { issuer, subject, name, roles, idToken } = person;
  const now = house.clock.now();
  const accountId = await upsertAccount(tx, { id: house.newId(), issuer, subject, name, roles, at: now });
  const { givenName, familyName, identity, organisation } = person;
  const { newId } = house;
  await onSignIn?.(tx, { accountId, name, givenName, familyName, identity, organisation, roles, newId, now });
  const opened = await openSession(house, tx, { accountId, roles, idToken }, limits);
  return { accountId, ...opened };
}
