/** How many have at most thirty minutes to where a meeting can be booked, in the country (null) and in each county. */
import type { Clock, PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { reachOf } from './reach.ts';

export async function shareWithin30(house: { db: Database; clock: Clock }, on: PlainDate): Promise<Map<string | null, number>> {
  const { rows } = await reachOf(house, { on, points: 'municipalities', weights: 'registered', group: 'county' });
  const near = rows.filter(({ target }) => target === 'meeting');
  return new Map(near.map(({ group, measures }) => [group, measures.within.find(({ limit }) => limit === 30)?.share ?? 0]));
}
