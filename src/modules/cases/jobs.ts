/** What cases does by the clock; the app lists them in its schedule. */
import type { Job } from '../../platform/jobs/index.ts';
import { erase } from './erase.ts';
import { reportDeadlines } from './report-deadlines.ts';

export const casesJobs: readonly Job[] = [reportDeadlines, erase];
