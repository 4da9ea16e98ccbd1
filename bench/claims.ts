/** One line per claim: `CLAIM name value goal <=10 holds`. */

export function claim(name: string, value: number, goal: { atLeast: number } | { atMost: number }): void {
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2);
  const [sign, bound, holds] =
    'atLeast' in goal
      ? (['>=', goal.atLeast, value >= goal.atLeast] as const)
      : (['<=', goal.atMost, value <= goal.atMost] as const);
  console.log(`CLAIM ${name} ${shown} goal ${sign}${bound} ${holds ? 'holds' : 'falls short'}`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
