/** A place's queue as it stands: who waits in which order, who is called where, and how long one may have to wait. */
import { addDays, epochMilliseconds, type Instant, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { expectedWait, expectedWaitOf, type Wait } from './rules/expected-wait.ts';
import { inQueueOrder, type Waiting } from './rules/queue-order.ts';
import { type LatestCall, latestCalls, listSittings, servedTimes } from './store/queue.ts';
import { type Counter, type DeskService, listCounters, listServices } from './store/services.ts';
import { openVisits, type Visit } from './store/visits.ts';

export interface QueueCounter extends Counter {
  /** The account that sits there now; null: the counter is closed. */
  accountId: string | null;
  /** Whoever is called there or served. */
  visit: Visit | null;
}

export interface PlaceQueue {
  placeId: Uuid;
  day: PlainDate;
  now: Instant;
  services: readonly DeskService[];
  counters: readonly QueueCounter[];
  /** In the order in which they are called. */
  waiting: readonly Visit[];
  parked: readonly Visit[];
  /** Called or served, also where there is no counter. */
  attended: readonly Visit[];
  /** The newest first. */
  calls: readonly (LatestCall & { counter: string })[];
  times: ReadonlyMap<string, readonly number[]>;
}

const callsShown = 6;

export async function readQueue(db: Database, placeId: Uuid, now: Instant, times: PlaceQueue['times']): Promise<PlaceQueue> {
  const { date: day } = localTime(now);
  const [services, counters, sittings, open, calls] = await Promise.all([
    listServices(db, placeId),
    listCounters(db, placeId),
    listSittings(db, placeId, instantAt(day, '00:00')!),
    openVisits(db, placeId, day),
    latestCalls(db, placeId, day, callsShown),
  ]);
  const sits = new Map(sittings.map(({ counterId, accountId }) => [counterId, accountId]));
  const attended = open.filter(({ state }) => state === 'called' || state === 'serving');
  const names = new Map(counters.map(({ id, name }) => [id, name]));
  return {
    placeId,
    day,
    now,
    services,
    counters: counters.map((one) => ({
      ...one,
      accountId: sits.get(one.id) ?? null,
      visit: attended.find(({ counterId }) => counterId === one.id) ?? null,
    })),
    waiting: inQueueOrder(
      open.filter(({ state }) => state === 'waiting'),
      now,
      day,
    ),
    parked: open.filter(({ state }) => state === 'parked'),
    attended,
    calls: calls.flatMap((call) => {
      const counter = names.get(call.counterId);
      return counter === undefined ? [] : [{ ...call, counter }];
    }),
    times,
  };
}

/** How long visitors took a counter up in the weeks before a day (rule expected-wait). */
export function readTimes(db: Database, placeId: Uuid, day: PlainDate): Promise<Map<Uuid, number[]>> {
  const { days, atMost } = valueOn(expectedWait, day);
  return servedTimes(db, placeId, { from: addDays(day, -days), before: day, most: atMost });
}

/** Those who are called before a visit that waits, by a counter that could also call it. */
export function aheadOf(queue: PlaceQueue, visit: Waiting & { serviceId: Uuid }): Visit[] {
  const others = queue.waiting.filter(({ id }) => id !== visit.id);
  const order = inQueueOrder<Waiting>([...others, visit], queue.now, queue.day);
  const place = order.findIndex(({ id }) => id === visit.id);
  const before = new Set(order.slice(0, place).map(({ id }) => id));
  const shared = new Set([visit.serviceId, ...openCounters(queue, visit.serviceId).flatMap(({ serviceIds }) => serviceIds)]);
  return others.filter(({ id, serviceId }) => before.has(id) && shared.has(serviceId));
}

/** How long until a visit that waits is called. */
export function waitOf(queue: PlaceQueue, visit: Waiting & { serviceId: Uuid }): Wait {
  return expectedWaitOf(
    {
      serviceId: visit.serviceId,
      ahead: aheadOf(queue, visit).map(({ serviceId }) => serviceId),
      counters: queue.counters
        .filter(({ accountId }) => accountId !== null)
        .map(({ serviceIds, visit: there }) => ({ serviceIds, busy: there === null ? null : busyWith(there, queue.now) })),
      times: queue.times,
    },
    queue.day,
  );
}

/** How long whoever came now without an appointment would wait in a line. */
export function waitNow(queue: PlaceQueue, serviceId: Uuid): Wait {
  return waitOf(queue, { id: 'newcomer', priority: null, bookedFor: null, waitingSince: queue.now, serviceId });
}

export const openCounters = ({ counters }: PlaceQueue, serviceId: Uuid): QueueCounter[] =>
  counters.filter((one) => one.accountId !== null && one.serviceIds.includes(serviceId));

function busyWith({ serviceId, calledAt, servingAt }: Visit, now: Instant): { serviceId: Uuid; seconds: number } {
  const since = calledAt ?? servingAt ?? now;
  return { serviceId, seconds: Math.max(0, (epochMilliseconds(now) - epochMilliseconds(since)) / 1000) };
}
