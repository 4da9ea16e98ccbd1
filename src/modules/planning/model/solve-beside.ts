/** Solves in a thread of its own: the caller stays free to stop it and to tell how far it is. */
import { Worker } from 'node:worker_threads';
import type { PlanAnswer } from './answer.ts';
import type { Fault } from './faults.ts';

export interface SolveInput {
  /** As read from the file. */
  raw: unknown;
  /** Where files that the model names stand. */
  folder: string;
  /** 0: stop; 1: a message of progress is wanted. */
  flags: Int32Array;
}

export type SolveMessage =
  | { type: 'progress'; objective: number; value: number; bound: number }
  | { type: 'answer'; answer: PlanAnswer }
  | { type: 'faults'; faults: Fault[] };

export type Solved = { answer: PlanAnswer } | { faults: Fault[] };

export interface Beside {
  solved: Promise<Solved>;
  /** The best plan so far becomes the answer. */
  stop(): void;
}

const everyMs = 1000;

/** Begins at once. `told` hears how far it is about once a second. */
export function solveBeside(
  raw: unknown,
  folder: string,
  told: (so: Extract<SolveMessage, { type: 'progress' }>) => void,
): Beside {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const input: SolveInput = { raw, folder, flags };
  const worker = new Worker(new URL('./solve.child.ts', import.meta.url), { workerData: input });
  const timer = setInterval(() => Atomics.store(flags, 1, 1), everyMs);
  const solved = new Promise<Solved>((resolve, reject) => {
    worker.on('message', (message: SolveMessage) => {
      if (message.type === 'progress') told(message);
      else resolve(message.type === 'answer' ? { answer: message.answer } : { faults: message.faults });
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the solver ended with ${code} and without an answer`)));
  }).finally(() => {
    clearInterval(timer);
    return worker.terminate();
  });
  return { solved, stop: () => void Atomics.store(flags, 0, 1) };
}
