/**
 * Keeps the picture fresh. A change is read when the database gives notice of it, and looked for twice a second anyway, so that a
 * notice that was lost heals by itself.
 */
import { type Clock, today } from '../../../platform/clock/index.ts';
import { type Database, listen } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { LiveRegister, Register } from '../../network/index.ts';
import { changesSince, notifyPictures, pictureChannel, snapshotNow } from '../store/picture.ts';
import { dayNumber } from './days.ts';
import { loadPicture } from './load.ts';
import type { Picture } from './picture.ts';
import { readChanges, rollTo, travelAnew } from './renew.ts';

export interface LivePicture {
  current(): Picture;
  /** When it is done, the picture shows everything that was committed before it was called. */
  refresh(): Promise<void>;
  /** After one's own commit: tells every process, this one too, that these resources have changed. */
  tell(resources: readonly Uuid[]): void;
  /** Is told which resources have changed, by whichever process, once the picture shows it; 'all' when it was read anew. Ends with what it gives. */
  watch(watcher: Watcher): () => void;
  close(): Promise<void>;
}

export type Watcher = (changed: readonly Uuid[] | 'all') => void;

export interface PictureSource {
  db: Database;
  url: string;
  clock: Clock;
  register: LiveRegister;
}

/** Besides on notice; 'never' is for tests of the notice itself. */
const lookEveryMs = 500;

/** Keeps the picture in memory and fresh for as long as the process lives. */
export async function openPicture(
  source: PictureSource,
  onError: (error: unknown) => void,
  { listening = true }: { listening?: boolean } = {},
): Promise<LivePicture> {
  const { db } = source;
  let closed = false;
  const watchers = new Set<Watcher>();
  let state = await readAnew(source);
  const refresh = inTurn(async () => {
    state = await renewed(source, state, (changed) => watchers.forEach((watcher) => watcher(changed)));
  });
  const look = (): void => {
    if (!closed) void refresh().catch(onError);
  };
  const notify = inTurn(() => notifyPictures(db));
  const listener = listening ? listen(source.url, pictureChannel, look) : null;
  const looking = setInterval(look, lookEveryMs);
  looking.unref();
  return {
    current: () => state.picture,
    refresh,
    tell() {
      look();
      void notify().catch(onError);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    async close() {
      closed = true;
      clearInterval(looking);
      await listener?.close();
      // What is being read is read to its end: nothing is asked of a database that is gone.
      await Promise.allSettled([refresh.idle(), notify.idle()]);
    },
  };
}

interface State {
  picture: Picture;
  /** What the database had committed when the picture was read: what it shows is at least that. */
  snapshot: string;
  /** The register by whose travel times officers' days were worked out. */
  register: Register;
}

async function readAnew({ db, clock, register }: PictureSource): Promise<State> {
  const snapshot = await snapshotNow(db);
  const known = register.current();
  const picture = await loadPicture(db, known, dayNumber(today(clock)), clock.now());
  return { picture, snapshot, register: known };
}

async function renewed(source: PictureSource, state: State, told: Watcher): Promise<State> {
  const { db, clock } = source;
  const { picture } = state;
  const changes = await changesSince(db, state.snapshot);
  const day = dayNumber(today(clock));
  // A clock that was set back, or far forward, is no next day.
  if (changes === null || day < picture.firstDay || day > picture.firstDay + 7) {
    const anew = await readAnew(source);
    told('all');
    return anew;
  }
  if (day > picture.firstDay) await rollTo(picture, source, day);
  await readChanges(picture, source, changes.changed);
  const register = source.register.current();
  if (register.times.version !== state.register.times.version) await travelAnew(picture, source, register);
  if (changes.changed.length > 0) told(changes.changed.flatMap(({ resources }) => resources));
  return { picture, snapshot: changes.snapshot, register };
}

/**
 * One at a time; who asks while it is under way gets one that began after they asked, and many who do share it.
 * `idle` waits for what is under way.
 */
function inTurn(work: () => Promise<void>): (() => Promise<void>) & { idle(): Promise<void> } {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  const ask = (): Promise<void> => {
    if (running === null && next === null) return start();
    next ??= running!
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
  return Object.assign(ask, { idle: () => next ?? running ?? Promise.resolve() });
}
