/** The same decision in two wordings: one speaks to the person, the other of the person. */
import { expect, it } from 'vitest';
import { translator } from '../../../../platform/i18n/index.ts';
import registrationSv from '../../texts/registration.sv.json' with { type: 'json' };
import { registrationText, staffDecisionText } from './words.ts';
import '../../texts.ts';

const { reason, fact, question } = registrationSv.registration.decision;
const keys = Object.entries({ reason, fact, question }).flatMap(([part, texts]) =>
  Object.keys(texts).map((key) => `${part}.${key}`),
);

it.each([
  ['sv', /\b(?:du|dig|din|ditt|dina)\b/i],
  ['en', /\byou(?:r|rs)?\b/i],
] as const)('no word of a decision speaks to the person where staff read it, in %s', (language, speaksTo) => {
  const t = translator(language);
  for (const key of keys) expect(staffDecisionText(t)(key), key).not.toMatch(speaksTo);
  expect(staffDecisionText(t)('reason.requirements-met')).not.toContain('requirements-met');
});

it('the person is spoken to', () => {
  expect(registrationText(translator('sv'))('decision.reason.requirements-met')).toContain('Du har visat vem du är');
});
