import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/<file>.<language>.json under `problem`. */
export const peopleProblem = problems({
  'person-unknown': { status: 404, title: 'There is no person with this id that this account may see' },
  'identity-number-wrong': { status: 422, title: 'The identity number is not one' },
  'identity-number-taken': { status: 409, title: 'The identity number belongs to another person' },
  'file-reason-required': { status: 403, title: 'A file is opened with a reason or an identification' },
  'person-elsewhere': { status: 409, title: 'This person is served in another way' },
});
