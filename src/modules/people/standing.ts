/** Who may deal with a person and in which capacity; every question and command about a person asks here first. */
import type { Actor } from '../../platform/auth/index.ts';
import { type Instant, localTime } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import { type NewId, parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { requireAtDesk } from './desk-of-another.ts';
import type { Task } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { decideStanding, standing as standingRule } from './rules/standing.ts';
import { findPersonOfAccount } from './store/persons.ts';
import { insertAct, standingFacts } from './store/standing.ts';

export interface Standing {
  personId: Uuid;
  capacity: 'self' | 'mandate' | 'staff';
  /** With the capacity `mandate`. */
  mandateId: Uuid | null;
  /** With the capacity `staff`: the opening of the file that allows it. */
  openingId: Uuid | null;
  isProtected: boolean;
  writtenLanguage: string;
}

/** The jobseeker's own person; null for an account that is no jobseeker's. */
export async function personOf(db: Database, accountId: string): Promise<Uuid | null> {
  const account = parseUuid(accountId);
  return account === null ? null : findPersonOfAccount(db, account);
}

/**
 * In which capacity the actor may deal with this person for a task: themselves, under a mandate in force, or as staff with the
 * person's file open. Throws person-unknown (404, for a protected person exactly as for an unknown id) and
 * file-reason-required (403: `people.open-file` first), and to staff of another organisation not-in-agreement (403). In a transaction the person stays as they are until it ends: protection
 * that is set meanwhile waits, and finds all that was written; the other way round this waits and finds the protection.
 */
export async function requireStanding(db: Database, actor: Actor, personId: string, task: Task, now: Instant): Promise<Standing> {
  const found = await standingOf(db, actor, personId, task, now);
  if (found.capacity === 'staff') await requireAtDesk(db, actor, localTime(now).date, task);
  return found;
}

/** As requireStanding, whatever part of the file it is about: for what is no task of an agreement's, such as closing the file. */
export async function standingOf(db: Database, actor: Actor, personId: string, task: Task, now: Instant): Promise<Standing> {
  const person = parseUuid(personId);
  const account = { id: actor.id, uuid: parseUuid(actor.id) };
  const facts = person === null ? null : await standingFacts(db, account, person, { task, now, today: localTime(now).date });
  const decided = decideStanding(actor.roles, facts);
  if (person === null || facts === null || 'refusal' in decided) {
    const refusal = 'refusal' in decided ? decided.refusal : 'person-unknown';
    throw peopleProblem(refusal, refusal === 'file-reason-required' ? { rule: standingRule } : {});
  }
  return {
    personId: person,
    capacity: decided.capacity,
    mandateId: decided.capacity === 'mandate' ? decided.mandateId : null,
    openingId: decided.capacity === 'staff' ? facts.openingId : null,
    isProtected: facts.isProtected,
    writtenLanguage: facts.writtenLanguage,
  };
}

/**
 * Notes what someone did for a person, so that the person sees it; nothing when it was the person. `what`: a text key that the
 * person reads under `people:act.…`, e.g. 'registration-submitted'; `details`: internal ids and codes only.
 */
export async function recordAct(
  tx: Transaction,
  by: { newId: NewId; now: Instant; actor: Actor },
  standing: Standing,
  what: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  if (standing.capacity === 'self') return;
  await insertAct(tx, {
    personId: standing.personId,
    id: by.newId(),
    at: by.now,
    accountId: by.actor.id,
    actorName: by.actor.name,
    capacity: standing.capacity,
    mandateId: standing.mandateId,
    what,
    details,
  });
}
