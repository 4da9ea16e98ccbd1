/** Searches beside the service, one question after another: a question may take long, and its asker may let it go. */
import { parentPort } from 'node:worker_threads';
import { choose } from './choose.ts';
import type { SearchJob, SearchMessage } from './search.ts';

/** A search says so when it has come further, at most so often; and ends by itself. */
const [everyMs, longestMs] = [250, 30_000];
const tell = (message: SearchMessage): void => parentPort!.postMessage(message, []);

parentPort!.on('message', ({ id, task, flags }: SearchJob) => {
  const began = performance.now();
  let told = began;
  const stop = (): boolean => Atomics.load(flags, 0) === 1 || performance.now() - began > longestMs;
  try {
    const chosen = choose(task, {
      stop,
      told: (so) => {
        if (performance.now() - told < everyMs) return;
        told = performance.now();
        tell({ type: 'progress', id, ...so });
      },
    });
    tell({ type: 'done', id, chosen, milliseconds: Math.round(performance.now() - began) });
  } catch (error) {
    tell({ type: 'failed', id, reason: String(error) });
  }
});
