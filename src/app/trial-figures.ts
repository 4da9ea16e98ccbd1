/** A trial has statistics of persons to look at: made up, beside the service so that pages are answered meanwhile. */
import { Worker } from 'node:worker_threads';

/** The service is used first, and this begins after it. */
const waitMs = 2_000;

/** Begins soon; what a start that was stopped left undone the next one does. */
export function startTrialFigures(url: string, say: (line: string) => void): { stop(): Promise<void> } {
  let worker: Worker | null = null;
  const timer = setTimeout(() => {
    worker = new Worker(new URL('./trial-figures.child.ts', import.meta.url), { workerData: { url } });
    worker.on('message', say);
    worker.on('error', (error) => say(`The made-up statistics of the trial could not be made: ${error.message}`));
  }, waitMs);
  return {
    async stop() {
      clearTimeout(timer);
      await worker?.terminate();
    },
  };
}
