import { rule } from '../../../platform/rule/index.ts';

export const fourEyes = rule({
  id: 'four-eyes',
  says: 'A report to the government is approved by someone who has written none of it.',
  source:
    'setting: the mission asks that a report is approved by a second person before it is frozen; no law names a number of readers',
  values: { '2019-01-01': true },
});

/** Whether someone may approve a report whose wordings are by these accounts, all of them from the first. */
export function mayApprove(account: string, authors: readonly string[]): boolean {
  return !authors.includes(account);
}
