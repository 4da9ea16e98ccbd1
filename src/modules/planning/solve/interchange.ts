import { listed, type Rows } from './rows.ts';

/**
 * Interchange search (Teitz & Bart 1968; the gain, loss and extra of a swap as in Resende & Werneck 2007): while some chosen site
 * can be exchanged for another so that the cost falls, the best such exchange is made. Changes `chosen` (1 = chosen).
 */
export function interchange(rows: Rows, chosen: Uint8Array, goesOn: () => boolean = always): void {
  const slots = listed(chosen);
  if (slots.length === 0) return;
  const work = workspace(rows.sites, slots.length);
  while (goesOn()) {
    weigh(rows, slots, chosen, work);
    const swap = bestSwap(slots.length, chosen, work);
    if (swap === null) return;
    chosen[slots[swap.leaving]!] = 0;
    chosen[swap.entering] = 1;
    slots[swap.leaving] = swap.entering;
  }
}

/** Adds the sites that save most, or drops those that are missed least, until `count` are chosen or more would help nobody. Changes `chosen`. */
export function fitTo(rows: Rows, chosen: Uint8Array, count: number): void {
  for (let slots = listed(chosen); slots.length !== count; slots = listed(chosen)) {
    const work = workspace(rows.sites, 0, slots.length);
    weigh(rows, slots, chosen, work);
    const found = slots.length < count ? greatest(work.gain, chosen) : least(work.loss);
    if (found === -1) return;
    if (slots.length < count) chosen[found] = 1;
    else chosen[slots[found]!] = 0;
  }
}

const always = (): boolean => true;

export interface Workspace {
  slotOf: Int32Array;
  gain: Float64Array;
  loss: Float64Array;
  /** By entering site and leaving slot: what of the loss the entering site takes back; empty when no swap is asked for. */
  extra: Float64Array;
}

export const workspace = (sites: number, pairs: number, slots = pairs): Workspace => ({
  slotOf: new Int32Array(sites),
  gain: new Float64Array(sites),
  loss: new Float64Array(slots),
  extra: new Float64Array(sites * pairs),
});

function bestSwap(
  width: number,
  chosen: Uint8Array,
  { gain, loss, extra }: Workspace,
): { entering: number; leaving: number } | null {
  let best = 1e-9;
  let found: { entering: number; leaving: number } | null = null;
  for (let entering = 0; entering < chosen.length; entering += 1) {
    if (chosen[entering] === 1) continue;
    for (let leaving = 0; leaving < width; leaving += 1) {
      const profit = gain[entering]! - loss[leaving]! + extra[entering * width + leaving]!;
      if (profit <= best) continue;
      best = profit;
      found = { entering, leaving };
    }
  }
  return found;
}

/** The one not chosen that saves most; -1 when none saves anything. */
function greatest(gain: Float64Array, chosen: Uint8Array): number {
  let found = -1;
  for (let j = 0; j < gain.length; j += 1) if (chosen[j] === 0 && gain[j]! > (found === -1 ? 0 : gain[found]!)) found = j;
  return found;
}

function least(loss: Float64Array): number {
  let found = -1;
  for (let slot = 0; slot < loss.length; slot += 1) if (found === -1 || loss[slot]! < loss[found]!) found = slot;
  return found;
}

/** What each site would save if it were added, what each chosen one saves today, and what a pair of them have in common. */
export function weigh(rows: Rows, slots: readonly number[], chosen: Uint8Array, work: Workspace): void {
  const { start, site, cost, cap } = rows;
  const { slotOf, gain, loss, extra } = work;
  const width = extra.length === 0 ? 0 : slots.length;
  gain.fill(0);
  loss.fill(0);
  extra.fill(0);
  slots.forEach((j, slot) => (slotOf[j] = slot));
  for (let row = 0; row < rows.points; row += 1) {
    const from = start[row]!;
    const to = start[row + 1]!;
    let at = from;
    while (at < to && chosen[site[at]!] === 0) at += 1;
    let next = at + 1;
    while (next < to && chosen[site[next]!] === 0) next += 1;
    // Where nobody else can serve the point it pays its cap; where it has none, something above every cost of the row does as well.
    const without = Number.isFinite(cap[row]!) ? cap[row]! : 2 * cost[to - 1]! + 1;
    const nearest = at < to ? cost[at]! : without;
    for (let k = from; k < Math.min(at, to); k += 1) gain[site[k]!]! += nearest - cost[k]!;
    if (at >= to) continue;
    const second = next < to ? cost[next]! : without;
    const slot = slotOf[site[at]!]!;
    loss[slot]! += second - nearest;
    if (width === 0) continue;
    for (let k = from; k < at; k += 1) extra[site[k]! * width + slot]! += second - nearest;
    for (let k = at + 1; k < next; k += 1) extra[site[k]! * width + slot]! += second - cost[k]!;
  }
}
