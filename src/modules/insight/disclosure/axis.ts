/**
 * One direction of a table: its finest values, the totals that they are counted in, and the moves along it. A move takes persons from
 * some values to others; it lists every node whose count changes, by one more or one less. Totals that a move leaves alone are not in it.
 */

/** A node of an axis, and how a move changes it. */
export type Move = readonly (readonly [node: number, sign: 1 | -1])[];

export interface Axis {
  nodes: number;
  /** For each finest value the nodes that count it, itself first. */
  memberships: readonly (readonly number[])[];
  /** How many finest values a node counts, or what it is worth in such. */
  span: readonly number[];
  /** Moves that raise the node, the cheapest kinds first, made as they are asked for. `rich`: finest values with many persons, who can spare some. */
  raising(node: number, rich: () => readonly number[]): Iterable<Move>;
  /** Pairs of finest values: one that the node counts, and another. */
  pairs(node: number, rich: readonly number[]): (readonly [to: number, from: number])[];
}

export interface Area {
  code: string;
  county: string;
  /** Kind of municipality; null: not known. */
  type: string | null;
}

/** The move that raises some finest values and lowers others; null when a node would change by more than one, or nothing would. */
export function moveOf(memberships: Axis['memberships'], up: readonly number[], down: readonly number[]): Move | null {
  const net = new Map<number, number>();
  for (const [values, sign] of [[up, 1] as const, [down, -1] as const])
    for (const value of values) for (const node of memberships[value]!) net.set(node, (net.get(node) ?? 0) + sign);
  const changed = [...net].filter(([, by]) => by !== 0);
  if (changed.length === 0 || changed.some(([, by]) => Math.abs(by) > 1)) return null;
  return changed.map(([node, by]) => [node, by === 1 ? 1 : -1] as const);
}

/** The same as a list of one or none. */
function movesOf(...of: Parameters<typeof moveOf>): Move[] {
  const found = moveOf(...of);
  return found === null ? [] : [found];
}

const spans = (nodes: number, memberships: Axis['memberships']): number[] => {
  const span = Array.from({ length: nodes }, () => 0);
  for (const list of memberships) for (const node of list) span[node]! += 1;
  return span;
};

/** A flat axis: `size` values and, where there are several, their total as the last node. */
export function flatAxis(size: number): Axis {
  const total = size > 1 ? size : null;
  const memberships = Array.from({ length: size }, (_, value) => (total === null ? [value] : [value, total]));
  const nodes = total === null ? size : size + 1;
  const alone = memberships.map((_, value) => moveOf(memberships, [value], [])!);
  const every = memberships.map((_, value) => value);
  const pairs = memberships.map((_, to) =>
    every.filter((from) => from !== to).map((from) => [from, moveOf(memberships, [to], [from])!] as const),
  );
  return {
    nodes,
    memberships,
    span: spans(nodes, memberships),
    raising: (node) => {
      if (node === total) return alone;
      return [...pairs[node]!.map(([, move]) => move), alone[node]!];
    },
    pairs: (node) => (node === total ? every : [node]).flatMap((to) => pairs[to]!.map(([from]) => [to, from] as const)),
  };
}

/** Codes of the nodes of areas, in the order of their numbers. */
export interface AreaAxis extends Axis {
  municipality: ReadonlyMap<string, number>;
  county: ReadonlyMap<string, number>;
  type: ReadonlyMap<string, number>;
  country: number;
  /** What is decided first and stands whatever lies under it: 0 the country, 1 a county, 2 a kind, 3 a municipality. */
  rank(node: number): number;
  /** Nodes that could help to hide one: those of its county, then also those of its kind, then all. */
  near(node: number): readonly (readonly number[])[];
}

/** How many partners of each kind are looked at: enough to find a good one, few enough to be quick. */
const partners = 12;

/**
 * Municipalities in counties, in kinds of municipality and in the country. Moves that leave counties and kinds alone come first: to another
 * of the same county and kind, or in a ring of four.
 */
