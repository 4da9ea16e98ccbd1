import { z } from 'zod';
import { type Actor, command } from '../../platform/auth/index.ts';
import type { Instant } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { peopleProblem } from './problems.ts';
import { mayName, protectionLevels } from './rules/protection-levels.ts';
import { looksAfterProtected } from './rules/standing.ts';
import { lockPerson } from './store/persons.ts';
import {
  deleteNamedOfficer,
  insertNamedOfficer,
  isProtectionOfficer,
  listNamedFor,
  listProtectionOfficers,
  listUnassigned,
  namedOfficers as readNamedOfficers,
  noteProtectionOfficer,
} from './store/protection.ts';

/** Names an officer for a protected person: oneself, or (`accountId`) a colleague who looks after such persons. */
export const nameOfficer = command({
  name: 'people.name-officer',
  roles: ['protection-officer'],
  input: z.object({ personId: z.string(), accountId: z.string().optional() }),
  async run({ tx, actor, now }, input) {
    const personId = await requireNamer(tx, actor, input.personId);
    const by = parseUuid(actor.id);
    if (by !== null) await noteProtectionOfficer(tx, by, actor.name, now);
    const accountId = parseUuid(input.accountId ?? actor.id);
    if (accountId === null || !(await isProtectionOfficer(tx, accountId))) throw peopleProblem('officer-unknown');
    await insertNamedOfficer(tx, { personId, accountId, at: now, by: actor.id });
    return outcome(personId, accountId);
  },
});

/** An officer is named no longer. Without any the person is among those who wait for one. */
export const unnameOfficer = command({
  name: 'people.unname-officer',
  roles: ['protection-officer'],
  input: z.object({ personId: z.string(), accountId: z.string() }),
  async run({ tx, actor }, input) {
    const personId = await requireNamer(tx, actor, input.personId);
    const accountId = parseUuid(input.accountId);
    if (accountId === null || (await deleteNamedOfficer(tx, accountId, personId)) === 0) throw peopleProblem('officer-unknown');
    return outcome(personId, accountId);
  },
});

/** An officer leaves: named for nobody any more. Says neither for whom nor for how many. */
export const releaseOfficer = command({
  name: 'people.release-officer',
  roles: ['administrator'],
  input: z.object({ accountId: z.string() }),
  async run({ tx }, input) {
    const accountId = parseUuid(input.accountId);
    if (accountId === null) throw peopleProblem('officer-unknown');
    await deleteNamedOfficer(tx, accountId, null);
    return { result: { accountId }, subject: `account:${accountId}` };
  },
});

function outcome(personId: Uuid, accountId: Uuid) {
  return { result: { personId, accountId }, subject: `person:${personId}`, rules: [protectionLevels.id], details: { accountId } };
}

async function requireNamer(tx: Transaction, actor: Actor, id: string): Promise<Uuid> {
  const personId = parseUuid(id);
  const person = personId === null ? null : await lockPerson(tx, personId);
  if (person === null || person.protection === 'none') throw peopleProblem('person-unknown');
  const named = (await readNamedOfficers(tx, person.personId)).map((one) => one.accountId);
  if (!mayName(named, actor.id)) throw peopleProblem('person-unknown');
  return person.personId;
}

/** Protected persons for whom no one is named, the longest waiting first; empty for others than protection officers. */
export async function unassignedProtected(db: Database, viewer: Actor): Promise<{ personId: Uuid; since: Instant }[]> {
  return looksAfterProtected(viewer.roles) ? listUnassigned(db) : [];
}

/** The protected persons that the viewer is named for. */
export async function protectedOf(db: Database, viewer: Actor): Promise<Uuid[]> {
  const account = parseUuid(viewer.id);
  return account !== null && looksAfterProtected(viewer.roles) ? listNamedFor(db, account) : [];
}

/** Who is named for a person: shown to the person themselves (their own contact) and to those named. Ask for standing first. */
export function officersOf(db: Database, personId: Uuid): Promise<{ accountId: Uuid; name: string }[]> {
  return readNamedOfficers(db, personId);
}

/** Colleagues who may be named; empty for others than protection officers. */
export async function nameableOfficers(db: Database, viewer: Actor): Promise<{ accountId: Uuid; name: string }[]> {
  return looksAfterProtected(viewer.roles) ? listProtectionOfficers(db) : [];
}
