/** Works out what may be shown while the process goes on answering others: a large table takes a second and more. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ShownLevels, ToShow } from './levels.ts';

export interface Beside {
  /** One at a time. */
  levelsOf(asked: ToShow): Promise<ShownLevels>;
  end(): Promise<void>;
}

/** A thread that begins with the first table. */
export function levelsBeside(): Beside {
  let worker: Worker | null = null;
  return {
    async levelsOf(asked) {
      worker ??= new Worker(new URL('./levels.child.ts', import.meta.url));
      const over = new AbortController();
      const { signal } = over;
      const ended = once(worker, 'exit', { signal }).then(([code]) => {
        throw new Error(`disclosure control ended with ${code} and without an answer`);
      });
      // Rejected by what the thread throws.
      const answer = once(worker, 'message', { signal }).then(([levels]) => levels as ShownLevels);
      worker.postMessage(asked, []);
      return await Promise.race([answer, ended]).finally(() => over.abort());
    },
    async end() {
      await worker?.terminate();
    },
  };
}
