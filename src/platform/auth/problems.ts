import { problems } from '../problem/index.ts';

/** What can go wrong on the way in. The issuer's own words are never shown: they may name the person. */
export const signInProblem = problems({
  'sign-in-cancelled': { status: 400, title: 'The sign-in was cancelled' },
  'sign-in-expired': { status: 400, title: 'This sign-in was not started here or took too long; start again' },
  'sign-in-failed': { status: 400, title: 'The sign-in service did not accept the sign-in' },
  'issuer-unavailable': { status: 503, title: 'The sign-in service does not answer right now' },
});
