import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Listener {
  close(): Promise<void>;
}

/**
 * Listens to a channel on a connection of its own. `onNotice` is called for every notice, and once after each
 * (re)connect, because notices sent while the connection was down are gone: the receiver looks for itself.
 */
export function listen(url: string, channel: string, onNotice: () => void): Listener {
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
    const current = new pg.Client({ connectionString: url, keepAlive: true });
    client = current;
    const ended = new Promise<void>((resolve) => {
      // More than one error comes when a server dies; the first ends the session, none may end the process.
      current.on('error', () => resolve());
      current.on('end', () => resolve());
    });
    await current.connect();
    current.on('notification', onNotice);
    await current.query(`listen ${pg.escapeIdentifier(channel)}`);
    onNotice();
    await ended;
  };
  const running = run();
  return {
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
      await Promise.race([running, sleep(1000, undefined, { ref: false })]);
    },
  };
}
