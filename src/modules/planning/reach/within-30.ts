/**
 * How many have at most thirty minutes to where a meeting can be booked, in the country (null) and in each county; nothing of a day on which the
 * register knows no place.
 */
import type { Clock, PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { networkOn } from './network-on.ts';
import { reachOf } from './reach.ts';

export async function shareWithin30(house: { db: Database; clock: Clock }, on: PlainDate): Promise<Map<string | null, number>> {
  const places = await networkOn(house.db, house.clock, on);
  if (!places.some(({ isBookable }) => isBookable)) return new Map();
  const asked = { on, points: 'municipalities', weights: 'registered', group: 'county', places, beyond: 30 } as const;
  const { rows } = await reachOf(house, asked);
  const near = rows.filter(({ target }) => target === 'meeting');
  return new Map(near.map(({ group, measures }) => [group, measures.within.find(({ limit }) => limit === 30)?.share ?? 0]));
}
