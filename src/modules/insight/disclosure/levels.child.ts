/** In a thread of its own: what may be shown of one table after the other. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { levelsOf, type ToShow } from './levels.ts';

// On Linux the priority is this thread's alone; elsewhere it would be the service's too.
if (process.platform === 'linux') setPriority(0, 10);
parentPort!.on('message', (asked: ToShow) => parentPort!.postMessage(levelsOf(asked), []));
