/** Takes away changes that every picture in memory has read. */
import { later } from '../../platform/clock/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { pruneChanges as prune } from './store/picture.ts';

/** So long changes are kept: a picture whose process was away longer reads everything anew. */
const keptMs = 3_600_000;

export const pruneChanges: Job = {
  name: 'meetings.prune-changes',
  cron: '*/10 * * * *',
  async run({ db, clock }) {
    return { pruned: await prune(db, later(clock.now(), -keptMs)) };
  },
};
