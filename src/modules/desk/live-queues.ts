/** What happens in a place's queue, told to every page that shows it: each process reads a place once per notice for all its lines. */
import { type Clock, localTime, type PlainDate } from '../../platform/clock/index.ts';
import { type Database, listen } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type PlaceQueue, readQueue, readTimes } from './place-queue.ts';
import { placeOfNotice, queueChannel } from './store/queue.ts';

export interface LiveQueues {
  /** The queue as it is kept now. */
  read(placeId: Uuid): Promise<PlaceQueue>;
  /** Tells the queue as it is, and anew whenever it changes or time has passed. Gives what ends it. */
  watch(placeId: Uuid, tell: (queue: PlaceQueue) => void): () => void;
  close(): Promise<void>;
}

/** So often a queue is told also when nothing happens: expected waits grow shorter by themselves. */
const againEveryMs = 30_000;

interface Watched {
  tells: Set<(queue: PlaceQueue) => void>;
  latest: PlaceQueue | null;
  look: () => void;
  /** When it is told anew by itself: each place at its own time, for all at once would hold up everyone else. */
  again: NodeJS.Timeout | null;
}

export function openLiveQueues(
  { db, url, clock }: { db: Database; url: string; clock: Clock },
  onError: (error: unknown) => void,
): LiveQueues {
  const places = new Map<Uuid, Watched>();
  const timesOf = servedTimesOfDay(db);
  let closed = false;
  const read = async (placeId: Uuid): Promise<PlaceQueue> => {
    const now = clock.now();
    const { date } = localTime(now);
    return readQueue(db, placeId, now, await timesOf(placeId, date));
  };
  const look = (said: string | null): void => {
    const place = said === null ? null : placeOfNotice(said);
    for (const [id, watched] of places) if (place === null || place === id) watched.look();
  };
  const begin = (placeId: Uuid): Watched => {
    const watched: Watched = { tells: new Set(), latest: null, look: () => undefined, again: null };
    watched.look = oneAtATime(async () => {
      if (watched.again !== null) clearTimeout(watched.again);
      if (closed || watched.tells.size === 0) return;
      watched.again = setTimeout(() => watched.look(), againEveryMs).unref();
      const queue = await read(placeId);
      watched.latest = queue;
      for (const tell of watched.tells) tell(queue);
    }, onError);
    places.set(placeId, watched);
    return watched;
  };
  const listener = listen(url, queueChannel, look);
  return {
    read,
    watch(placeId, tell) {
      const watched = places.get(placeId) ?? begin(placeId);
      watched.tells.add(tell);
      if (watched.latest === null) watched.look();
      else tell(watched.latest);
      return () => {
        watched.tells.delete(tell);
        if (watched.tells.size > 0) return;
        if (watched.again !== null) clearTimeout(watched.again);
        places.delete(placeId);
      };
    },
    async close() {
      closed = true;
      for (const { again } of places.values()) if (again !== null) clearTimeout(again);
      await listener.close();
    },
  };
}

/** What has been of the weeks before a day is the same all day: read once. */
function servedTimesOfDay(db: Database): (placeId: Uuid, day: PlainDate) => ReturnType<typeof readTimes> {
  let known = new Map<Uuid, ReturnType<typeof readTimes>>();
  let of: PlainDate | null = null;
  return (placeId, day) => {
    if (of !== day) [known, of] = [new Map(), day];
    let found = known.get(placeId);
    if (found === undefined) {
      found = readTimes(db, placeId, day);
      // What could not be read is read again.
      found.catch(() => known.delete(placeId));
      known.set(placeId, found);
    }
    return found;
  };
}

/** Runs the work now, or once more when it is under way. */
function oneAtATime(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = false;
    }
  };
  return () => {
    again = true;
    if (running) return;
    running = true;
    run().catch(onError);
  };
}
