/** Simulates beside the service, so that pages are answered meanwhile, and it can be stopped. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { simulate } from './simulate.ts';
import type { StudyInput, StudyMessage } from './studies.ts';

// On Linux the priority is this thread's alone; elsewhere it would be the service's too.
if (process.platform === 'linux') setPriority(0, 10);
const { given, stopped } = workerData as StudyInput;
const tell = (message: StudyMessage): void => parentPort!.postMessage(message, []);
const simulated = simulate(given, {
  stop: () => Atomics.load(stopped, 0) === 1,
  progress: (done) => tell({ done }),
});
tell({ simulated });
