/** Reading travel times: all of them at once, for readers that keep the register in memory. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type TravelSource, travelSources } from '../kinds.ts';
import { travelSource } from '../rules/travel-source.ts';
import { allTimes } from './store.ts';

/** All travel times in three flat arrays, row-major over origin × place. Read it with `timeBetween`. */
export interface TravelMatrix {
  origins: ReadonlyMap<string, number>;
  places: ReadonlyMap<Uuid, number>;
  /** Whole minutes; -1 where no time is known. */
  minutes: Int32Array;
  /** NaN where not known. */
  kilometres: Float32Array;
  /** Index into `travelSources`. */
  sources: Uint8Array;
}

/** Every journey's time by the best source that knows it (rule travel-source as of `on`). */
export async function travelMatrix(db: Database, on: PlainDate): Promise<TravelMatrix> {
  const found = await allTimes(db, valueOn(travelSource, on));
  const origins = new Map<string, number>();
  for (const row of found) {
    for (const origin of row.origins) if (!origins.has(origin)) origins.set(origin, origins.size);
  }
  const cells = origins.size * found.length;
  const matrix = {
    origins,
    places: new Map(found.map(({ placeId }, index) => [placeId, index])),
    minutes: new Int32Array(cells).fill(-1),
    kilometres: new Float32Array(cells).fill(NaN),
    sources: new Uint8Array(cells),
  };
  for (const [index, row] of found.entries()) {
    for (const [at, origin] of row.origins.entries()) {
      const cell = origins.get(origin)! * found.length + index;
      matrix.minutes[cell] = row.minutes[at]!;
      matrix.kilometres[cell] = row.kilometres[at] ?? NaN;
      matrix.sources[cell] = travelSources.indexOf(row.sources[at]!);
    }
  }
  return matrix;
}

export interface TravelTime {
  /** A municipality's code (its seat) or a locality's. */
  origin: string;
  placeId: Uuid;
  source: TravelSource;
  /** Whole minutes by car, one way. */
  minutes: number;
  kilometres: number | null;
}

/** The journey's time; null when none is known. */
export function timeBetween(matrix: TravelMatrix, origin: string, placeId: Uuid): TravelTime | null {
  const row = matrix.origins.get(origin);
  const column = matrix.places.get(placeId);
  if (row === undefined || column === undefined) return null;
  const cell = row * matrix.places.size + column;
  const minutes = matrix.minutes[cell]!;
  if (minutes < 0) return null;
  const kilometres = matrix.kilometres[cell]!;
  return {
    origin,
    placeId,
    source: travelSources[matrix.sources[cell]!]!,
    minutes,
    kilometres: Number.isNaN(kilometres) ? null : Math.round(kilometres * 10) / 10,
  };
}
