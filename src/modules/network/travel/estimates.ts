/** The built-in source: an estimate that is always there, so that no place is without a travel time. */
import { type Instant, localTime } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Point } from '../kinds.ts';
import { estimate, travelGraph } from '../rules/travel-estimate.ts';
import { touchTravelTimes } from '../store/version.ts';
import { listDestinations, listLinks, listSeats, type NewTravelTime, removeOutdated, writeTravelTimes } from './store.ts';

interface Located extends Point {
  municipalityCode: string;
}

/**
 * Is the place somewhere else than before, so that its travel times are to be computed anew? The estimate also goes by
 * the municipality's own ways. Points are compared as the register file writes them, to 5 decimals (about a metre).
 */
export function isMoved(before: Located, after: Located): boolean {
  const written = (degrees: number): number => Math.round(degrees * 1e5);
  return (
    before.municipalityCode !== after.municipalityCode ||
    written(before.latitude) !== written(after.latitude) ||
    written(before.longitude) !== written(after.longitude)
  );
}

/**
 * Computes the estimate from every municipality's seat to these places and stores it as source 'estimate'.
 * What other sources say of a place that has moved since is removed. Returns the number of rows written; a journey that
 * no way leads to has none.
 */
export async function writeEstimates(tx: Transaction, places: readonly Uuid[] | 'all', now: Instant): Promise<number> {
  const seats = await listSeats(tx);
  const graph = travelGraph(seats, await listLinks(tx), localTime(now).date);
  const destinations = await listDestinations(tx, places);
  const origins = seats.map((seat) => ({ ...seat, municipality: seat.code }));
  const times = destinations.flatMap((to) =>
    origins.flatMap((from): NewTravelTime[] => {
      const journey = estimate(graph, from, to);
      return journey === null ? [] : [{ origin: from.code, placeId: to.id, ...journey }];
    }),
  );
  await removeOutdated(
    tx,
    destinations.map((to) => to.id),
    'estimate',
  );
  await writeTravelTimes(tx, 'estimate', times, now);
  await touchTravelTimes(tx);
  return times.length;
}
