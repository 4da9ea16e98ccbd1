/** What a viewer may know of persons. Lists ask here for names; a page about one person has asked for standing before. */
import type { Actor, House } from '../../platform/auth/index.ts';
import { type PlainDate, today } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { isOfAnother } from './desk-of-another.ts';
import type { Protection } from './kinds.ts';
import { canSee } from './rules/what-is-seen.ts';
import { findPerson, findPersonOfAccount, listNames, type PersonFacts, personFacts, type PersonRow } from './store/persons.ts';
import { viewerFacts } from './store/viewer.ts';

export interface PersonView {
  personId: Uuid;
  /** Only the name and the written language are shown, because that is all the viewer's mandate covers. */
  masked: boolean;
  name: string;
  givenName: string;
  familyName: string;
  number: string | null;
  bornOn: PlainDate | null;
  municipalityCode: string | null;
  /** The home address: null also for those whose home is not in the civil registry. Letters go to `addressFor`. */
  address: { street: string; postalCode: string; postTown: string } | null;
  mediationAddress: string | null;
  email: string | null;
  phone: string | null;
  languages: string[];
  interpreter: string | null;
  writtenLanguage: string;
  preferredChannel: string;
  /** 'none' unless the viewer may know. */
  protection: Protection;
  identityProof: string;
  version: number;
}

/**
 * The names of persons in a list. One who is protected is masked (`name` empty) to all but themselves and their named officers, and
 * everyone to staff of another organisation:
 * leave the row out. Ids of no one are missing. Mandates count for nothing here: a helper’s list is `personsHelpedBy`.
 */
export async function namesFor(
  db: Database,
  viewer: Actor,
  ids: readonly Uuid[],
): Promise<Map<Uuid, { name: string; masked: boolean }>> {
  if (ids.length === 0) return new Map();
  const account = parseUuid(viewer.id);
  const own = account === null ? null : await findPersonOfAccount(db, account);
  // Lists are the authority's own: at another's desk one finds a person and opens the file.
  const hidden = await isOfAnother(db, viewer);
  const found = await listNames(db, account, [...new Set(ids)]);
  return new Map(
    found.map(({ personId, name, isProtected, isNamed }) => {
      const facts = { isSelf: personId === own, isProtected, isNamed, mandateTasks: { organisation: null, relative: null } };
      const seen = facts.isSelf || (!hidden && canSee(viewer.roles, facts) !== 'nothing');
      return [personId, seen ? { name, masked: false } : { name: '', masked: true }];
    }),
  );
}

/** Which of these persons are protected, for lists without names: to leave them out. Never shown. */
export async function protectedAmong(db: Database, ids: readonly Uuid[]): Promise<Set<Uuid>> {
  const found = ids.length === 0 ? [] : await listNames(db, null, [...new Set(ids)]);
  return new Set(found.filter(({ isProtected }) => isProtected).map(({ personId }) => personId));
}

/** A person as this viewer may see them today; null when the viewer may not know that there is one. */
export async function personView(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  viewer: Actor,
  personId: string,
): Promise<PersonView | null> {
  const id = parseUuid(personId);
  const person = id === null ? null : await findPerson(db, id);
  if (person === null) return null;
  const facts = await viewerFacts(db, parseUuid(viewer.id), person.personId, today(clock));
  const seen = canSee(viewer.roles, { ...facts, isProtected: person.protection !== 'none' });
  if (seen === 'nothing') return null;
  return seen === 'name' ? masked(whole(person)) : whole(person);
}

/** All that is known of a person, for those who may know it. */
export function whole(person: PersonRow): PersonView {
  const { street, postalCode, postTown, ...rest } = person;
  const isEmpty = street === null && postalCode === null && postTown === null;
  return {
    ...rest,
    masked: false,
    name: `${person.givenName} ${person.familyName}`.trim(),
    address: isEmpty ? null : { street: street ?? '', postalCode: postalCode ?? '', postTown: postTown ?? '' },
  };
}

function masked(view: PersonView): PersonView {
  return {
    ...view,
    masked: true,
    number: null,
    bornOn: null,
    municipalityCode: null,
    address: null,
    mediationAddress: null,
    email: null,
    phone: null,
    languages: [],
    interpreter: null,
  };
}

/**
 * Where a letter goes, as lines; null when it must not be sent by itself: no address is known, or the person is protected and
 * no mediation address is known. A protected person's letter never goes home (JO 5254-2016).
 */
export function addressFor(
  view: Pick<PersonView, 'name' | 'protection' | 'mediationAddress' | 'address'>,
): readonly string[] | null {
  if (view.protection !== 'none') return view.mediationAddress === null ? null : view.mediationAddress.split(/\r?\n/);
  if (view.address === null) return null;
  const { street, postalCode, postTown } = view.address;
  return [view.name, street, `${postalCode} ${postTown}`.trim()];
}

/** Facts about a person for rules, never shown; null for an id of no one. */
export async function factsFor(db: Database, personId: string): Promise<PersonFacts | null> {
  const id = parseUuid(personId);
  return id === null ? null : personFacts(db, id);
}
