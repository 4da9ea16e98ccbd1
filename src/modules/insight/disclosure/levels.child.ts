/** In a thread of its own: what may be shown of one table after the other. */
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../../../platform/repeat/index.ts';
import { levelsOf, type ToShow } from './levels.ts';

giveWay();
parentPort!.on('message', (asked: ToShow) => parentPort!.postMessage(levelsOf(asked), []));
