import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codesChosen, splitChoices } from './expressions.ts';

const codes = ['00', '01', '0114', '0115', '03', '0305', 'A1', 'a+b', 'x[y]'];

it.each([
  ['*', codes],
  ['01*', ['01', '0114', '0115']],
  ['*5', ['0115', '0305']],
  ['*11*', ['0114', '0115']],
  ['??', ['00', '01', '03', 'A1']],
  ['0?1?', ['0114', '0115']],
  ['a1', ['A1']],
  ['a+b', ['a+b']],
  ['a+*', ['a+b']],
  ['top(2)', ['00', '01']],
  ['TOP(2,1)', ['01', '0114']],
  ['bottom(1)', ['x[y]']],
  ['from(a+b)', ['a+b', 'x[y]']],
  ['to(01)', ['00', '01']],
  ['range(0114,03)', ['0114', '0115', '03']],
])('%s', (choice, chosen) => {
  expect(codesChosen(choice, codes, null)).toEqual(chosen);
});

it('top of time is the latest, in their order', () => {
  const months = ['2020M01', '2020M02', '2020M03'];
  expect(codesChosen('top(2)', months, 'time')).toEqual(['2020M02', '2020M03']);
  expect(codesChosen('bottom(2,1)', months, 'time')).toEqual(['2020M02', '2020M03']);
  expect(codesChosen('top(9)', months, 'time')).toEqual(months);
});

it.each(['0*1', '**1**', 'top()', 'top(0)', 'top(-1)', 'top(1,2,3)', 'range(01)', 'range(01,99)', 'from()', 'to(99)'])(
  '%s is no expression',
  (choice) => {
    expect(codesChosen(choice, codes, null)).toEqual({ misread: 'expression', given: choice });
  },
);

it('commas within brackets and parentheses do not divide', () => {
  expect(splitChoices('01, 03,[range(0114,0305)],top(2,1),,[a,b]')).toEqual(['01', '03', 'range(0114,0305)', 'top(2,1)', 'a,b']);
});

it('whatever is chosen, what comes of it is some of the codes, in their order and once', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(top|bottom|range|from|to)\([0-9,a-z+*?]{0,8}\)$/)), (text) => {
      for (const choice of splitChoices(text)) {
        const chosen = codesChosen(choice, codes, null);
        if ('misread' in chosen) expect(chosen.given).toBe(choice);
        else expect(codes.filter((code) => chosen.includes(code))).toEqual(chosen);
      }
    }),
  );
});
