import type { Flow } from './flow.ts';

/** The slot that costs a point least; of equals the fewest minutes, then the first; -1: no way. */
export function cheapestOf(flow: Flow): (point: number) => number {
  return flow.columns.cost === flow.prep.problem.cost ? inOrder(flow) : (point) => leastOf(flow, point);
}

/** At what room is taken to be worth; whoever weighs nothing takes none. */
export function cheapestAtPrices({ slots, unit, potential, prep }: Flow): (point: number) => number {
  return (point) => {
    const by = prep.weight[point]! > 0 ? 1 : 0;
    let best = -1;
    let least = Infinity;
    for (let s = 0; s < slots.length; s += 1) {
      const one = unit[s]![point]! - by * potential[s]!;
      if (one < least) {
        least = one;
        best = s;
      }
    }
    return best;
  };
}

/** Ways are sorted by what they cost: the first that is chosen. */
function inOrder({ prep, slots }: Flow): (point: number) => number {
  const slotOf = new Int32Array(prep.width).fill(-1);
  for (let s = 0; s + 1 < slots.length; s += 1) slotOf[slots[s]!] = s;
  const unserved = slots.length - 1;
  return (point) => {
    for (let at = prep.start[point]!; at < prep.start[point + 1]!; at += 1) {
      const s = slotOf[prep.option[at]!]!;
      if (s !== -1) return prep.cost[at]! <= prep.unserved[point]! ? s : unserved;
    }
    return prep.unserved[point]! < Infinity ? unserved : -1;
  };
}

function leastOf(flow: Flow, point: number): number {
  const minutes = flow.prep.problem.inequality?.minutes;
  const row = point * flow.prep.width;
  const unserved = flow.slots.length - 1;
  let best = -1;
  let least = Infinity;
  for (let s = 0; s < flow.slots.length; s += 1) {
    const one = s === unserved ? flow.prep.unserved[point]! : flow.columns.cost[row + flow.slots[s]!]!;
    const fewer =
      one === least && best !== -1 && minutes !== undefined && minutes[row + flow.slots[s]!]! < minutes[row + flow.slots[best]!]!;
    if (one < least || fewer) {
      least = one;
      best = s;
    }
  }
  return best;
}
