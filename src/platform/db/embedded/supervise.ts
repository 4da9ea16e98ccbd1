import { setTimeout as sleep } from 'node:timers/promises';
import { explain } from './errors.ts';
import { launchServer } from './server.ts';
import type { Launch, Server } from './server.ts';

const WAITS_MS = [100, 500, 1000, 2000, 4000] as const;
const CALM_MS = 60_000;

/** The server ended without being told to. */
export interface UnexpectedExit {
  /** What PostgreSQL said last, with a cause where it is known (for example: disk full). */
  reason: string;
  /** false: too many restarts in a row did not last; no further one is attempted. */
  restarting: boolean;
}

/** The running database as seen by its user: it can be stopped, and tells when it died. */
export interface Supervised {
  stop(): Promise<void>;
  onUnexpectedExit(handler: (exit: UnexpectedExit) => void): void;
}

/**
 * Keeps a server alive: when it dies by itself it is started again on the same port, so that a
 * connection pool finds it. After 5 restarts in a row that did not last a minute it gives up.
 */
export function supervise(first: Server, launch: Launch, stopping: AbortController): Supervised {
  const handlers = new Set<(exit: UnexpectedExit) => void>();
  let server: Server | null = first;

  const restart = async (port: number, wait: number): Promise<string | null> => {
    try {
      await sleep(wait, undefined, { signal: stopping.signal });
      server = await launchServer(launch, port);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  const watch = async (): Promise<void> => {
    const { port } = first;
    let deaths = 0;
    let failure: string | null = null;
    for (;;) {
      const started = performance.now();
      if (server) failure = explain('PostgreSQL ended unexpectedly', await server.exited).message;
      server = null;
      if (stopping.signal.aborted) return;
      deaths = performance.now() - started > CALM_MS ? 0 : deaths;
      const wait = WAITS_MS[deaths];
      deaths += 1;
      launch.log(failure ?? '');
      for (const handler of handlers) handler({ reason: failure ?? '', restarting: wait !== undefined });
      if (wait === undefined) return;
      failure = await restart(port, wait);
    }
  };

  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await server?.stop();
      await watching;
    },
    onUnexpectedExit: (handler) => void handlers.add(handler),
  };
}
