/** What is done by the clock: nightly, hourly, at most once at a time, and made good when the machine was off. */
export { type Job, runJob } from './job.ts';
export { startJobs } from './start.ts';
