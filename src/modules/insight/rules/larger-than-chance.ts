import { rule } from '../../../platform/rule/index.ts';

export const largerThanChance = rule({
  id: 'larger-than-chance',
  says:
    'A group or place differs from the rest of the country when a difference as large would be rare by chance alone, judged together with all the ' +
    'others that are compared; what rounding could explain is no difference.',
  source:
    'Fisher’s exact test, two-sided by doubling; Benjamini and Hochberg, Controlling the False Discovery Rate (JRSS B 57, 1995); that 1 of 20 found may be false: setting',
  values: { '2019-01-01': { falseAmongFound: 0.05 } },
});

/** How many have something among how many. */
export interface Share {
  part: number;
  whole: number;
}

/**
 * The probability of a difference as large as between the two by chance alone. `slack`: the part may be so much more or less (rounding); the
 * value nearest to the rest counts. 1 where there is nothing to compare with.
 */
export function chanceOf(one: Share, rest: Share, slack: number): number {
  if (one.whole <= 0 || rest.whole <= 0) return 1;
  const expected = (one.whole * rest.part) / rest.whole;
  const nearest = Math.min(Math.max(expected, one.part - slack), one.part + slack);
  if (nearest === expected) return 1;
  // On the way from what was counted towards what is expected, never beyond it.
  const part = nearest > expected ? Math.ceil(nearest) : Math.floor(nearest);
  const found = Math.min(one.whole, Math.max(0, part));
  const all = { part: found + Math.round(rest.part), whole: one.whole + Math.round(rest.whole) };
  return Math.min(1, 2 * tail(found, one.whole, all, found > expected ? 1 : -1));
}

/** The probability that at least `part` of `whole` have what each has with probability `chance`. */
export function atLeast(part: number, whole: number, chance: number): number {
  let sum = 0;
  for (let k = Math.max(0, Math.ceil(part)); k <= whole; k += 1)
    sum += Math.exp(lnChoose(whole, k) + k * Math.log(chance) + (whole - k) * Math.log1p(-chance));
  return Math.min(1, sum);
}

/** Which are found, of all that were compared: the largest number such that so many lie under their part of the allowed share. */
export function found(chances: readonly number[], falseAmongFound: number): boolean[] {
  const sorted = chances.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((chance, at) => chance <= ((at + 1) / sorted.length) * falseAmongFound);
  return chances.map((chance) => last >= 0 && chance <= sorted[last]!);
}

/** Drawing `draws` of `all`: the probability of `part` or beyond it in a direction. */
function tail(part: number, draws: number, all: Share, direction: 1 | -1): number {
  const [least, most] = [Math.max(0, draws - (all.whole - all.part)), Math.min(draws, all.part)];
  const ways = lnChoose(all.whole, draws);
  let sum = 0;
  for (let k = part; k >= least && k <= most; k += direction) {
    const term = Math.exp(lnChoose(all.part, k) + lnChoose(all.whole - all.part, draws - k) - ways);
    sum += term;
    if (term < sum * 1e-16) break;
  }
  return sum;
}

const lnChoose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

/** Exact for small numbers, Stirling’s series (error under 1e-9) from 20 on. */
function lnFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let k = 2; k <= n; k += 1) product *= k;
    return Math.log(product);
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5);
}
