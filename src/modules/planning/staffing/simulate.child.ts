/** Simulates beside the service, so that pages are answered meanwhile, and it can be stopped. */
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../../platform/repeat/index.ts';
import { simulate } from './simulate.ts';
import type { StudyInput, StudyMessage } from './studies.ts';

giveWay();
const { given, stopped } = workerData as StudyInput;
const tell = (message: StudyMessage): void => parentPort!.postMessage(message, []);
const simulated = simulate(given, {
  stop: () => Atomics.load(stopped, 0) === 1,
  progress: (done) => tell({ done }),
});
tell({ simulated });
