/** Solves a rota while the process goes on answering others. */
import { Worker } from 'node:worker_threads';
import type { RotaProblem } from './problem.ts';
import type { Solved } from './solve-weeks.ts';
import type { Week } from './weeks.ts';

/** For each programme that is run; a week takes up to four, and some more when it cannot keep what is promised. */
export const secondsEach = 5;

export function solveBeside(problem: RotaProblem, weeks: readonly Week[]): Promise<Solved> {
  const workerData = { problem, weeks, seconds: secondsEach };
  const worker = new Worker(new URL('./rota.child.ts', import.meta.url), { workerData });
  return new Promise<Solved>((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the rota's solver ended with ${code} and without an answer`)));
  }).finally(() => worker.terminate());
}
