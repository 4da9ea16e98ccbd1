/** The built-in travel estimate: shortest path over the neighbour graph, and a speed that grows with the distance. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import type { Point } from '../kinds.ts';

export interface TravelValues {
  /** Road kilometres per straight kilometre between neighbouring seats: measured. */
  graphFactor: number;
  /** The same for a direct line to a neighbouring municipality, and within one's own: within the measured 1.11–1.20. */
  neighbourFactor: number;
  ownFactor: number;
  /** Speed of the part of the journey after so many road kilometres; a longer journey is more of it on main roads. */
  bands: readonly { afterKilometres: number; kilometresPerHour: number }[];
  /** To get going and to park. */
  startStopMinutes: number;
  /** A ferry of at least so many minutes is the whole way between the two seats; a shorter one is added to the road there. */
  seaCrossingFromMinutes: number;
}

export const travelEstimate = rule({
  id: 'travel-estimate',
  says:
    'Without a matrix or a routing server, travel time by car is estimated: the shortest way over neighbouring municipalities’ seats × 1.08 ' +
    '(a direct line × 1.15 to a neighbour, × 1.2 within the municipality, where that is shorter), a speed by distance, fixed minutes to start ' +
    'and park, and the ferries’ own minutes. It is an estimate and is shown as one; inland Norrland is uncalibrated.',
  source:
    'measured on seven known routes: × 1.08 over the graph gives the road distance within 1.5 %, a straight line × 1.11–1.20, ' +
    'mean speed 67–93 km/h on long routes; speeds of the bands and start/stop minutes: setting within those (docs/decisions/0006)',
  values: {
    '2019-01-01': {
      graphFactor: 1.08,
      neighbourFactor: 1.15,
      ownFactor: 1.2,
      bands: [
        { afterKilometres: 0, kilometresPerHour: 40 },
        { afterKilometres: 5, kilometresPerHour: 60 },
        { afterKilometres: 20, kilometresPerHour: 80 },
        { afterKilometres: 100, kilometresPerHour: 90 },
      ],
      startStopMinutes: 5,
      seaCrossingFromMinutes: 60,
    } satisfies TravelValues,
  },
});

export interface Seat extends Point {
  /** Municipality code. */
  code: string;
}

export interface Link {
  a: string;
  b: string;
  kind: 'road' | 'bridge' | 'ferry';
  /** Waiting and crossing; only a ferry has them. */
  minutes: number | null;
}

/** A point in a municipality. */
export interface Spot extends Point {
  municipality: string;
}

export interface Journey {
  /** Whole minutes by car, one way. */
  minutes: number;
  /** Road kilometres (and kilometres at sea), to a tenth. */
  kilometres: number;
}

export interface TravelGraph {
  values: TravelValues;
  seats: readonly Seat[];
  indexOf: ReadonlyMap<string, number>;
  /** Per municipality: those it has a fixed connection with. */
  neighbours: readonly (readonly number[])[];
  /** Row-major over seat × seat: driven kilometres (infinite = no way), kilometres at sea, minutes on and for ferries. */
  road: Float64Array;
  sea: Float64Array;
  ferry: Float64Array;
}

/** All shortest ways between the seats, by the rule's values of the day `on`. Links to unknown codes are left out. */
export function travelGraph(seats: readonly Seat[], links: readonly Link[], on: PlainDate): TravelGraph {
  const values = valueOn(travelEstimate, on);
  const indexOf = new Map(seats.map((seat, index) => [seat.code, index]));
  const edges = seats.map((): Edge[] => []);
  const neighbours = seats.map((): number[] => []);
  for (const link of links) {
    const a = indexOf.get(link.a);
    const b = indexOf.get(link.b);
    if (a === undefined || b === undefined) continue;
    const edge = edgeOf(link, straightKilometres(seats[a]!, seats[b]!), values);
    edges[a]!.push({ ...edge, to: b });
    edges[b]!.push({ ...edge, to: a });
    if (link.kind === 'ferry') continue;
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  }
  const cells = seats.length * seats.length;
  const graph = {
    values,
    seats,
    indexOf,
    neighbours,
    road: new Float64Array(cells).fill(Infinity),
    sea: new Float64Array(cells),
    ferry: new Float64Array(cells),
  };
  for (let from = 0; from < seats.length; from++) shortestFrom(from, graph, edges);
  return graph;
}

