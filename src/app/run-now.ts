/** `narvaro job`: what is otherwise done by the clock, done now. */
import type { House } from '../platform/auth/index.ts';
import { type Job, runJob } from '../platform/jobs/index.ts';
import { jobs } from './schedule.ts';

interface Io {
  out(line: string): void;
  err(line: string): void;
  house: House;
  env: Readonly<Record<string, string | undefined>>;
}

/** Runs the named job and prints what it did; without a name lists the jobs with their times. 2 = there is no such job. */
export async function runNow(
  args: readonly string[],
  { out, err, house, env }: Io,
  known: readonly Job[] = jobs(env),
): Promise<number> {
  const list = (say: (line: string) => void): void => {
    if (known.length === 0) say('There are no jobs.');
    for (const { name, cron } of known) say(`  ${name}  (${cron}, Europe/Stockholm)`);
  };
  const [name, ...more] = args;
  if (name === undefined) {
    list(out);
    return 0;
  }
  const job = known.find((one) => one.name === name);
  if (job === undefined || more.length > 0) {
    err(`narvaro job: there is no job "${args.join(' ')}". The jobs:`);
    list(err);
    return 2;
  }
  const { ran, report } = await runJob(house, job);
  if (!ran) {
    err(`${name} is under way in another process.`);
    return 1;
  }
  out(`${name}: ${report === null ? 'done' : JSON.stringify(report)}`);
  return 0;
}
