/** What a desk officer of another organisation may see of persons: what the service agreements at their desks list. */
import { type Actor } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { agreementsInForce, listPlaceStaff, networkProblem, ownAgency, type ServiceAgreement } from '../network/index.ts';
import { type Task, tasks } from './kinds.ts';
import { deskOfAnother, isBound, mayAtDesk } from './rules/desk-of-another.ts';
import { organisationNameOf } from './store/organisations.ts';

/** Whether the actor staffs desks for an organisation of their own, and not for the authority. */
export async function isOfAnother(db: Database, actor: Actor): Promise<boolean> {
  const account = parseUuid(actor.id);
  return isBound(actor.roles) && account !== null && (await organisationNameOf(db, account)) !== null;
}

/** What the authority's agreements list at the desks that the actor staffs today; null for those whom no agreement binds. */
async function listedFor(db: Database, actor: Actor, today: PlainDate): Promise<ServiceAgreement[] | null> {
  if (!(await isOfAnother(db, actor))) return null;
  const desks = await listPlaceStaff(db, { accountId: actor.id, on: today });
  const all = await Promise.all(desks.map(({ placeId }) => agreementsInForce(db, placeId, today)));
  return all.flat().filter(({ agency }) => agency === ownAgency);
}

/** The parts of a file that the actor may come to today; null for all of them, whom no agreement binds. */
export async function tasksAtDesk(db: Database, actor: Actor, today: PlainDate): Promise<Task[] | null> {
  const listed = (await listedFor(db, actor, today))?.flatMap((one) => one.tasks);
  return listed === undefined ? null : tasks.filter((task) => mayAtDesk(listed, task));
}

/**
 * Throws not-in-agreement, in the agreements' own words, when no desk that the actor staffs today gives it; nothing for those whom no
 * agreement binds. 'file': to find a person and open the file; a task: that part of it; 'employers': them and those who speak for them.
 */
export async function requireAtDesk(
  db: Database,
  actor: Actor,
  today: PlainDate,
  wanted: Task | 'file' | 'employers',
): Promise<void> {
  const agreements = await listedFor(db, actor, today);
  if (agreements === null) return;
  const listed = agreements.flatMap((one) => one.tasks);
  if (mayAtDesk(listed, wanted)) return;
  throw networkProblem('not-in-agreement', {
    rule: deskOfAnother,
    params: {
      task: wanted,
      agency: ownAgency,
      reference: agreements.map(({ reference }) => reference).join(', ') || '–',
      words: listed.map(({ words }) => words).join('; ') || '–',
    },
    detail: `${wanted}: not listed by ${agreements.length} agreements`,
  });
}
