import { together } from '../../platform/db/index.ts';
import type { House } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { passOn } from './answer-offer.ts';
import { deleteHolds, lockHoldsOver } from './store/meetings.ts';
import { freeTime, occupiedBy } from './store/occupancy.ts';
import { lockOffered } from './store/waiting.ts';

/** Holds in one transaction. */
const batchSize = 100;

/**
 * Lets go of holds whose time is over, also those that nobody wanted since; what was offered goes to the next in line. What someone
 * wants they have already taken by then: this only tidies up and asks the next.
 */
export const expireHolds: Job = {
  name: 'meetings.expire-holds',
  cron: '* * * * *',
  async run(house) {
    const done = { holds: 0, offers: 0 };
    for (;;) {
      const batch = await expireBatch(house);
      done.holds += batch.holds;
      done.offers += batch.offers;
      if (batch.holds < batchSize) return done;
    }
  },
};

function expireBatch({ db, clock, newId }: House): Promise<{ holds: number; offers: number }> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const over = await lockHoldsOver(tx, now, batchSize);
    let offers = 0;
    for (const hold of over) {
      const waiting = hold.cameBy === 'waiting-list' ? await lockOffered(tx, hold.id) : null;
      if (waiting === null) continue;
      offers += 1;
      const { events } = await passOn({ tx, now, newId, today: localTime(now).date }, waiting, hold);
      await together(tx, (at) => events.map((event) => writeEvent(at, event, now)));
    }
    const ids = over.map(({ id }) => id);
    await deleteHolds(tx, ids);
    if (ids.length > 0) await freeTime(tx, ids, occupiedBy(over), now);
    return { holds: over.length, offers };
  });
}
