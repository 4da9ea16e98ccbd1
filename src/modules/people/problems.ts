import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/<file>.<language>.json under `problem`. */
export const peopleProblem = problems({
  'person-unknown': { status: 404, title: 'There is no person with this id that this account may see' },
  'person-changed-meanwhile': { status: 409, title: 'Someone changed this person after the page was opened' },
  'identity-number-wrong': { status: 422, title: 'The identity number is not one' },
  'identity-number-taken': { status: 409, title: 'The identity number cannot be added here' },
  'identity-number-final': { status: 422, title: 'A personal identity number is not replaced' },
  'file-reason-required': { status: 403, title: 'A file is opened with a reason or an identification' },
  'person-elsewhere': { status: 409, title: 'This person is served in another way' },
  'search-term-refused': { status: 422, title: 'Persons are not searched for by this' },
  'search-term-missing': { status: 422, title: 'A search needs a term' },
  'mandate-unknown': { status: 404, title: 'There is no such mandate' },
  'mandate-refused': { status: 422, title: 'A mandate cannot be given that way' },
  'mandate-already-ended': { status: 409, title: 'The mandate has already ended' },
  'support-need-unknown': { status: 404, title: 'There is no such support need in force' },
  'officer-unknown': { status: 422, title: 'This account looks after no protected persons' },
  'opening-unknown': { status: 404, title: 'There is no such opening of a file' },
  'employer-unknown': { status: 404, title: 'There is no employer with this id' },
  'employer-contact-unknown': { status: 404, title: 'There is no such contact in force' },
  'employer-changed-meanwhile': { status: 409, title: 'Someone changed this employer after the page was opened' },
  'organisation-number-wrong': { status: 422, title: 'The organisation number is not one' },
  'organisation-number-taken': { status: 409, title: 'Another employer has this organisation number' },
  'municipality-unknown': { status: 422, title: 'No municipality has this code' },
});
