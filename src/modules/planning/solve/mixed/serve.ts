import { Columns } from './columns.ts';
import { Flow } from './flow.ts';
import type { Prepared } from './prepare.ts';
import type { Share } from './problem.ts';
import { Relief } from './relief.ts';

/** Who is served where, for chosen options: the least cost within their capacities. */
export interface Service {
  /** At the costs that were given (with multipliers of limits over points, where there are any). */
  cost: number;
  /** Weight that finds no room or no way; 0 in a plan. */
  short: number;
  /** What one more unit of capacity would save at each chosen option; 0 where there is room. */
  room: Float64Array;
  shares: Share[];
  /** False when the search for ways round full options was given up: a cheaper service may exist. */
  exact: boolean;
}

/**
 * Everyone goes to the cheapest; where one is full, people are moved along the cheapest chain of moves to where there is room
 * (successive shortest paths over the chosen options, with potentials: Edmonds & Karp 1972), so the result costs least.
 * `cost` is row-major over all options. `guess`: per option about what its room is worth, which makes the way shorter and not the result another.
 */
export function serve(prep: Prepared, cost: Float64Array, chosen: readonly number[], guess?: Float64Array): Service {
  if (!prep.capacitated && cost === prep.problem.cost) return nearest(prep, chosen);
  const flow = new Flow(new Columns(prep, cost), chosen);
  flow.toCheapest(prep.capacitated ? guess : undefined);
  if (prep.capacitated) new Relief(flow).run(Infinity);
  return flow.service();
}

/** Without capacities: the first that is chosen in the order of the point’s ways. */
function nearest(prep: Prepared, chosen: readonly number[]): Service {
  const marks = new Uint8Array(prep.width);
  for (const a of chosen) marks[a] = 1;
  const shares: Share[] = [];
  let cost = 0;
  let short = 0;
  for (let point = 0; point < prep.points; point += 1) {
    let at = prep.start[point]!;
    const to = prep.start[point + 1]!;
    while (at < to && marks[prep.option[at]!] === 0) at += 1;
    const paid = at < to ? prep.cost[at]! : Infinity;
    cost += Math.min(paid, prep.unserved[point]!);
    if (paid < Infinity && paid <= prep.unserved[point]!) shares.push({ point, option: prep.option[at]!, share: 1 });
    else if (prep.unserved[point] === Infinity) short += Math.max(prep.weight[point]!, 1e-9);
  }
  return { cost: short > 0 ? Infinity : cost, short, room: new Float64Array(chosen.length), shares, exact: true };
}
