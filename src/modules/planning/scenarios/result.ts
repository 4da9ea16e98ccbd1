/**
 * What a scenario does to travel: minutes by car, one way, from each municipality's seat to the nearest place where a meeting can be
 * booked, before and after, weighted by registered unemployed. Pure, over the register in memory.
 */
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Register } from '../../network/index.ts';
import { measure, type Travelled } from '../reach/measures.ts';
import { thresholds } from '../reach/reach.ts';
import type { Change } from './change.ts';
import { countKinds, type Network, type Planned, plannedNetwork } from './planned.ts';

const minutes = z.number().nullable();
const measures = z.object({
  weight: z.number(),
  /** Share of the weight with no way at all. */
  unreached: z.number(),
  mean: minutes,
  p50: minutes,
  p90: minutes,
  p95: minutes,
  max: minutes,
  within: z.array(z.object({ limit: z.number(), share: z.number() })),
  beyond: z.object({ limit: z.number(), headcount: z.number(), depth: minutes, severity: minutes }),
  gini: minutes,
  palma: minutes,
  theil: minutes,
  concentration: minutes,
});
export type ScenarioMeasures = z.output<typeof measures>;

const kinds = z.object({ staffed_office: z.number(), visiting_office: z.number(), cooperation_place: z.number() });

const row = z.object({
  code: z.string(),
  /** Registered unemployed. */
  weight: z.number(),
  before: minutes,
  after: minutes,
  /** The nearest place. */
  beforePlace: z.string().nullable(),
  afterPlace: z.string().nullable(),
});
export type ReachRow = z.output<typeof row>;

export const scenarioResult = z.object({
  on: z.string(),
  /** Minutes that count as within reach (rule reasonable-travel). */
  limit: z.number(),
  municipalities: z.array(row),
  /** How many of the travel times, before and after, come from each source. */
  sources: z.object({ estimate: z.number(), imported: z.number(), routed: z.number() }),
  isReconstructed: z.boolean(),
  places: z.object({ before: kinds, after: kinds }),
  /** Null: no one lives in the country that the register holds. */
  measures: z.object({ before: measures.nullable(), after: measures.nullable() }),
});
export type ScenarioResult = z.output<typeof scenarioResult>;

interface Asked {
  baseDate: PlainDate;
  changes: readonly Change[];
  /** Minutes that count as within reach. */
  limit: number;
  /** Registered unemployed of those of working age, by municipality. */
  deprivation: ReadonlyMap<string, number | null>;
}

/** The faults say which changes cannot be made; they are left out of the result. */
export function resultOf(
  register: Register,
  { baseDate, changes, limit, deprivation }: Asked,
): { result: ScenarioResult; faults: Planned['faults'] } {
  const { before, after, faults, isReconstructed } = plannedNetwork(register, baseDate, changes);
  const sources = { estimate: 0, imported: 0, routed: 0 };
  const municipalities = [...register.municipalities.values()].map((one): ReachRow => {
    const [was, becomes] = [nearest(register, one.code, before), nearest(register, one.code, after)];
    for (const journey of [was, becomes]) if (journey !== null) sources[journey.source] += 1;
    return {
      code: one.code,
      weight: one.registeredUnemployed,
      before: was?.minutes ?? null,
      after: becomes?.minutes ?? null,
      beforePlace: was?.to.place.id ?? null,
      afterPlace: becomes?.to.place.id ?? null,
    };
  });
  const by = { limit, deprivation };
  return {
    result: {
      on: baseDate,
      limit,
      municipalities,
      sources,
      isReconstructed,
      places: { before: countKinds(before), after: countKinds(after) },
      measures: { before: measured(municipalities, 'before', by), after: measured(municipalities, 'after', by) },
    },
    faults,
  };
}

/** The nearest place of a network from a municipality's seat; null when no way is known. */
export function nearest(register: Register, code: string, network: Network) {
  const origin = register.findOrigin('municipality', code);
  const journeys = origin === undefined ? [] : register.journeysFrom(origin);
  return journeys.find(({ to }) => network.has(to.place.id as Uuid)) ?? null;
}

function measured(
  rows: readonly ReachRow[],
  side: 'before' | 'after',
  { limit, deprivation }: { limit: number; deprivation: ReadonlyMap<string, number | null> },
): ScenarioMeasures | null {
  const travelled = rows.map((one): Travelled => ({
    minutes: one[side] ?? Infinity,
    weight: one.weight,
    deprivation: deprivation.get(one.code) ?? null,
  }));
  const found = measure(travelled, { within: [...new Set([...thresholds, limit])].toSorted((a, b) => a - b), beyond: limit });
  return found === null ? null : { ...found, within: [...found.within] };
}
