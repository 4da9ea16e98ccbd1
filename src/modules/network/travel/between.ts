/** Travel times between any points and any places, those that stand in no register too: for who compares networks. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type TravelSource, travelSources } from '../kinds.ts';
import { requireDay } from '../rules/municipality-state.ts';
import { estimate, type Spot, travelGraph } from '../rules/travel-estimate.ts';
import { timeBetween, travelMatrix } from './matrix.ts';
import { listLinks, listSeats } from './store.ts';

/** Where journeys begin: a municipality’s seat or a locality, by its code; what imported and routed times are stored under. */
export interface TravelOrigin extends Spot {
  code: string;
}

/** Where they lead: a place of the register, or with `placeId` null a point that could become one and is always estimated. */
export interface TravelGoal extends Spot {
  placeId: Uuid | null;
}

/** Row-major over origin × goal. */
export interface TravelTable {
  /** Whole minutes by car, one way; Infinity where no way is known. */
  minutes: Float64Array;
  /** NaN where not known. */
  kilometres: Float64Array;
  /** How many of the journeys each source gave; those without any way are in none. */
  journeys: Readonly<Record<TravelSource, number>>;
}

/** Every journey by the best source that knows it (rule travel-source as of `on`), else by the estimate (rule travel-estimate). Throws before-register. */
export async function travelBetween(
  db: Database,
  origins: readonly TravelOrigin[],
  goals: readonly TravelGoal[],
  on: PlainDate,
): Promise<TravelTable> {
  requireDay(on);
  const graph = travelGraph(await listSeats(db), await listLinks(db), on);
  const matrix = await travelMatrix(db, on);
  const cells = origins.length * goals.length;
  const minutes = new Float64Array(cells).fill(Infinity);
  const kilometres = new Float64Array(cells).fill(NaN);
  const journeys = Object.fromEntries(travelSources.map((source) => [source, 0])) as Record<TravelSource, number>;
  let cell = -1;
  for (const from of origins) {
    for (const to of goals) {
      cell += 1;
      const stored = to.placeId === null ? null : timeBetween(matrix, from.code, to.placeId);
      const journey = stored ?? estimate(graph, from, to);
      if (journey === null) continue;
      minutes[cell] = journey.minutes;
      kilometres[cell] = journey.kilometres ?? NaN;
      journeys[stored?.source ?? 'estimate'] += 1;
    }
  }
  return { minutes, kilometres, journeys };
}
