/** Searches that may take long: in a thread of their own, so that the service goes on answering, and each can be stopped. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ToChoose } from './choose.ts';
import type { Chosen, SoFar } from './chosen.ts';

export interface SearchJob {
  id: number;
  task: ToChoose;
  /** 0: stop. */
  flags: Int32Array;
}

export type SearchMessage =
  | ({ type: 'progress'; id: number } & SoFar)
  | { type: 'done'; id: number; chosen: Chosen; milliseconds: number }
  | { type: 'failed'; id: number; reason: string };

export interface Finished {
  chosen: Chosen;
  milliseconds: number;
}

/** `memory`: the thread needed more than there is; `crash`: anything else. The reason is the machine's own words. */
export interface Failed {
  code: 'memory' | 'crash';
  reason: string;
}

const failedBy = (error: Error): Failed => ({
  code: 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash',
  reason: error.message,
});

/** A search, from its beginning to its answer. */
export class Search {
  readonly id: number;
  readonly task: ToChoose;
  readonly flags = new Int32Array(new SharedArrayBuffer(4));
  /** The best so far; null before there is any. */
  soFar: SoFar | null = null;
  finished: Finished | null = null;
  /** Why there will be no answer. */
  failed: Failed | null = null;
  readonly #listeners = new Set<() => void>();
  #settle: ((end: Finished | Error) => void) | undefined;
  /** Rejects when the thread fails. */
  readonly answer: Promise<Finished>;

  constructor(id: number, task: ToChoose) {
    this.id = id;
    this.task = task;
    this.answer = new Promise((resolve, reject) => {
      this.#settle = (end) => (end instanceof Error ? reject(end) : resolve(end));
    });
    // Whoever asks hears of it; a search that nobody waits for keeps why it failed.
    this.answer.catch(() => undefined);
  }

  /** The best so far becomes the answer. */
  stop(): void {
    Atomics.store(this.flags, 0, 1);
  }

  /** Calls when it has come further or has ended; gives what ends that. */
  listen(heard: () => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  told(soFar: SoFar): void {
    this.soFar = soFar;
    for (const heard of this.#listeners) heard();
  }

  end(end: Finished | Error): void {
    if (end instanceof Error) this.failed = failedBy(end);
    else this.finished = end;
    this.#settle?.(end);
    for (const heard of this.#listeners) heard();
  }
}

/** One thread for all who ask: it begins with the first question and waits for the next. */
export class Searcher {
  #worker: Worker | null = null;
  readonly #under = new Map<number, Search>();
  #count = 0;

  begin(task: ToChoose): Search {
    const search = new Search((this.#count += 1), task);
    this.#under.set(search.id, search);
    this.#post(search);
    return search;
  }

  /** Ends one that does not hear that it is to stop: its thread goes, and the others begin anew in another. */
  abandon(search: Search): void {
    if (!this.#under.delete(search.id)) return;
    const worker = this.#worker;
    this.#worker = null;
    void worker?.removeAllListeners().terminate();
    for (const other of this.#under.values()) this.#post(other);
    search.end(new Error('the search was stopped'));
  }

  #post({ id, task, flags }: Search): void {
    this.#worker ??= this.#start();
    const job: SearchJob = { id, task, flags };
    this.#worker.postMessage(job, []);
  }

  #start(): Worker {
    // What it imports has pages beside it, however this process was started.
    const execArgv = ['--import', fileURLToPath(new URL('../../../ui/jsx-loader.mjs', import.meta.url))];
    const worker = new Worker(new URL('./search.child.ts', import.meta.url), { execArgv });
    worker.unref();
    const fail = (error: Error): void => {
      this.#worker = null;
      for (const search of this.#under.values()) search.end(error);
      this.#under.clear();
    };
    worker.on('message', (message: SearchMessage) => this.#hear(message));
    worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => fail(new Error(`the search ended with ${code}`)));
    return worker;
  }

  #hear(message: SearchMessage): void {
    const search = this.#under.get(message.id);
    if (search === undefined) return;
    if (message.type === 'progress') return search.told({ value: message.value, bound: message.bound, places: message.places });
    this.#under.delete(message.id);
    search.end(
      message.type === 'failed' ? new Error(message.reason) : { chosen: message.chosen, milliseconds: message.milliseconds },
    );
  }
}
