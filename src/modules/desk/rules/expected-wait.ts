import { type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import { type Chance, chanceOf } from '../staffing/chance.ts';

export const expectedWait = rule({
  id: 'expected-wait',
  says:
    'How long someone has to wait is worked out from how long visitors of each line took a counter up at the place in the last weeks, who ' +
    'stands before them in the queue’s order and the counters that are open now: the middle of what can be expected, and between what it is ' +
    'four times of five. With too few visits to go by, or no open counter that takes the line, no time is said.',
  source:
    'the service’s own way of reckoning; FvL 2017:900 §6 (service, ease of contact) asks that people are told, and no source gives values',
  // Days to go by, visits of a line at least and at most, the share of cases within the interval, and how often the queue is played through.
  values: { '2019-06-01': { days: 28, atLeast: 20, atMost: 200, within: 0.8, draws: 300 } },
});

export interface WaitFacts {
  /** The line in which one waits. */
  serviceId: string;
  /** The lines of those who are before one in the queue's order, the first to be called first. */
  ahead: readonly string[];
  /** The counters where someone sits. */
  counters: readonly OpenCounter[];
  /** How long visitors took a counter up, in seconds, by line. */
  times: ReadonlyMap<string, readonly number[]>;
}

export interface OpenCounter {
  serviceIds: readonly string[];
  /** Whoever is called there or served: in which line, and for how many seconds. */
  busy: { serviceId: string; seconds: number } | null;
}

/** Whole minutes; `from` and `to` hold four times of five. */
export type Wait =
  | { known: true; minutes: number; from: number; to: number }
  | { known: false; why: 'no-counter' | 'too-little-data' };

/** `on`: the day of the queue. The same facts always give the same answer. */
export function expectedWaitOf(facts: WaitFacts, on: PlainDate): Wait {
  const values = valueOn(expectedWait, on);
  const counters = facts.counters.filter(({ serviceIds }) => serviceIds.includes(facts.serviceId));
  if (counters.length === 0) return { known: false, why: 'no-counter' };
  // Whoever has nobody before them and a free counter is next: that takes no figures.
  if (facts.ahead.length === 0 && counters.some(({ busy }) => busy === null)) return { known: true, minutes: 0, from: 0, to: 0 };
  const drawn = [...facts.ahead, ...facts.counters.flatMap(({ busy }) => (busy === null ? [] : [busy.serviceId]))];
  if (drawn.some((id) => (facts.times.get(id)?.length ?? 0) < values.atLeast)) return { known: false, why: 'too-little-data' };
  const [from, middle, to] = waitQuantiles(facts, { draws: values.draws, shares: sharesOf(values.within) });
  return { known: true, minutes: Math.round(middle! / 60), from: Math.floor(from! / 60), to: Math.ceil(to! / 60) };
}

const sharesOf = (within: number): number[] => [(1 - within) / 2, 0.5, (1 + within) / 2];

/** The queue played through so many times: by which time, in seconds, one has been called in these shares of the cases. */
export function waitQuantiles(facts: WaitFacts, { draws, shares }: { draws: number; shares: readonly number[] }): number[] {
  const chance = chanceOf(1);
  const waits = Float64Array.from({ length: draws }, () => playedThrough(facts, chance)).toSorted();
  return shares.map((share) => waits[Math.min(draws - 1, Math.floor(share * draws))]!);
}

/** One course that the queue may take: when one is called, in seconds. Infinity when no counter comes free. */
function playedThrough({ serviceId, ahead, counters, times }: WaitFacts, chance: Chance): number {
  const queue = [...ahead, serviceId];
  const left = queue.map(() => true);
  const last = queue.length - 1;
  const free = counters.map(({ busy }) => (busy === null ? 0 : remaining(times.get(busy.serviceId)!, busy.seconds, chance)));
  for (;;) {
    let at = 0;
    for (let one = 1; one < free.length; one += 1) if (free[one]! < free[at]!) at = one;
    const now = free[at]!;
    if (now === Infinity) return Infinity;
    const next = queue.findIndex((id, index) => left[index]! && counters[at]!.serviceIds.includes(id));
    if (next === last) return now;
    if (next === -1) {
      // Nobody before one is for this counter, and one is not either: it takes nobody until then.
      free[at] = Infinity;
      continue;
    }
    left[next] = false;
    free[at] = now + pick(times.get(queue[next]!)!, chance);
  }
}

const pick = (from: readonly number[], chance: Chance): number => from[Math.floor(chance.even() * from.length)]!;

/** How much longer someone takes who has taken so long: as those who took longer. Who took longer than all of them begins anew. */
function remaining(times: readonly number[], seconds: number, chance: Chance): number {
  const longer = times.filter((one) => one > seconds);
  return longer.length === 0 ? pick(times, chance) : pick(longer, chance) - seconds;
}
