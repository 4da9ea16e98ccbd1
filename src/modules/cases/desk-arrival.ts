/** Whether what is handed in at another authority's desk has reached this one that day. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { agreementsInForce, findPlaceByCode, ownAgency } from '../network/index.ts';
import type { DeskAgreement } from './rules/report-arrival.ts';
import { deskAgreementOn } from './store/report.ts';

/**
 * What the service agreement of the place says that was in force on the day; where it is silent, or there is none, what is settled for
 * all desks. `at`: the code of the place, null when it was handed in here.
 */
export async function deskArrival(db: Database, { on, at }: { on: PlainDate; at: string | null }): Promise<DeskAgreement> {
  const place = at === null ? null : await findPlaceByCode(db, at);
  const agreements = place === null ? [] : await agreementsInForce(db, place.id, on);
  const own = agreements.find(({ agency }) => agency === ownAgency)?.arrivalCounts ?? null;
  const counts = own ?? (await deskAgreementOn(db, on));
  return counts === null ? 'not-settled' : counts ? 'counts' : 'does-not-count';
}
