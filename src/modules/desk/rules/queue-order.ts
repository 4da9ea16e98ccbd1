import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import type { Priority } from '../kinds.ts';

export const queueOrder = rule({
  id: 'queue-order',
  says:
    'Whoever has a reason to go first is called first, then booked visitors whose time has come in the order of their times, then drop-in in ' +
    'the order in which they began to wait. A booked visitor who is early is called when nobody else waits, or at the time. Whoever was ' +
    'called in vain, parked or sent on before being served keeps their place.',
  source: 'the service’s own policy; no law orders the queue of a desk',
  // The groups, in the order in which they are called.
  values: { '2019-06-01': ['priority', 'booked', 'drop-in', 'booked-early'] as const },
});

export interface Waiting {
  id: string;
  priority: Priority | null;
  bookedFor: Instant | null;
  waitingSince: Instant;
}

type Group = 'priority' | 'booked' | 'drop-in' | 'booked-early';

function groupOf({ priority, bookedFor }: Waiting, now: Instant): Group {
  if (priority !== null) return 'priority';
  if (bookedFor === null) return 'drop-in';
  return bookedFor <= now ? 'booked' : 'booked-early';
}

/** Those who wait, the next first. `on`: the day of the queue. */
export function inQueueOrder<One extends Waiting>(waiting: readonly One[], now: Instant, on: PlainDate): One[] {
  const groups = valueOn<readonly Group[]>(queueOrder, on);
  const keyOf = (one: One): string => {
    const group = groupOf(one, now);
    const at = group === 'booked' || group === 'booked-early' ? one.bookedFor! : one.waitingSince;
    return `${groups.indexOf(group)} ${at} ${one.waitingSince} ${one.id}`;
  };
  const keys = new Map(waiting.map((one) => [one, keyOf(one)]));
  return waiting.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
}
