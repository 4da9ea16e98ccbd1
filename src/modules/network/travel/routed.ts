/** The third source: a routing server, asked for every place, and again for each that is new or has moved. */
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import type { Clock, Instant } from '../../../platform/clock/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import type { Subscription } from '../../../platform/outbox/index.ts';
import { eventTypes } from '../events.ts';
import { touchTravelTimes } from '../store/version.ts';
import type { RoutingServer } from './routing-server.ts';
import { type Destination, listDestinations, listSeats, type NewTravelTime, removeOutdated, writeTravelTimes } from './store.ts';

/** Places whose times are asked for and then written at once: what is lost when the server fails on the way. */
const placesAtATime = 50;

/**
 * Asks the server for the time from every municipality's seat to these places and stores it as source 'routed'.
 * No transaction is held while it is asked. Returns the number of rows written; a journey that the server knows no way
 * for has none and keeps its estimate. Throws the server's problems; what was written before stays.
 */
export async function routeTravelTimes(house: House, server: RoutingServer, places: readonly Uuid[] | 'all'): Promise<number> {
  const all = await listDestinations(house.db, places);
  let written = 0;
  for (let start = 0; start < all.length; start += placesAtATime) {
    const asked = all.slice(start, start + placesAtATime);
    const times = await routedTimes(house.db, server, asked);
    written += await house.db.transaction().execute((tx) => writeRouted(tx, asked, times, house.clock.now()));
  }
  return written;
}

/** Recomputes a place's times when it is new or has moved. The outbox tries again while the server is away. */
export function travelSubscription(server: RoutingServer, clock: Clock): Subscription {
  return {
    name: 'network.route-travel-times',
    types: [eventTypes.placeLocated],
    async handle(event, tx) {
      const place = await listDestinations(tx, [placeOf(event.payload)]);
      await writeRouted(tx, place, await routedTimes(tx, server, place), clock.now());
    },
  };
}

function placeOf(payload: unknown): Uuid {
  const id = parseUuid(z.object({ placeId: z.string() }).parse(payload).placeId);
  if (id === null) throw new RangeError('the event names no place');
  return id;
}

async function routedTimes(db: Database, server: RoutingServer, places: readonly Destination[]): Promise<NewTravelTime[]> {
  const seats = await listSeats(db);
  const cells = await server.table(seats, places);
  return places.flatMap((place, column) =>
    seats.flatMap((seat, row): NewTravelTime[] => {
      const cell = cells[row]![column]!;
      return cell === null ? [] : [{ origin: seat.code, placeId: place.id, ...cell }];
    }),
  );
}

/** Writes the times of the places that are still where they were when the server was asked; the event of a move asks anew. */
async function writeRouted(
  tx: Transaction,
  asked: readonly Destination[],
  times: readonly NewTravelTime[],
  now: Instant,
): Promise<number> {
  const current = new Map(
    (
      await listDestinations(
        tx,
        asked.map((place) => place.id),
      )
    ).map((place) => [place.id, place]),
  );
  const still = new Set(
    asked
      .filter((place) => {
        const found = current.get(place.id);
        return found !== undefined && found.latitude === place.latitude && found.longitude === place.longitude;
      })
      .map((place) => place.id),
  );
  const kept = times.filter((time) => still.has(time.placeId));
  await removeOutdated(tx, [...still], 'routed');
  await writeTravelTimes(tx, 'routed', kept, now);
  await touchTravelTimes(tx);
  return kept.length;
}
