import type { House } from '../auth/index.ts';
import { holding } from './store.ts';

/** Something that is done by the clock. */
export interface Job {
  /** `<module>.<verb>-<noun>`, stable: its schedule and its history are kept under it. */
  name: string;
  /** Minute, hour, day of month, month, weekday on the wall clock in Sweden: '15 2 * * *' is every night at 02:15. */
  cron: string;
  /**
   * Does all that is due, however often it is called: a run may follow one that was killed half way. What it gives back is
   * kept with the run and shown to the operator: counts and codes, never who.
   */
  run(house: House): Promise<unknown>;
}

/** Runs a job now, unless it is under way in this process or another: at most once at a time. Throws the job's own error. */
export async function runJob(house: House, job: Job): Promise<{ ran: boolean; report: unknown }> {
  let report: unknown = null;
  const ran = await holding(house.db, job.name, async () => {
    report = (await job.run(house)) ?? null;
  });
  return { ran, report };
}
