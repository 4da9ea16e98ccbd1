/** Reach and equity of any network: how far everyone has to what they may need, in the country and by group. */
import { type Clock, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type Evidence, reasonableTravel, travelBetween, type TravelSource } from '../../network/index.ts';
import { evenWithin, floatingCatchment, gaussianWithin } from './floating-catchment.ts';
import { type Limits, measure, type Measures, type Travelled } from './measures.ts';
import { isTarget, type NetworkPlace, networkOn, type Target, targets } from './network-on.ts';
import {
  type Grouping,
  groupName,
  type KnownMunicipality,
  knownMunicipalities,
  loadPoints,
  type PointKind,
  type ReachPoint,
  type Weighting,
} from './points.ts';

/** Those of insight’s metric `reach`: a setting. */
export const thresholds = [15, 30, 45, 60] as const;

export interface ReachQuestion {
  on: PlainDate;
  points: PointKind;
  weights: Weighting;
  /** Null: the country only. */
  group: Grouping | null;
  /** Left out: the register’s network on the day. */
  places?: readonly NetworkPlace[];
  /** What counts as too far, in minutes. Left out: the limit of rule reasonable-travel on the day. */
  beyond?: number;
}

export interface ReachRow {
  target: Target;
  /** Null: the country. */
  group: string | null;
  /** What the group is called. */
  name: string;
  measures: Measures;
}

/** Bookable places for each 10,000 people (weights), floating catchment; means over the group. */
export interface SupplyRow {
  group: string | null;
  name: string;
  even: number;
  gaussian: number;
}

export interface ReachAnswer {
  on: PlainDate;
  points: PointKind;
  pointCount: number;
  weights: Weighting;
  group: Grouping | null;
  limits: Limits;
  /** How many journeys each source of travel time gave (rule travel-source). */
  journeys: Readonly<Record<TravelSource, number>>;
  /** How many places rest on what kind of knowledge. */
  evidence: Readonly<Record<Evidence, number>>;
  rows: readonly ReachRow[];
  supply: readonly SupplyRow[];
}

export async function reachOf({ db, clock }: { db: Database; clock: Clock }, question: ReachQuestion): Promise<ReachAnswer> {
  const { on, weights, group } = question;
  const municipalities = await knownMunicipalities(db);
  const points = await loadPoints(db, question.points, weights, municipalities);
  const places = question.places ?? (await networkOn(db, clock, on));
  const { minutes, journeys } = await travelBetween(db, points, places, today(clock));
  const limits = { within: thresholds, beyond: question.beyond ?? valueOn(reasonableTravel, on).maxMinutes };
  const groups = groupsOf(points, municipalities, group);
  const rows = targets.flatMap((target) => {
    const list = travelled(points, municipalities, nearest(minutes, points.length, places, target));
    return groups.flatMap(({ code, name, members }): ReachRow[] => {
      const measures = measure(
        members.map((index) => list[index]!),
        limits,
      );
      return measures === null ? [] : [{ target, group: code, name, measures }];
    });
  });
  return {
    on,
    points: question.points,
    pointCount: points.length,
    weights,
    group,
    limits,
    journeys,
    evidence: countEvidence(places),
    rows,
    supply: supplyOf(minutes, points, places, limits.beyond, groups),
  };
}

/** Minutes from each point to the nearest place that is such a target; Infinity without any. `minutes`: row-major over point × place. */
export function nearest(
  minutes: Float64Array,
  points: number,
  places: readonly Pick<NetworkPlace, 'kinds' | 'isBookable'>[],
  target: Target,
): Float64Array {
  const columns = places.flatMap((place, column) => (isTarget(place, target) ? [column] : []));
  return Float64Array.from({ length: points }, (_, point) =>
    columns.reduce((least, column) => Math.min(least, minutes[point * places.length + column]!), Infinity),
  );
}

function travelled(
  points: readonly ReachPoint[],
  municipalities: ReadonlyMap<string, KnownMunicipality>,
  minutes: Float64Array,
): Travelled[] {
  return points.map(({ weight, municipality }, index) => ({
    minutes: minutes[index]!,
    weight,
    deprivation: municipalities.get(municipality)!.deprivation,
  }));
}

interface Members {
  code: string | null;
  name: string;
  /** Indexes of points. */
  members: readonly number[];
}

/** The country first, then each group in order of its code. */
function groupsOf(
  points: readonly ReachPoint[],
  municipalities: ReadonlyMap<string, KnownMunicipality>,
  group: Grouping | null,
): Members[] {
  const all = [...points.keys()];
  const country = { code: null, name: 'the country', members: all };
  if (group === null) return [country];
  const parts = Map.groupBy(all, (index) => municipalities.get(points[index]!.municipality)!.groups[group]);
  const sorted = [...parts].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return [country, ...sorted.map(([code, members]) => ({ code, name: groupName(group, code, municipalities), members }))];
}

function supplyOf(
  minutes: Float64Array,
  points: readonly ReachPoint[],
  places: readonly NetworkPlace[],
  limit: number,
  groups: readonly Members[],
): SupplyRow[] {
  const demand = points.map(({ weight }) => weight);
  const supply = places.map(({ isBookable }) => (isBookable ? 1 : 0));
  const even = floatingCatchment(minutes, demand, supply, evenWithin(limit)).points;
  const gaussian = floatingCatchment(minutes, demand, supply, gaussianWithin(limit)).points;
  return groups.flatMap(({ code, name, members }): SupplyRow[] => {
    const weight = members.reduce((sum, index) => sum + demand[index]!, 0);
    if (weight === 0) return [];
    const mean = (found: Float64Array): number =>
      (10_000 * members.reduce((sum, index) => sum + demand[index]! * found[index]!, 0)) / weight;
    return [{ group: code, name, even: mean(even), gaussian: mean(gaussian) }];
  });
}

function countEvidence(places: readonly NetworkPlace[]): Record<Evidence, number> {
  const counted = { sourced: 0, reconstructed: 0, entered: 0 };
  for (const { evidence } of places) counted[evidence] += 1;
  return counted;
}
