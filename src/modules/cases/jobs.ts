/** What cases does by the clock; the app lists them in its schedule. */
import type { Job } from '../../platform/jobs/index.ts';
import type { Holding } from '../people/index.ts';
import { eraseEnded } from './erase.ts';
import { type FindPapers, reportDeadlines } from './report-deadlines.ts';

/**
 * `holdings`: what the modules to the right hold about persons, which is erased with the cases. `findPapers`: what they know of papers at
 * desks.
 */
export const casesJobs = (holdings: readonly Holding[], findPapers: FindPapers): readonly Job[] => [
  reportDeadlines(findPapers),
  eraseEnded(holdings),
];
