import { expect, it } from 'vitest';
import { fourEyes, mayApprove } from './four-eyes.ts';

it(`${fourEyes.id}: whoever wrote any wording of a report does not approve it, also when others wrote after`, () => {
  expect(mayApprove('b', ['a'])).toBe(true);
  expect(mayApprove('a', ['a', 'b'])).toBe(false);
});
