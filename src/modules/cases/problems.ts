import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/<file>.<language>.json under `problem`. */
export const casesProblem = problems({
  'case-unknown': { status: 404, title: 'There is no such case that this account may see' },
  'changed-meanwhile': { status: 409, title: 'It was changed in another place after this page was opened' },
});
