/** In a thread of its own: fills the statistics of a trial; first the month that has just ended, then a year before it. */
import { parentPort, workerData } from 'node:worker_threads';
import { fillGenerated } from '../modules/insight/index.ts';
import { systemClock } from '../platform/clock/index.ts';
import { connect } from '../platform/db/index.ts';
import { giveWay } from '../platform/repeat/index.ts';

giveWay();
const { url } = workerData as { url: string };
const { db, close } = connect(url);
try {
  const first = await fillGenerated({ db, clock: systemClock }, { months: 1 });
  if (first === 'filled')
    parentPort?.postMessage('For the trial: made-up statistics of persons, for last month; the months before it follow.', []);
  if (first === 'filled' || first === 'there') await fillGenerated({ db, clock: systemClock }, { finish: true });
} finally {
  await close();
}
