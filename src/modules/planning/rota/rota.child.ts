/** Solves a rota in a thread of its own: HiGHS holds its thread until it is done. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RotaProblem } from './problem.ts';
import { solveWeeks } from './solve-weeks.ts';
import type { Week } from './weeks.ts';

const { problem, weeks, seconds } = workerData as { problem: RotaProblem; weeks: Week[]; seconds: number };
parentPort!.postMessage(solveWeeks(problem, weeks, { seconds }), []);