export function areaAxis(areas: readonly Area[]): AreaAxis {
  const index = (codes: readonly string[], from: number) => new Map([...new Set(codes)].map((code, at) => [code, from + at]));
  const municipality = index(
    areas.map(({ code }) => code),
    0,
  );
  const county = index(
    areas.map((area) => area.county),
    areas.length,
  );
  const type = index(
    areas.flatMap((area) => area.type ?? []),
    areas.length + county.size,
  );
  const country = areas.length + county.size + type.size;
  const memberships = areas.map((area, at) => [
    at,
    county.get(area.county)!,
    ...(area.type === null ? [] : [type.get(area.type)!]),
    country,
  ]);
  const all = areas.map((_, at) => at);
  const made = new Map<number, Move[]>();
  const movesFrom = (at: number): Move[] => {
    if (!made.has(at)) made.set(at, quietMoves(areas, memberships, at));
    return made.get(at)!;
  };
  const alone = all.map((at) => moveOf(memberships, [at], [])!);
  const loud = new Map<number, Move[]>();
  const loudMoves = (at: number, other: number): Move[] => {
    const key = at * areas.length + other;
    const found = loud.get(key) ?? movesOf(memberships, [at], [other]);
    loud.set(key, found);
    return found;
  };
  const members = Array.from({ length: country + 1 }, (_, node) => all.filter((at) => memberships[at]!.includes(node)));
  const within = (node: number, rich: () => readonly number[]): readonly number[] =>
    node < areas.length ? [node] : pick(members[node]!, rich());
  const others = (at: number, rich: readonly number[]): number[] =>
    [...new Set([...rich, ...spread(all, at)])].filter((other) => other !== at);
  function* raising(node: number, rich: () => readonly number[]): Generator<Move> {
    if (node < areas.length) yield* movesFrom(node);
    for (const at of within(node, rich)) {
      for (const other of others(at, rich())) for (const move of loudMoves(at, other)) if (isRaised(move, node)) yield move;
      yield alone[at]!;
    }
  }
  const pairs = (node: number, rich: readonly number[]) =>
    within(node, () => rich).flatMap((to) => others(to, rich).map((from) => [to, from] as const));
  // The country is what most ask for: it counts as much as everything else, also where there are few municipalities.
  const span = spans(country + 1, memberships);
  span[country] = span.reduce((sum, one) => sum + one, 0) - span[country]!;
  return {
    nodes: country + 1,
    memberships,
    span,
    raising,
    pairs,
    municipality,
    county,
    type,
    country,
    near: (node) => {
      const nodesOf = (through: number): number[] => {
        const shared = new Set(members[node]!.map((at) => memberships[at]![through]!));
        return [...shared, ...all.filter((at) => shared.has(memberships[at]![through]!))];
      };
      return [nodesOf(1), nodesOf(2), Array.from({ length: country + 1 }, (_, one) => one)];
    },
    rank: (node) => (node === country ? 0 : node < areas.length ? 3 : node < areas.length + county.size ? 1 : 2),
  };
}

const isRaised = (move: Move, node: number): boolean => move.some(([changed, sign]) => changed === node && sign === 1);

/** Some of a list: those that are rich, and others spread over it. */
const pick = (list: readonly number[], rich: readonly number[]): number[] =>
  list.length <= partners ? [...list] : [...new Set([...rich.filter((one) => list.includes(one)), ...spread(list, 0)])];

/** As many of a list as are looked at, spread evenly, another beginning for each `start`. */
function spread(list: readonly number[], start: number): number[] {
  if (list.length <= partners) return [...list];
  const step = list.length / partners;
  return Array.from({ length: partners }, (_, at) => list[Math.floor(start + at * step) % list.length]!);
}

/** Moves of one municipality that change no county and no kind: with each of the same county and kind, and rings of four. */
function quietMoves(areas: readonly Area[], memberships: Axis['memberships'], at: number): Move[] {
  const { county, type } = areas[at]!;
  const same = areas.flatMap((area, other) => (other !== at && area.county === county && area.type === type ? [other] : []));
  const pairs = same.flatMap((other) => movesOf(memberships, [at], [other]));
  const neighbours = areas.flatMap((area, other) => (area.county === county && area.type !== type ? [other] : []));
  const alike = spread(
    areas.flatMap((area, other) => (area.county !== county && area.type === type ? [other] : [])),
    at,
  );
  const rings: Move[] = [];
  for (const near of spread(neighbours, at))
    for (const far of alike) {
      const fourth = areas.findIndex((area) => area.county === areas[far]!.county && area.type === areas[near]!.type);
      if (fourth !== -1) rings.push(...movesOf(memberships, [at, fourth], [near, far]));
      if (rings.length >= 2 * partners) return [...pairs, ...rings];
    }
  return [...pairs, ...rings];
}
