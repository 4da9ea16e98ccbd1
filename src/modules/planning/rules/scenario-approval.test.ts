import { expect, it } from 'vitest';
import { mayApprove, scenarioApproval } from './scenario-approval.ts';

it(`${scenarioApproval.id}: whoever wrote any version of a scenario does not approve it, also when others wrote after`, () => {
  expect(mayApprove('b', ['a'])).toBe(true);
  expect(mayApprove('a', ['a', 'b'])).toBe(false);
});
