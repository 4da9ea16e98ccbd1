/** A process with one job that reports each beginning and end of a run on standard output; a test may kill it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemClock } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import { startJobs } from '../src/platform/jobs/index.ts';

const [, , url = '', cron = '', took = '0'] = process.argv;
const { db, close } = connect(url);
const house = { db, clock: systemClock, newId: idMaker(systemClock), keys: testKeys };
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const job = {
  name: 'trial.count-something',
  cron,
  async run() {
    say('began');
    for (let left = Number(took); left > 0; left -= 50) {
      await sql`select 1`.execute(db);
      await sleep(50);
    }
    say('ended');
    return { counted: 1 };
  },
};
const jobs = startJobs(url, house, [job], (error) => say(`error ${String(error)}`), { lookEverySeconds: 1 });
process.on('SIGTERM', () => {
  void jobs
    .stop()
    .then(close)
    .then(() => say('stopped'));
});
