/** Work that goes on beside the requests for as long as the process lives. */
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Repeating {
  /** Ends the pause, and waits for what is in hand. */
  stop(): Promise<void>;
}

/**
 * Does some work, pauses for so many milliseconds and does it again; what it throws is told and ends nothing. `signal` tells the work that
 * it is to end soon. The pause keeps no process alive.
 */
export function keepDoing(
  work: (signal: AbortSignal) => Promise<unknown>,
  { pauseMs, onError }: { pauseMs: number | (() => number); onError: (error: unknown) => void },
): Repeating {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await work(signal).catch(onError);
      const pause = typeof pauseMs === 'number' ? pauseMs : pauseMs();
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/**
 * Called in a thread of its own: it works when those that answer pages have nothing to do. On Linux the priority is that thread's alone; elsewhere
 * it would be the service's too, and stays.
 */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(0, 10);
}
