import { expect, it } from 'vitest';
import { translator } from '../../../../platform/i18n/index.ts';
import '../../texts.ts';
import { waitWords } from './words.ts';

it('a wait is said in minutes with its interval, and as more than two hours when it is', () => {
  const said = (minutes: number, from: number, to: number) => waitWords(translator('sv'), { known: true, minutes, from, to });
  expect(said(0, 0, 0)).toBe('ingen just nu');
  expect(said(23, 14, 37)).toBe('ungefär 23 minuter (troligen 14–37)');
  expect(said(119, 90, 150)).toBe('ungefär 119 minuter (troligen 90–150)');
  expect(said(426, 375, 491)).toBe('mer än två timmar');
});
