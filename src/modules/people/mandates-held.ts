/** Mandates as the person and the helper see them. */
import type { Actor } from '../../platform/auth/index.ts';
import { type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { byName } from '../../platform/text/index.ts';
import type { Task } from './kinds.ts';
import { isTooNear, ownCase } from './rules/own-case.ts';
import { usable } from './rules/standing.ts';
import { type MandateState, mandateState } from './state.ts';
import { findPersonOfAccount } from './store/persons.ts';
import { listMandates, listMandatesHeldBy, type Mandate } from './store/mandates.ts';

export type ShownMandate = Mandate & { state: MandateState };

/** Every mandate of a person with its state on the day. Ask for standing first. */
export async function mandatesOf(
  db: Database,
  of: { personId: Uuid; isProtected: boolean },
  today: PlainDate,
): Promise<ShownMandate[]> {
  const mandates = await listMandates(db, of.personId);
  return mandates.map((one) => {
    const facts = { from: one.from, to: one.to, isRevoked: one.revokedAt !== null };
    return { ...one, state: mandateState(facts, today, of.isProtected) };
  });
}

export interface Helped {
  personId: Uuid;
  name: string;
  mandateId: Uuid;
  organisationName: string;
  tasks: Task[];
  /** Last day. */
  to: PlainDate;
}

/** Whether the actor is too near to a person to handle their case, by the rule own-case (FvL 2017:900 §16). */
export async function isOwnCase(db: Database, actor: Actor, personId: Uuid, now: Instant): Promise<boolean> {
  const account = parseUuid(actor.id);
  if (account === null) return false;
  const today = localTime(now).date;
  const held = await listMandatesHeldBy(db, account, today);
  const facts = {
    isSelf: (await findPersonOfAccount(db, account)) === personId,
    holdsMandate: [...held.organisation, ...held.relative].some((one) => one.personId === personId),
  };
  return isTooNear(facts, valueOn(ownCase, today));
}

/** Whom the actor may act for now, one row per mandate, by name. Nobody with protected identity is among them. */
export async function personsHelpedBy(db: Database, actor: Actor, now: Instant): Promise<Helped[]> {
  const account = parseUuid(actor.id);
  if (account === null) return [];
  const held = await listMandatesHeldBy(db, account, localTime(now).date);
  return usable(actor.roles, held)
    .flat()
    .map(({ personId, personName: name, id, organisationName, tasks, to }) => ({
      personId,
      name,
      mandateId: id,
      organisationName,
      tasks,
      to,
    }))
    .toSorted(byName);
}
