import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

/** How often the connection is asked whether it still stands, and how long it may take to answer, in milliseconds. */
const patience = { everyMs: 15_000, answerMs: 5000 };

/**
 * Listens to a channel on a connection of its own. `onNotice` is called for every notice with what it says, and once after each
 * (re)connect with null, because notices sent while the connection was down are gone: the receiver looks for itself.
 * A connection that no longer answers, though no one has closed it, is given up and made anew.
 */
export function listen(
  url: string,
  channel: string,
  onNotice: (said: string | null) => void,
  { everyMs, answerMs } = patience,
): Listener {
  let closed = false;
  let client: pg.Client | null = null;

  const run = async (): Promise<void> => {
    while (!closed) {
      try {
        await session();
      } catch {
        // The server is away; below we wait and try again for as long as we live.
      }
      if (!closed) await sleep(250, undefined, { ref: false });
    }
  };
  const session = async (): Promise<void> => {
    const current = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerMs });
    const ended = new Promise<void>((resolve) => {
      // More than one error comes when a server dies; the first ends the session, none may end the process.
      current.on('error', () => resolve());
      current.on('end', () => resolve());
    });
    await current.connect();
    // Only now: a server that is left in the middle of signing in writes an error for whoever reads its log.
    client = current;
    try {
      if (closed) return;
      current.on('notification', ({ payload }) => onNotice(payload ?? ''));
      await answered(current.query(`listen ${pg.escapeIdentifier(channel)}`));
      onNotice(null);
      while ((await Promise.race([ended, sleep(everyMs, 'asking', { ref: false })])) === 'asking') {
        await answered(current.query('select 1'));
      }
    } finally {
      // A peer that does not answer does not answer a goodbye either: nothing waits for it.
      void current.end().catch(() => undefined);
    }
  };
  const answered = async (query: Promise<unknown>): Promise<void> => {
    // When the wait is over, the query fails later, on its own, when the connection goes.
    query.catch(() => undefined);
    const late = await Promise.race([query.then(() => null), sleep(answerMs, 'late', { ref: false })]);
    if (late === 'late') throw new Error('the connection does not answer');
  };
  const running = run();
  return {
    async close() {
      closed = true;
      const gone = Promise.all([client?.end().catch(() => undefined), running]);
      await Promise.race([gone, sleep(1000, undefined, { ref: false })]);
    },
  };
}
