/** The counters that a place needs on each day of a week, from the visits of the weeks before it. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { PastVisit } from '../store/week.ts';
import { expectedDay, type Inputs, inputsOf, saysTooLittle, type Span } from './history.ts';
import { counterNeeds, type Needs } from './needs.ts';

export interface ServiceGoal {
  /** Per cent of those who come who are to be called within so many minutes, in each half hour. */
  percent: number;
  minutes: number;
}

export interface WeekNeeds {
  inputs: Inputs;
  /** Null: no goal is set, or there is too little data. */
  goal: ServiceGoal | null;
  why: 'worked-out' | 'no-goal' | 'too-little';
  byDay: ReadonlyMap<PlainDate, Needs>;
}

/** More counters than this are not asked for: the page says that they would not be enough. */
const most = 30;

export async function weekNeeds(
  history: readonly PastVisit[],
  spans: ReadonlyMap<PlainDate, Span | null>,
  goal: ServiceGoal | null,
): Promise<WeekNeeds> {
  const inputs = inputsOf(history);
  const none = new Map<PlainDate, Needs>();
  if (goal === null) return { inputs, goal, why: 'no-goal', byDay: none };
  if (saysTooLittle(inputs)) return { inputs, goal, why: 'too-little', byDay: none };
  const byDay = new Map<PlainDate, Needs>();
  let seed = 1;
  for (const [day, span] of spans) {
    seed += 1000;
    if (span === null) continue;
    const expected = expectedDay(history, day, span, goal.minutes);
    byDay.set(day, await counterNeeds(expected, { share: goal.percent / 100, least: 1, most }, seed));
  }
  return { inputs, goal, why: 'worked-out', byDay };
}

const kept = 200;

/** The same as `weekNeeds`, each worked out once: a week that is looked at again is answered at once, and two who ask at once wait for one. */
export function keptNeeds(): (key: string, ...of: Parameters<typeof weekNeeds>) => Promise<WeekNeeds> {
  const known = new Map<string, Promise<WeekNeeds>>();
  return (key, ...of) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = weekNeeds(...of);
    known.set(key, made);
    made.catch(() => known.delete(key));
    for (const [oldest] of known) {
      if (known.size <= kept) break;
      known.delete(oldest);
    }
    return made;
  };
}
