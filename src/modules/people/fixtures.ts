/** People in tests: signed in, registered by hand, protected. Numbers are of the kind that Skatteverket publishes for tests. */
import { type Actor, execute, type House, type Role, signInAs } from '../../platform/auth/index.ts';
import { addDays, type PlainDate, plainDate, today } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { nameOfficer, openFile, recogniseAccount, receiveRegistryNotice, searchPersons } from './index.ts';
import { readIdentityNumber } from './rules/identity-number.ts';

/**
 * The identity number of a day of birth ('YYYYMMDD', day + 60 for a coordination number) as in Skatteverket's test numbers, which
 * nobody has: born from 1980 to 2023, birth number 238 or 239. Throws RangeError for another year.
 */
export function numberOf(house: House, start: string, birthNumber: 238 | 239 = 238): string {
  if (start < '1980' || start >= '2024') throw new RangeError(`no test number is born in ${start.slice(0, 4)}`);
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((last) => `${start}${birthNumber}${last}`);
  return digits.find((number) => !('fault' in readIdentityNumber(number, today(house.clock))))!;
}

const daysGiven = new Set<PlainDate>();

/** The number of someone new: born on this day ('YYYYMMDD'), or on the first day after it on which no one else is. */
export function newNumber(house: House, bornOn = '19800101'): string {
  let date = plainDate(`${bornOn.slice(0, 4)}-${bornOn.slice(4, 6)}-${bornOn.slice(6)}`);
  while (daysGiven.has(date)) date = addDays(date, 1);
  daysGiven.add(date);
  return numberOf(house, date.replaceAll('-', ''));
}

export interface SignsIn {
  name: string;
  familyName?: string;
  identity?: Parameters<typeof recogniseAccount>[1]['identity'];
  roles?: readonly Role[];
  organisation?: { number: string; name: string };
}

/** Signs someone in as the service does; `personId` is null for an account that is no jobseeker's. */
export async function signIn(house: House, who: SignsIn): Promise<{ actor: Actor; personId: Uuid | null; headers: object }> {
  const { name, familyName = 'Provsson', identity = {}, roles = ['jobseeker'], organisation } = who;
  const found: { personId: Uuid | null } = { personId: null };
  const { actor, headers } = await signInAs(house, roles, name, {
    givenName: name,
    familyName,
    ...(organisation === undefined ? {} : { organisation }),
    async onSignIn(tx, said) {
      found.personId = await recogniseAccount(tx, { ...said, identity });
    },
  });
  return { actor, headers, ...found };
}

/** As signIn, for a jobseeker, who has a person. */
export async function jobseeker(
  house: House,
  name: string,
  number?: string,
): Promise<{ actor: Actor; personId: Uuid; headers: object }> {
  const signedIn = await signIn(house, { name, ...(number === undefined ? {} : { identity: { personalNumber: number } }) });
  return { ...signedIn, personId: signedIn.personId! };
}

/** Opens a person's file for staff; gives the opening's id, null when there is no one to see. */
export async function opened(house: House, actor: Actor, personId: string, reason = 'matching'): Promise<Uuid | null> {
  const { openingId } = await execute(house, actor, openFile, { personId, reason, reasonText: 'because' });
  return openingId;
}

/** The ids that a search by staff finds. */
export async function searched(house: House, actor: Actor, terms: Record<string, string>, purpose?: string): Promise<Uuid[]> {
  const { personIds } = await execute(house, actor, searchPersons, { terms, purpose });
  return personIds;
}

/** The civil registry says that the holder of a number is protected. */
export async function protect(house: House, number: string, level = 'marked', mediationAddress = ''): Promise<void> {
  const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
  await execute(house, administrator, receiveRegistryNotice, { number, level, mediationAddress });
}

/** Names the protection officer for a person, and opens the file. */
export async function lookAfter(house: House, officer: Actor, personId: string): Promise<void> {
  await execute(house, officer, nameOfficer, { personId });
  await opened(house, officer, personId);
}
