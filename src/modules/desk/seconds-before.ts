/** How long something in a visit took. */
import { epochMilliseconds, type Instant } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { listSteps } from './store/visits.ts';

/** As a note takes it. */
const longest = 86_400;

/** Whole seconds from what was noted last in the visit until `at`; null when nothing was, only later, or more than a day before. */
export async function secondsBefore(
  db: Database,
  { placeId, visitId }: { placeId: Uuid; visitId: Uuid },
  at: Instant,
): Promise<number | null> {
  const last = (await listSteps(db, placeId, visitId)).findLast((step) => step.at <= at);
  const seconds = last === undefined ? null : Math.round((epochMilliseconds(at) - epochMilliseconds(last.at)) / 1000);
  return seconds === null || seconds > longest ? null : seconds;
}
