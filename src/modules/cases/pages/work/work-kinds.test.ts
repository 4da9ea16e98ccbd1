import { expect, it } from 'vitest';
import { translator } from '../../../../platform/i18n/index.ts';
import { todoKinds } from '../../store/todo.ts';
import { nextKinds } from '../../store/registration.ts';
import { protectedKinds, workKinds } from './work-list-page.tsx';
import '../../texts.ts';

const kinds = [...todoKinds, ...nextKinds];

it.each(['sv', 'en'] as const)('what can stand in the list has words in %s', (language) => {
  for (const kind of kinds) expect(translator(language)(`cases:staff.kind.${kind}`), kind).not.toContain('staff.kind');
});

it('what can stand in the list can be chosen in its filter', () => {
  expect([...workKinds, ...protectedKinds].toSorted()).toEqual([...kinds].toSorted());
});
