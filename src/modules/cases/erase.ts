import { localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { House } from '../../platform/auth/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { erasePerson, recordErasure, remainingRows } from '../people/index.ts';
import { endedBy, erasurePeriod } from './rules/erasure-period.ts';
import { deleteCases, listErasable, remainingCases } from './store/erase.ts';

/** Persons in one transaction: a run that is killed has erased whole batches, each with its proof, and the next goes on. */
const batchSize = 100;

/**
 * Erases everyone whose cases all ended so long ago that no data may be held any longer, and proves it: each batch leaves a row with
 * what went, by table, and what was found to remain. Statistics stay, with nothing that leads to anyone (DATA-5).
 */
export const erase: Job = {
  name: 'cases.erase-ended-cases',
  cron: '15 0 * * *',
  async run(house) {
    const today = localTime(house.clock.now()).date;
    const until = endedBy(today, valueOn(erasurePeriod, today));
    const done = { endedBy: until, persons: 0, remaining: 0 };
    for (;;) {
      const batch = await eraseBatch(house, until, done.persons === 0);
      done.persons += batch.persons;
      done.remaining += batch.remaining;
      if (batch.persons < batchSize) break;
    }
    if (done.remaining > 0) throw new Error(`${done.remaining} rows remain after erasing ${done.persons} persons`);
    return done;
  },
};

/** One batch, all of it or nothing. A run with nothing to erase leaves its row too: that it looked is part of the proof. */
function eraseBatch(house: House, until: PlainDate, isFirst: boolean): Promise<{ persons: number; remaining: number }> {
  return house.db.transaction().execute(async (tx) => {
    const now = house.clock.now();
    const ids = await listErasable(tx, until, batchSize);
    if (ids.length === 0 && !isFirst) return { persons: 0, remaining: 0 };
    const counts = await deleteCases(tx, ids);
    for (const personId of ids) {
      for (const [table, gone] of Object.entries(await erasePerson(tx, personId, now)))
        counts[table] = (counts[table] ?? 0) + gone;
    }
    const remaining = (await remainingCases(tx, ids)) + (await remainingRows(tx, ids));
    await recordErasure(tx, { id: house.newId(), at: now, endedBy: until, persons: ids.length, counts, remaining });
    return { persons: ids.length, remaining };
  });
}
