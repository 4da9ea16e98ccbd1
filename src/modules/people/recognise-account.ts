/** Who signs in: finds or makes the person of an account, and notes for which organisation a helper or a desk officer acts. */
import type { Role } from '../../platform/auth/index.ts';
import { type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { NewId, Uuid } from '../../platform/ids/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { peopleEvents } from './events.ts';
import type { IdentityProof } from './kinds.ts';
import { type IdentityNumber, readIdentityNumber } from './rules/identity-number.ts';
import { decideSuccession } from './rules/number-succession.ts';
import { organisationKind, readOrganisationNumber } from './rules/organisation-number.ts';
import { looksAfterProtected } from './rules/standing.ts';
import { currentNumber, findByNumber, insertNumber, insertReplacedNumber, lockNumbers, succeedNumber } from './store/numbers.ts';
import { setMembership, upsertOrganisation } from './store/organisations.ts';
import { bindAccount, findPersonOfAccount, insertPerson, updateIdentity } from './store/persons.ts';
import { forgetProtectionOfficer, noteProtectionOfficer } from './store/protection.ts';

export interface SignedInAccount {
  accountId: Uuid;
  /** As the issuer shows it; used when it gives no given name and family name. */
  name: string;
  givenName?: string | undefined;
  familyName?: string | undefined;
  /** Numbers as the issuer writes them; kept here and nowhere else. */
  identity: {
    personalNumber?: string | undefined;
    coordinationNumber?: string | undefined;
    /** The coordination number that the personal number replaced. */
    previousCoordinationNumber?: string | undefined;
    /** How well the holder of a coordination number has proved who they are; 'uncertain' is noted as unproved (AMSFS 2005:4). */
    coordinationNumberLevel?: 'confirmed' | 'probable' | 'uncertain' | undefined;
  };
  /** The organisation that a helper or a desk officer acts for, by its ten digits. */
  organisation: { number: string; name: string } | null;
  roles: readonly Role[];
  newId: NewId;
  now: Instant;
}

/**
 * Called at every sign-in, in its transaction: gives the jobseeker's person (new, or found by number or account); null for an
 * account that is no jobseeker's. A number that is not one is left aside: the issuer has proved who it is all the same.
 */
export async function recogniseAccount(tx: Transaction, account: SignedInAccount): Promise<Uuid | null> {
  const { accountId, now, roles } = account;
  if (looksAfterProtected(roles)) await noteProtectionOfficer(tx, accountId, account.name, now);
  else await forgetProtectionOfficer(tx, accountId);
  // One who is neither helper nor at a desk any longer acts for no organisation.
  const actsForOne = roles.includes('helper') || roles.includes('desk-officer');
  await setMembership(tx, accountId, actsForOne ? await organisationOf(tx, account) : null, now);
  if (!roles.includes('jobseeker')) return null;
  const today = localTime(now).date;
  const { personalNumber, coordinationNumber, previousCoordinationNumber } = account.identity;
  const number = readNumber(personalNumber, today) ?? readNumber(coordinationNumber, today);
  const before = number?.kind === 'personal' ? readNumber(previousCoordinationNumber, today) : null;
  const previous = before?.kind === 'coordination' ? before : null;
  // Two sign-ins at once take turns, by number and, without one, by account.
  await lockNumbers(
    tx,
    [accountId, number?.number, previous?.number].filter((one) => one !== undefined),
  );
  const personId = number === null ? await withoutNumber(tx, account) : await withNumber(tx, account, number, previous);
  await bindAccount(tx, accountId, personId, now);
  return personId;
}

function readNumber(text: string | undefined, today: PlainDate): IdentityNumber | null {
  if (text === undefined) return null;
  const read = readIdentityNumber(text, today);
  return 'fault' in read ? null : read;
}

/** Someone whom the issuer identifies without a number: the account is all there is to know them by. */
async function withoutNumber(tx: Transaction, account: SignedInAccount): Promise<Uuid> {
  const found = await findPersonOfAccount(tx, account.accountId);
  if (found !== null) return found;
  return addPerson(tx, account, null);
}

async function withNumber(
  tx: Transaction,
  account: SignedInAccount,
  number: IdentityNumber,
  previous: IdentityNumber | null,
): Promise<Uuid> {
  const { now } = account;
  const boundTo = await findPersonOfAccount(tx, account.accountId);
  const current = await findByNumber(tx, number.number);
  const before = previous === null ? null : await findByNumber(tx, previous.number);
  const bound = boundTo === null ? null : { personId: boundTo, kind: (await currentNumber(tx, boundTo))?.kind ?? null };
  const decided = decideSuccession(number.kind, {
    bound,
    current: current?.personId ?? null,
    previous: before?.personId ?? null,
  });
  const personId = (decided.person as Uuid | null) ?? (await addPerson(tx, account, number));
  if (decided.writesNumber) {
    const has = await currentNumber(tx, personId);
    if (has === null) await insertNumber(tx, personId, number, now);
    else {
      await succeedNumber(tx, personId, number, now);
      await writeEvent(tx, peopleEvents.numberReplaced(personId), now);
    }
  }
  if (previous !== null && before === null) await insertReplacedNumber(tx, personId, previous, number.number, now);
  if (decided.conflict !== null) await writeEvent(tx, peopleEvents.numberConflict(personId, decided.conflict), now);
  const proof = proofOf(account, number);
  // What was proved before, to staff perhaps, a sign-in never takes back.
  const said = { ...namesOf(account), bornOn: number.bornOn, identityProof: proof === 'none' ? null : proof };
  if (said.givenName !== '') await updateIdentity(tx, personId, said, now);
  return personId;
}

async function addPerson(tx: Transaction, account: SignedInAccount, number: IdentityNumber | null): Promise<Uuid> {
  const personId = account.newId();
  const bornOn = number?.bornOn ?? null;
  await insertPerson(tx, { personId, ...namesOf(account), bornOn, identityProof: proofOf(account, number), at: account.now });
  return personId;
}

function proofOf({ identity }: SignedInAccount, number: IdentityNumber | null): IdentityProof {
  const isUncertain = number?.kind === 'coordination' && identity.coordinationNumberLevel === 'uncertain';
  return number === null || isUncertain ? 'none' : 'digital-id';
}

function namesOf({ name, givenName = '', familyName = '' }: SignedInAccount): { givenName: string; familyName: string } {
  return givenName === '' && familyName === '' ? { givenName: name, familyName: '' } : { givenName, familyName };
}

/** The issuer says for whom someone acts at each sign-in: one who has left the organisation acts for it no longer. */
async function organisationOf(tx: Transaction, { organisation, roles, newId, now }: SignedInAccount): Promise<Uuid | null> {
  const number = organisation === null ? null : readOrganisationNumber(organisation.number);
  if (organisation === null || number === null) return null;
  const helps = roles.includes('helper');
  return upsertOrganisation(tx, { id: newId(), number, kind: organisationKind(number), name: organisation.name, helps, at: now });
}
