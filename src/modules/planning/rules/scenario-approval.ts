import { rule } from '../../../platform/rule/index.ts';

export const scenarioApproval = rule({
  id: 'scenario-approval',
  says: 'A scenario is approved by someone who has written none of its versions; only an approved scenario is carried out.',
  source: 'setting: the mission asks for four eyes before a plan becomes a decision; no law names a number of readers',
  values: { '2019-01-01': true },
});

/** Whether someone may approve a scenario whose versions are by these accounts, all of them from the first. */
export function mayApprove(account: string, authors: readonly string[]): boolean {
  return !authors.includes(account);
}
