/** Answers to what the map is asked: at once where that takes a moment, and by a search beside the service where it may take long. */
import { setTimeout as after } from 'node:timers/promises';
import type { Register } from '../../network/index.ts';
import type { KnownMunicipality } from '../reach/points.ts';
import { answerOf, type MapAnswer, type Task, taskOf } from './answer.ts';
import { choose, mayTakeLong, type ToChoose } from './choose.ts';
import type { Chosen, SoFar } from './chosen.ts';
import { type MapQuestion, queryOf } from './question.ts';
import { type Failed, type Search, Searcher } from './search.ts';

export interface AnsweredMap {
  answer: MapAnswer;
  /** What the search took. */
  milliseconds: number;
  /** The search goes on: how far it has come. */
  searching: { value: number | null; bound: number | null } | null;
  /** The search came to no end; what is shown is the best that it had told. */
  failed: Failed | null;
}

type Choice = Omit<AnsweredMap, 'answer'> & { chosen: Chosen | null };
const ended = { searching: null, failed: null } as const;

interface Asker {
  municipalities: ReadonlyMap<string, KnownMunicipality>;
  /** Whose question it is: a newer one of theirs ends the search for the one before. */
  by: string;
  /** End the search: the best so far is the answer. */
  halt: boolean;
}

/** The core proves the whole country in less than a tenth of this; what it has not proved by then goes on beside. */
const atOnceMs = 900;
/** So long after it was told to stop a search may take to hear it. */
const haltMs = 5000;
/** Searches that are remembered, so that an address that is opened again has its answer. */
const mostKept = 40;

export class MapAnswers {
  readonly #searcher = new Searcher();
  readonly #searches = new Map<string, Search>();
  readonly #latest = new Map<string, string>();

  async answer(register: Register, question: MapQuestion, asker: Asker): Promise<AnsweredMap> {
    const task = taskOf(register, question);
    const deprivation = new Map([...asker.municipalities.values()].map((one) => [one.code, one.deprivation]));
    const { chosen, ...more } = await this.#choose(task, keyOf(register, question), asker);
    return { answer: answerOf(register, question, { task, chosen, deprivation }), ...more };
  }

  /** The search for a question, while it is remembered. */
  searchFor(register: Register, question: MapQuestion): Search | null {
    return this.#searches.get(keyOf(register, question)) ?? null;
  }

  /** Lets a search that failed be made anew. */
  forget(register: Register, question: MapQuestion): void {
    const key = keyOf(register, question);
    if (this.#searches.get(key)?.failed != null) this.#searches.delete(key);
  }

  async #choose({ toChoose }: Task, key: string, asker: Asker): Promise<Choice> {
    this.#overtake(key, asker.by);
    if (toChoose === null) return { chosen: null, milliseconds: 0, ...ended };
    if (mayTakeLong(toChoose) || this.#searches.has(key)) return this.#beside(toChoose, key, asker.halt);
    const began = performance.now();
    const chosen = choose(toChoose, { stop: () => performance.now() - began > atOnceMs });
    const milliseconds = Math.round(performance.now() - began);
    if (chosen.proved || asker.halt) return { chosen, milliseconds, ...ended };
    this.#begin(toChoose, key);
    const searching = { value: chosen.places === null ? null : chosen.value, bound: chosen.bound };
    return { chosen, milliseconds, searching, failed: null };
  }

  async #beside(task: ToChoose, key: string, halt: boolean): Promise<Choice> {
    const search = this.#searches.get(key) ?? this.#begin(task, key);
    if (halt) search.stop();
    await Promise.race([search.answer.catch(() => undefined), after(halt ? haltMs : atOnceMs)]);
    if (search.finished !== null) return { ...search.finished, ...ended };
    const { soFar } = search;
    const best = soFar === null ? null : chosenSoFar(soFar);
    if (search.failed !== null) return { chosen: best, milliseconds: 0, searching: null, failed: search.failed };
    if (halt) {
      this.#searches.delete(key);
      this.#searcher.abandon(search);
      return { chosen: best, milliseconds: 0, ...ended };
    }
    const searching = { value: soFar?.places == null ? null : soFar.value, bound: soFar?.bound ?? null };
    return { chosen: best, milliseconds: 0, searching, failed: null };
  }

  #begin(task: ToChoose, key: string): Search {
    const search = this.#searcher.begin(task);
    this.#searches.set(key, search);
    for (const old of this.#searches.keys()) {
      if (this.#searches.size <= mostKept) break;
      this.#searches.get(old)!.stop();
      this.#searches.delete(old);
    }
    return search;
  }

  /** What the same asker wanted before is wanted no longer, unless someone else wants it too. */
  #overtake(key: string, by: string): void {
    const before = this.#latest.get(by);
    this.#latest.delete(by);
    this.#latest.set(by, key);
    if (before === undefined || before === key || [...this.#latest.values()].includes(before)) return;
    const search = this.#searches.get(before);
    if (search === undefined || search.finished !== null || search.failed !== null) return;
    search.stop();
    // Its answer is a part of one: asked again, it begins anew.
    this.#searches.delete(before);
  }
}

const chosenSoFar = ({ value, bound, places }: SoFar): Chosen => ({
  places,
  value,
  bound,
  proved: false,
  isImpossible: false,
  conflict: null,
  leastGini: null,
});

/** What a click would do is not part of what is asked, nor where the marks come from. */
const keyOf = ({ identity, version }: Register, question: MapQuestion): string =>
  `${identity} ${version} ${queryOf({ ...question, tool: 'close', of: null, visits: { days: [], opens: '', closes: '' } })}`;
