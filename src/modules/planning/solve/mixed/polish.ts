import type { Multipliers } from './lagrange.ts';
import { round } from './round.ts';
import type { State } from './state.ts';

/** Interchange among so large a part of the gap around what the prices take, first the least. */
const PARTS = [0.05, 0.2, 1];
/** So many options are put in or out against the plan, and so many choices judged for each, while the gap is above this. */
const KICKS = 8;
const TRIES = 60;
const NEAR = 0.005;

/**
 * Plans from what the prices take: interchange among the options about which they are in doubt, then among all. Where the gap stays wide, the options
 * on which plan and prices disagree most are put in or out, one at a time, and the rest found again around them.
 */
export function polish(state: State, prices: Multipliers, often: Float64Array): void {
  const { prep, relaxed } = state;
  let options: readonly number[] = round(prep, prep.status, often);
  for (const part of PARTS) {
    if (state.stop() || state.enough(state.bound)) return;
    relaxed.at(prices, prep.status);
    const room = (state.judge(options, prices.sum).value - relaxed.bound) * part;
    options = state.improve(options, prices, 300, part === 1 ? prep.status : within(state, room)).options;
  }
  for (let kick = 0, at = 0; kick < KICKS && isWide(state); kick += 1, at += 1) {
    if (state.stop() || state.enough(state.bound)) return;
    const before = state.value;
    relaxed.at(prices, prep.status);
    const option = quarrels(state)[at];
    if (option === undefined) return;
    const status = prep.status.slice();
    const isOpen = state.best!.options.includes(option);
    status[option] = isOpen ? -1 : 1;
    const start = isOpen ? state.best!.options.filter((a) => a !== option) : entered(state, option);
    const found = state.improve(start, prices, TRIES, status);
    if (found.off === 0) state.improve(found.options, prices, TRIES);
    if (state.value < before) at = -1;
  }
}

const isWide = (state: State): boolean => state.best !== null && state.value - state.bound > NEAR * Math.abs(state.value);

/** What pays less than `room` below the best of its site must stay out; what pays more than that above the others must stay. */
function within(state: State, room: number): Int8Array {
  const { prep } = state;
  const status = prep.status.slice();
  const worth = disagreement(state);
  for (let a = 0; a < status.length; a += 1) if (status[a] === 0 && worth[a]! > room) status[a] = -1;
  return status;
}

/** By how much each option is worth less than the best at its site, or than nothing there, at the prices last asked about. */
function disagreement({ prep, relaxed }: State): Float64Array {
  const least = new Float64Array(prep.siteStart.length);
  for (let a = 0; a < prep.width; a += 1) least[prep.siteOf[a]!] = Math.min(least[prep.siteOf[a]!]!, relaxed.worth[a]!);
  return relaxed.worth.map((worth, a) => worth - least[prep.siteOf[a]!]!);
}

/** Options of the plan that the prices would not take, and the other way round; first those with most at stake. */
function quarrels(state: State): number[] {
  const { prep, relaxed, best } = state;
  const open = new Set(best!.options);
  const far = disagreement(state);
  const stake = (a: number): number => (open.has(a) ? far[a]! : -relaxed.worth[a]!);
  return [...prep.status.keys()]
    .filter((a) => prep.status[a] === 0 && (open.has(a) ? far[a]! > 0 : far[a] === 0 && relaxed.worth[a]! < 0))
    .toSorted((a, b) => stake(b) - stake(a) || a - b);
}

function entered({ prep, best }: State, option: number): number[] {
  return [...best!.options.filter((a) => prep.siteOf[a] !== prep.siteOf[option]), option];
}
