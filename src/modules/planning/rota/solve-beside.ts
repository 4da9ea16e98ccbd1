/** Solves a rota while the process goes on answering others. */
import { Worker } from 'node:worker_threads';
import type { RotaAnswer, RotaProblem } from './problem.ts';

/** For each programme that is run; a rota takes up to four, and some more when it cannot keep what is promised. */
export const secondsEach = 5;

export function solveBeside(problem: RotaProblem): Promise<RotaAnswer> {
  const worker = new Worker(new URL('./rota.child.ts', import.meta.url), { workerData: { problem, seconds: secondsEach } });
  return new Promise<RotaAnswer>((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the rota's solver ended with ${code} and without an answer`)));
  }).finally(() => worker.terminate());
}
