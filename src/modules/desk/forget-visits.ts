/** What the clock does with visits: keyed hashes are forgotten, and what nobody ended comes to an end. */
import { addDays, localTime } from '../../platform/clock/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { endForgotten, forgetRepeatKeys } from './store/old-visits.ts';

/** So many days a device without network may come back with what it noted of a visit. */
const keptOpenDays = 7;

/** Keyed hashes are kept no longer than the window of unnecessary demand (rule repeat-visit). */
export const forgetRepeats: Job = {
  name: 'desk.forget-repeats',
  cron: '40 * * * *',
  run: (house) => house.db.transaction().execute(async (tx) => ({ forgotten: await forgetRepeatKeys(tx, house.clock.now()) })),
};

/** Whoever still waited when the office closed has left; whoever had been called was not there. One who was served stays as it was noted. */
export const endForgottenVisits: Job = {
  name: 'desk.end-forgotten-visits',
  cron: '20 3 * * *',
  async run(house) {
    const now = house.clock.now();
    const before = addDays(localTime(now).date, -keptOpenDays);
    return { ended: await endForgotten(house.db, before, now) };
  },
};
