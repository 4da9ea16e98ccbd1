import { rule } from '../../../platform/rule/index.ts';
import { mayApprove } from './scenario-approval.ts';

export const stepLeftOut = rule({
  id: 'step-left-out',
  says:
    'What the register refuses of a decision can be left out, with what waits behind it, by someone who has written none of the ' +
    'scenario; the reason is recorded.',
  source: 'setting: leaving out a part of an approved plan takes the same four eyes as approving it',
  values: { '2019-01-01': true },
});

/** Whether someone may leave steps out of a decision on a scenario whose versions are by these accounts. */
export const mayLeaveOut = (account: string, authors: readonly string[]): boolean => mayApprove(account, authors);

/** What is left out when one step is (its position), or all that are left (null). None: nothing of it has been refused. */
export function leftOutOf<Step extends { position: number; isRefused: boolean }>(
  left: readonly Step[],
  position: number | null,
): Step[] {
  if (position !== null) return left.filter((one) => one.position === position && one.isRefused);
  return left.some(({ isRefused }) => isRefused) ? [...left] : [];
}
