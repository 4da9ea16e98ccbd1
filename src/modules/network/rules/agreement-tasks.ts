import { rule } from '../../../platform/rule/index.ts';
import type { AgreedTask } from './desk-task.ts';

export const agreementTasks = rule({
  id: 'agreement-tasks',
  says:
    'A service agreement states which tasks it covers, each once; with those that need personal data or exercise public authority it ' +
    'states which access to personal data is needed, and general tasks need none.',
  source: 'SFS 2019:212 on joint public service (what a service agreement states)',
  // The day on which the law came into force.
  values: { '2019-06-01': { withAccess: ['personal-data', 'public-authority'] } },
});

/** What is wrong with the tasks of an agreement: there are none, or which one and why; null when nothing is. */
export function faultInTasks(
  tasks: readonly Omit<AgreedTask, 'words'>[],
): 'none' | { index: number; fault: 'twice' | 'access-missing' | 'access-without-need' } | null {
  if (tasks.length === 0) return 'none';
  const { withAccess } = agreementTasks.values['2019-06-01']!;
  for (const [index, { task, category, access }] of tasks.entries()) {
    if (tasks.findIndex((one) => one.task === task) < index) return { index, fault: 'twice' };
    if (withAccess.includes(category) && access === null) return { index, fault: 'access-missing' };
    if (!withAccess.includes(category) && access !== null) return { index, fault: 'access-without-need' };
  }
  return null;
}
