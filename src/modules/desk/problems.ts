import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/problems.<language>.json under `problem`. */
export const deskProblem = problems({
  'desk-unknown': { status: 404, title: 'There is no desk at this place, or you do not staff it today' },
  'desk-position': { status: 403, title: 'This is for another position at the desk' },
});
