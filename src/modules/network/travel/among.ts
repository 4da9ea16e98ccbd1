/** Travel times among a few places, for who judges one person's day and needs no register in memory. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { estimate, travelGraph } from '../rules/travel-estimate.ts';
import { travelSource } from '../rules/travel-source.ts';
import { listDestinations, listLinks, listSeats, timesAmong } from './store.ts';

/**
 * Whole minutes by car from the seat of one place's municipality to another place, as the register in memory says them: by the best source
 * that knows the journey, or estimated. The function gives null when no way is known, or for a place that was not asked about.
 */
export async function travelAmong(
  db: Database,
  placeIds: readonly Uuid[],
  on: PlainDate,
): Promise<(from: Uuid, to: Uuid) => number | null> {
  const places = await listDestinations(db, [...new Set(placeIds)]);
  if (places.length < 2) return (from, to) => (from === to ? 0 : null);
  const minutes = new Map(
    (await timesAmong(db, places, valueOn(travelSource, on))).map((one) => [`${one.origin} ${one.placeId}`, one.minutes]),
  );
  const isKnown = places.every((from) => places.every((to) => from === to || minutes.has(`${from.municipality} ${to.id}`)));
  const seats = isKnown ? [] : await listSeats(db);
  const graph = isKnown ? null : travelGraph(seats, await listLinks(db), on);
  const byId = new Map(places.map((one) => [one.id, one]));
  return (from, to) => {
    if (from === to) return 0;
    const [origin, target] = [byId.get(from), byId.get(to)];
    if (origin === undefined || target === undefined) return null;
    const stored = minutes.get(`${origin.municipality} ${to}`);
    const seat = seats.find(({ code }) => code === origin.municipality);
    if (stored !== undefined || graph === null || seat === undefined) return stored ?? null;
    return estimate(graph, { ...seat, municipality: seat.code }, target)?.minutes ?? null;
  };
}