/** The journey between two points; null when no way leads there or a municipality is unknown. The same both ways. */
export function estimate(graph: TravelGraph, from: Spot, to: Spot): Journey | null {
  const start = graph.indexOf.get(from.municipality);
  const end = graph.indexOf.get(to.municipality);
  if (start === undefined || end === undefined) return null;
  const { ownFactor, neighbourFactor } = graph.values;
  let best: Legs | null = null;
  if (start === end) best = { road: straightKilometres(from, to) * ownFactor, sea: 0, ferry: 0 };
  else if (graph.neighbours[start]!.includes(end))
    best = { road: straightKilometres(from, to) * neighbourFactor, sea: 0, ferry: 0 };
  const ways = entrances(graph, from, start);
  const exits = entrances(graph, to, end);
  for (const a of ways) {
    for (const b of exits) {
      const cell = a.seat * graph.seats.length + b.seat;
      const legs = { road: graph.road[cell]! + a.kilometres + b.kilometres, sea: graph.sea[cell]!, ferry: graph.ferry[cell]! };
      if (best === null || cost(legs, graph.values) < cost(best, graph.values)) best = legs;
    }
  }
  if (best === null || best.road === Infinity) return null;
  return {
    minutes: Math.round(graph.values.startStopMinutes + drivingMinutes(best.road, graph.values) + best.ferry),
    kilometres: Math.round((best.road + best.sea) * 10) / 10,
  };
}

/** Great-circle distance on a sphere of the mean radius 6,371 km (haversine). */
export function straightKilometres(a: Point, b: Point): number {
  const radian = Math.PI / 180;
  const latitudes = Math.sin(((b.latitude - a.latitude) * radian) / 2) ** 2;
  const longitudes = Math.sin(((b.longitude - a.longitude) * radian) / 2) ** 2;
  const half = latitudes + Math.cos(a.latitude * radian) * Math.cos(b.latitude * radian) * longitudes;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half)));
}

interface Legs {
  road: number;
  sea: number;
  ferry: number;
}

interface Edge extends Legs {
  to: number;
}

function edgeOf(link: Link, straight: number, values: TravelValues): Legs {
  const ferry = link.minutes ?? 0;
  if (link.kind === 'ferry' && ferry >= values.seaCrossingFromMinutes) return { road: 0, sea: straight, ferry };
  return { road: straight * values.graphFactor, sea: 0, ferry };
}

/** What ways are compared by: kilometres, a ferry's minutes counted as driving on at the highest speed. */
function cost(legs: Legs, values: TravelValues): number {
  return legs.road + (legs.ferry * values.bands.at(-1)!.kilometresPerHour) / 60;
}

/** The seats through which a point joins the graph: its own municipality's and those of the neighbours. */
function entrances(graph: TravelGraph, point: Point, municipality: number): { seat: number; kilometres: number }[] {
  const { ownFactor, neighbourFactor } = graph.values;
  const own = { seat: municipality, kilometres: straightKilometres(point, graph.seats[municipality]!) * ownFactor };
  // At the seat itself no detour over a neighbour can be shorter than the graph, whose factor is the lowest.
  if (own.kilometres === 0) return [own];
  const others = graph.neighbours[municipality]!.map((seat) => ({
    seat,
    kilometres: straightKilometres(point, graph.seats[seat]!) * neighbourFactor,
  }));
  return [own, ...others];
}

function drivingMinutes(kilometres: number, { bands }: TravelValues): number {
  let minutes = 0;
  for (const [index, { afterKilometres, kilometresPerHour }] of bands.entries()) {
    const end = Math.min(kilometres, bands[index + 1]?.afterKilometres ?? kilometres);
    if (end > afterKilometres) minutes += ((end - afterKilometres) / kilometresPerHour) * 60;
  }
  return minutes;
}

/** Dijkstra, the next seat found by looking through all: for 290 seats as quick as a heap, and shorter. */
function shortestFrom(from: number, graph: TravelGraph, edges: readonly (readonly Edge[])[]): void {
  const { road, sea, ferry, values } = graph;
  const size = graph.seats.length;
  const row = from * size;
  const costs = new Float64Array(size).fill(Infinity);
  const done = new Uint8Array(size);
  costs[from] = 0;
  road[row + from] = 0;
  for (;;) {
    let nearest = -1;
    for (let seat = 0; seat < size; seat++) {
      if (done[seat] === 0 && costs[seat]! < Infinity && (nearest < 0 || costs[seat]! < costs[nearest]!)) nearest = seat;
    }
    if (nearest < 0) return;
    done[nearest] = 1;
    for (const edge of edges[nearest]!) {
      const total = costs[nearest]! + cost(edge, values);
      if (total >= costs[edge.to]!) continue;
      costs[edge.to] = total;
      road[row + edge.to] = road[row + nearest]! + edge.road;
      sea[row + edge.to] = sea[row + nearest]! + edge.sea;
      ferry[row + edge.to] = ferry[row + nearest]! + edge.ferry;
    }
  }
}
