import { setTimeout as sleep } from 'node:timers/promises';
import type { ConstructorOptions, PgBoss } from 'pg-boss';
import type { House } from '../auth/index.ts';
import { timeZone } from '../clock/index.ts';
import { type Job, runJob } from './job.ts';

/** Where a run ends that has failed at every try; `npx narvaro job <name>` runs the job again when its cause is mended. */
const deadLetters = 'dead-letters';

/** How a failed or lost run is tried again, in seconds. A killed process is noticed by its missing heartbeat. */
const patience = { retryLimit: 4, retryDelay: 60, retryBackoff: true, retryDelayMax: 3600, heartbeatSeconds: 30 };

/** The longest run, in seconds: after it another process may begin. */
const longestRun = 6 * 3600;

export interface JobsOptions {
  /** Seconds between looks for a run that is due; small only in tests. */
  lookEverySeconds?: number;
}

/**
 * Runs each job by its clock for as long as the process lives, at most once at a time over all processes. Of the times that
 * passed while no process was there the last is made good at start. Returns at once: opening goes on in the background and
 * is tried again while the database is away. `onError` is told of every failure. `stop` waits some seconds for a run under
 * way; one that takes longer is given back and tried again. Without jobs nothing is opened.
 */
export function startJobs(
  databaseUrl: string,
  house: House,
  jobs: readonly Job[],
  onError: (error: unknown, at?: { job: string }) => void,
  { lookEverySeconds = 15 }: JobsOptions = {},
): { stop(): Promise<void> } {
  if (jobs.length === 0) return { stop: () => Promise.resolve() };
  const stopping = new AbortController();
  const boss = makeBoss(
    {
      connectionString: databaseUrl,
      max: 3,
      schema: 'pgboss',
      options: '-c timezone=UTC',
      cronMonitorIntervalSeconds: Math.min(30, lookEverySeconds),
      cronWorkerIntervalSeconds: lookEverySeconds,
      superviseIntervalSeconds: 4 * lookEverySeconds,
      monitorIntervalSeconds: 4 * lookEverySeconds,
    },
    onError,
  );
  const opening = openWhenThere(boss, house, jobs, { onError, lookEverySeconds, signal: stopping.signal });
  return {
    async stop() {
      stopping.abort();
      await opening;
      await (await boss).stop({ graceful: true, timeout: 5000 });
    },
  };
}

/** Loaded only where there are jobs, and while the service already answers: the package takes a fifth of a second. */
async function makeBoss(options: ConstructorOptions, onError: (error: unknown) => void): Promise<PgBoss> {
  const { PgBoss: Boss } = await import('pg-boss');
  const boss = new Boss(options);
  boss.on('error', onError);
  boss.on('warning', ({ message }) => onError(new Error(message)));
  return boss;
}

interface Opening {
  onError: (error: unknown, at?: { job: string }) => void;
  lookEverySeconds: number;
  signal: AbortSignal;
}

async function openWhenThere(making: Promise<PgBoss>, house: House, jobs: readonly Job[], opening: Opening): Promise<void> {
  const { signal, onError } = opening;
  const boss = await making;
  while (!signal.aborted) {
    try {
      await open(boss, house, jobs, opening);
      return;
    } catch (error) {
      onError(error);
      // What had been opened of it is closed, so that the next try begins anew.
      await boss.stop({ graceful: false }).catch(onError);
      await sleep(5000, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}

async function open(boss: PgBoss, house: House, jobs: readonly Job[], { onError, lookEverySeconds }: Opening): Promise<void> {
  await boss.start();
  await boss.createQueue(deadLetters);
  for (const job of jobs) {
    const settings = { ...patience, expireInSeconds: longestRun, deadLetter: deadLetters };
    await boss.createQueue(job.name, { ...settings, policy: 'exclusive' });
    await boss.updateQueue(job.name, settings);
    await boss.work(job.name, { pollingIntervalSeconds: lookEverySeconds }, async () => {
      const outcome = await runJob(house, job).catch((error: unknown) => {
        onError(error, { job: job.name });
        return null;
      });
      // What is thrown here is stored with the run, and the error itself may hold the values of rows.
      if (outcome === null) throw new Error('the run failed; the log of that time says why');
      return outcome;
    });
    await boss.schedule(job.name, job.cron, null, { tz: timeZone, missed: 'once' });
  }
  const known = new Set(jobs.map((job) => job.name));
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
}
