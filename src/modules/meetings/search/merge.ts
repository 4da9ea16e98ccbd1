/** Several searches as one answer: of the types of one purpose, each with its channels. */
import type { FreeTime, FreeTimes } from '../free-times.ts';
import type { Preference } from '../kinds.ts';

/** At most `count` times of all, those preferred first; every reason once; the window from the first day to the last. */
export function mergeFreeTimes(found: readonly [FreeTimes, ...FreeTimes[]], prefer: Preference, count: number): FreeTimes {
  if (found.length === 1) return found[0];
  const times = found.flatMap((one) => one.times);
  const windows = found.map(({ window }) => window);
  const why = found.flatMap((one) => one.why);
  return {
    times: times.toSorted((a, b) => inOrder(a, b, prefer)).slice(0, count),
    window: {
      first: windows.map(({ first }) => first).reduce((a, b) => (a < b ? a : b)),
      last: windows.map(({ last }) => last).reduce((a, b) => (a > b ? a : b)),
    },
    why: [...new Map(why.map((one) => [JSON.stringify(one), one])).values()],
  };
}

const minutesTo = ({ place }: FreeTime): number => place?.minutes ?? Number.MAX_SAFE_INTEGER;

/** Instants are written alike: as text the sooner comes first. Whoever asks for what is near asks for a place: what is at none comes after. */
function inOrder(a: FreeTime, b: FreeTime, prefer: Preference): number {
  const near = minutesTo(a) - minutesTo(b);
  const soon = a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
  return prefer === 'nearest' ? near || soon : soon;
}
