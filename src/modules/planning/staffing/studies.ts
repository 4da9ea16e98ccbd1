/** Simulations that somebody has asked for: one at a time in a thread beside the service, each made once and kept, also over a restart, for those who look again. */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { House } from '../../../platform/auth/index.ts';
import { planningProblem } from '../problems.ts';
import type { Assumptions } from './assumptions.ts';
import { findStudy, keepStudy } from '../store/studies.ts';
import type { Simulated } from './simulate.ts';

export interface StudyInput {
  given: Assumptions;
  /** 1: stop. */
  stopped: Int32Array;
}

export type StudyMessage = { done: number } | { simulated: Simulated | null };

export interface Study {
  key: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** Runs of a policy that have been made, of so many. */
  done: number;
  all: number;
  isStopped: boolean;
  /** Null until it is done; and when it was stopped before there were two runs. */
  simulated: Simulated | null;
  /** When it was made; null until then. */
  madeAt: string | null;
}

export interface Studies {
  /** Begins unless it has been made, is being made or has failed; a failed one is made anew when `isAnew`. Throws staffing-busy when too many wait. */
  ask(given: Assumptions, isAnew: boolean): Promise<Study>;
  /** Null while it has not been made. */
  find(given: Assumptions): Promise<Study | null>;
  /** What has been made becomes the answer. */
  stop(key: string): void;
}

/** So many are held in memory; those that were made whole are found in the database after that. */
const kept = 30;
const mostWaiting = 5;

interface Held extends Study {
  stopped: Int32Array;
}

const keyOf = (given: Assumptions): string => createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, 24);
const isUnfinished = ({ state }: Study): boolean => state === 'waiting' || state === 'running';

export function openStudies(house: House): Studies {
  const held = new Map<string, Held>();
  let last: Promise<void> = Promise.resolve();
  const find = async (given: Assumptions): Promise<Study | null> => {
    const key = keyOf(given);
    const found = held.get(key);
    if (found !== undefined) return found;
    const made = await findStudy(house.db, key);
    const all = given.runs * given.policies.length;
    return made === null ? null : { key, state: 'done', done: all, all, isStopped: false, ...made };
  };
  const begin = (given: Assumptions): Study => {
    const key = keyOf(given);
    if ([...held.values()].filter(isUnfinished).length > mostWaiting) throw planningProblem('staffing-busy');
    const stopped = new Int32Array(new SharedArrayBuffer(4));
    const all = given.runs * given.policies.length;
    const study: Held = { key, state: 'waiting', done: 0, all, isStopped: false, simulated: null, madeAt: null, stopped };
    held.set(key, study);
    const old = [...held].filter(([, one]) => !isUnfinished(one));
    for (const [oldest] of old.slice(0, Math.max(0, held.size - kept))) held.delete(oldest);
    last = last.then(() => beside(study, given, (simulated) => keep(house, study, given, simulated)));
    return study;
  };
  return {
    find,
    async ask(given, isAnew) {
      const found = await find(given);
      // Someone else may have begun it while it was looked for.
      const now = held.get(keyOf(given)) ?? found;
      return now === null || (isAnew && now.state === 'failed') ? begin(given) : now;
    },
    stop(key) {
      const study = held.get(key);
      if (study === undefined || !isUnfinished(study)) return;
      study.isStopped = true;
      Atomics.store(study.stopped, 0, 1);
    },
  };
}

/** Whole ones are kept; a part of one is made whole by whoever asks after a restart. */
async function keep(house: House, study: Held, given: Assumptions, simulated: Simulated | null): Promise<void> {
  const at = house.clock.now();
  // Where the database cannot take it now, it is there in memory.
  if (simulated !== null && simulated.runs >= given.runs)
    await keepStudy(house.db, { key: study.key, given, simulated, at }).catch(() => undefined);
  // All at once: nobody sees an answer beside its progress.
  Object.assign(study, { simulated, madeAt: at, state: 'done' } satisfies Partial<Study>);
}

/** Never rejects: what fails is said on the page, and can be asked for again. */
function beside(study: Held, given: Assumptions, made: (simulated: Simulated | null) => Promise<void>): Promise<void> {
  study.state = 'running';
  const input: StudyInput = { given, stopped: study.stopped };
  // The thread reads pages too, by what it imports, however this process was started.
  const loader = new URL('../../../ui/jsx-loader.mjs', import.meta.url).href;
  const worker = new Worker(new URL('./simulate.child.ts', import.meta.url), {
    workerData: input,
    execArgv: ['--import', loader],
  });
  // The service ends without waiting for it.
  worker.unref();
  let ending: Promise<void> | null = null;
  return new Promise((resolve) => {
    worker.on('message', (message: StudyMessage) => {
      if ('done' in message) study.done = message.done;
      else ending = made(message.simulated);
    });
    worker.on('error', () => (study.state = 'failed'));
    worker.on('exit', () => {
      if (ending === null) study.state = 'failed';
      void (ending ?? Promise.resolve()).then(resolve);
    });
  });
}
