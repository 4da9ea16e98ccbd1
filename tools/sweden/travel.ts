import type { Link, Municipality } from './facts.ts';

/** Road over straight line, measured on seven known routes over the neighbour graph. */
const ROAD_FACTOR = 1.08;
/** One mean speed is enough to put places in order; the product's own estimate lives in its own rule. */
const KM_PER_HOUR = 70;
const EARTH_KM = 6371;

type Point = { latitude: number; longitude: number };

function straightKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const north = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const part = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(part));
}

export type Travel = {
  /** Whole minutes from one municipality's seat to the nearest of the goals, and which goal; ties go to the lower code. */
  nearest(from: string, goals: ReadonlySet<string>): { minutes: number; code: string };
};

/** Shortest paths (Dijkstra) over the neighbour graph. Throws if a goal cannot be reached at all. */
export function travelOver(municipalities: readonly Municipality[], links: readonly Link[]): Travel {
  const byCode = new Map(municipalities.map((m) => [m.code, m]));
  const steps = new Map<string, [string, number][]>();
  for (const { a, b, ferryMinutes } of links) {
    const [from, to] = [byCode.get(a), byCode.get(b)];
    if (from === undefined || to === undefined) throw new Error(`unknown neighbour ${a}-${b}`);
    const minutes = (straightKm(from, to) * ROAD_FACTOR * 60) / KM_PER_HOUR + ferryMinutes;
    // A long ferry is the whole way between its two harbours: the straight line would count the sea twice.
    const cost = ferryMinutes > 60 ? ferryMinutes : minutes;
    steps.set(a, [...(steps.get(a) ?? []), [b, cost]]);
    steps.set(b, [...(steps.get(b) ?? []), [a, cost]]);
  }
  const reach = new Map<string, ReadonlyMap<string, number>>();
  const from = (code: string) => {
    const known = reach.get(code) ?? allMinutes(code, steps);
    reach.set(code, known);
    return known;
  };
  return {
    nearest(code, goals) {
      const ways = [...from(code)].filter(([goal]) => goals.has(goal));
      const best = ways.toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0];
      if (best === undefined) throw new Error(`no way from ${code}`);
      return { code: best[0], minutes: Math.round(best[1]) };
    },
  };
}

function allMinutes(start: string, steps: ReadonlyMap<string, [string, number][]>): Map<string, number> {
  const best = new Map([[start, 0]]);
  const open = new Set([start]);
  while (open.size > 0) {
    const at = [...open].reduce((a, b) => ((best.get(a) ?? 0) <= (best.get(b) ?? 0) ? a : b));
    open.delete(at);
    for (const [next, cost] of steps.get(at) ?? []) {
      const minutes = (best.get(at) ?? 0) + cost;
      if (minutes >= (best.get(next) ?? Infinity)) continue;
      best.set(next, minutes);
      open.add(next);
    }
  }
  return best;
}
