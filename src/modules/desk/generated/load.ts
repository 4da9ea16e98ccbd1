import type { House } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { hasNoVisits, insertGenerated } from '../store/generated.ts';
import { listCounters, listServices } from '../store/services.ts';
import { generateVisits, type GeneratedDays } from './visits.ts';

/**
 * Fills a desk that has had no visitors with made-up visits of days that have been, marked as such; gives how many, 0 where there are visits or
 * no counters. In one transaction: a start that was killed half-way left nothing.
 */
export async function loadGeneratedVisits(house: House, placeId: Uuid, days: GeneratedDays, seed = 1): Promise<number> {
  return house.db.transaction().execute(async (tx) => {
    const services = await listServices(tx, placeId);
    const counterIds = (await listCounters(tx, placeId)).map(({ id }) => id);
    if (services.length === 0 || counterIds.length === 0 || !(await hasNoVisits(tx, placeId))) return 0;
    const visits = [...generateVisits(seed, { placeId, services, counterIds }, days)];
    await insertGenerated(tx, { placeId, counterIds, visits, hours: days.hours });
    return visits.length;
  });
}
