/** Solves a rota in a thread of its own: HiGHS holds its thread until it is done. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RotaProblem } from './problem.ts';
import { solveRota } from './solve-rota.ts';

const { problem, seconds } = workerData as { problem: RotaProblem; seconds: number };
const answer = solveRota(problem, { seconds });
parentPort!.postMessage(answer, []);
