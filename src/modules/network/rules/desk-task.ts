import { rule } from '../../../platform/rule/index.ts';
import type { DeskTask, TaskCategory } from '../kinds.ts';

export const deskTask = rule({
  id: 'desk-task',
  says:
    'At a desk that is not the authority’s own, only what the service agreement in force for the place and the authority lists that day ' +
    'may be done: tasks that need personal data and tasks that exercise public authority only where they are listed by themselves.',
  source: 'SFS 2019:212 on joint public service (service agreements); the authority’s duty to have one: SFS 2022:811 §20',
  // The day on which the law came into force.
  values: { '2019-06-01': { unlisted: 'refused' } },
});

export interface AgreedTask {
  task: DeskTask;
  category: TaskCategory;
  /** The agreement's own words. */
  words: string;
  /** Which access to personal data it needs; null for a general task. */
  access: string | null;
}

/** What decides at one place on one day. */
export interface DeskFacts {
  /** The place is an office of the authority's own: no agreement is needed for its own matters. */
  isOwnOffice: boolean;
  /** The tasks of the agreement in force; null: there is none. */
  agreed: readonly AgreedTask[] | null;
}

export type DeskTaskDecision =
  | { allowed: true; category: TaskCategory | null }
  | { allowed: false; why: 'no-agreement' | 'not-listed' };

/** Whether the desk may do the task. */
export function decideDeskTask({ isOwnOffice, agreed }: DeskFacts, task: DeskTask): DeskTaskDecision {
  if (isOwnOffice) return { allowed: true, category: null };
  if (agreed === null) return { allowed: false, why: 'no-agreement' };
  const listed = agreed.find((one) => one.task === task);
  return listed === undefined ? { allowed: false, why: 'not-listed' } : { allowed: true, category: listed.category };
}
