/** What a desk may do for an authority on a day: asked before every such task, and shown beforehand. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { DeskTask } from './kinds.ts';
import { networkProblem } from './problems.ts';
import { decideDeskTask, type DeskTaskDecision, deskTask } from './rules/desk-task.ts';
import { isOwnOfficeOn, listAgreements, type ServiceAgreement } from './store/agreements.ts';

/** The authority whose system this is; its own offices need no agreement for its matters. */
export const ownAgency = 'arbetsformedlingen';

export interface DeskAt {
  placeId: string;
  /** Code of the authority whose matter it is. */
  agency: string;
  on: PlainDate;
}

/** Every agreement of a place that is in force that day, one for each authority. */
export function agreementsInForce(db: Database, placeId: string, on: PlainDate): Promise<ServiceAgreement[]> {
  return listAgreements(db, { placeId, on });
}

/** What the rule says of a task, and by which agreement. */
export async function deskDecision(
  db: Database,
  { placeId, agency, on }: DeskAt,
  task: DeskTask,
): Promise<DeskTaskDecision & { agreement: ServiceAgreement | null }> {
  const [agreement = null] = await listAgreements(db, { placeId, agency, on });
  const isOwnOffice = agency === ownAgency && (await isOwnOfficeOn(db, placeId, on));
  return { ...decideDeskTask({ isOwnOffice, agreed: agreement?.tasks ?? null }, task), agreement };
}

/** Throws not-in-agreement with the rule, the agreement's reference and, in its own words, what it does list. */
export async function requireDeskTask(db: Database, at: DeskAt, task: DeskTask): Promise<ServiceAgreement | null> {
  const { agreement, ...decided } = await deskDecision(db, at, task);
  if (decided.allowed) return agreement;
  throw networkProblem('not-in-agreement', {
    rule: deskTask,
    params: {
      task,
      agency: at.agency,
      reference: agreement?.reference ?? '',
      words: agreement?.tasks.map(({ words }) => words).join('; ') ?? '',
    },
    detail: `${task} for ${at.agency}: ${decided.why}`,
  });
}
