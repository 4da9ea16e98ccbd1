import { problems } from '../platform/problem/index.ts';

/** What the application's own commands can refuse. */
export const appProblem = problems({
  'outage-unknown': { status: 404, title: 'There is no such outage in the log' },
  'outage-times': { status: 422, title: 'An outage begins before it ends, and neither lies ahead' },
  'outage-open': { status: 409, title: 'An outage of this part is open already' },
});
