/** Checks and solves a model beside the command line, so that it can be stopped and asked how far it is. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { checkModel } from './check-model.ts';
import { conflictOf } from './conflict.ts';
import { isFeasible } from './feasible.ts';
import { readText } from './read-text.ts';
import type { SolveInput, SolveMessage } from './solve-beside.ts';
import { solveModel } from './solve-model.ts';

const { raw, folder, flags } = workerData as SolveInput;
const tell = (message: SolveMessage): void => parentPort!.postMessage(message, []);

const checked = checkModel(raw, (path) => readText(join(folder, path)), isFeasible);
if ('faults' in checked) tell({ type: 'faults', faults: checked.faults });
else {
  const { problem } = checked;
  const answer = solveModel(problem, {
    stop: () => Atomics.load(flags, 0) === 1,
    progress: ({ objective, value, bound }) => {
      if (Atomics.exchange(flags, 1, 0) === 1) tell({ type: 'progress', objective, value, bound });
    },
  });
  if (answer !== null) tell({ type: 'answer', answer });
  else {
    const found = conflictOf(problem, isFeasible);
    if (found === null) throw new Error('the constraints can only just be met, and no plan that meets them was found');
    tell({
      type: 'faults',
      faults: found.map(({ id, says }) => ({ code: 'conflict', where: id, says: `cannot all be met together: ${says}` })),
    });
  }
}
