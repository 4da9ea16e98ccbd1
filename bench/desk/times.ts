/** Of many latencies those that are told, in milliseconds. */
export interface Times {
  half: number;
  p99: number;
  most: number;
}

export function timesOf(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { half: at(0.5), p99: at(0.99), most: at(1) };
}
