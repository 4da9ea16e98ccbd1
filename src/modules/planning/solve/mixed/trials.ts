import { Columns } from './columns.ts';
import { Flow } from './flow.ts';
import { judgeService, type Judged } from './judge.ts';
import type { Prepared } from './prepare.ts';
import { Relief } from './relief.ts';
import { serve } from './serve.ts';

/** Choices that differ little from one another: each is served from where the last that was taken has everyone. */
export class Trials {
  readonly #prep: Prepared;
  readonly #columns: Columns;
  /** What is asked for is a sum of the costs at which people are served: so it is soon known that a choice is too dear. */
  readonly #isPlain: boolean;
  #taken: Flow | null = null;
  #last: Flow | null = null;

  constructor(prep: Prepared, cost: Float64Array) {
    this.#prep = prep;
    this.#columns = new Columns(prep, cost);
    this.#isPlain = cost === prep.problem.cost && prep.sums.length === 0 && prep.problem.inequality === undefined;
  }

  /** Null: not below `below`. `guess`: per option about what its room is worth. */
  judge(options: readonly number[], guess?: Float64Array, below = Infinity): Judged | null {
    const prep = this.#prep;
    const sorted = options.toSorted((a, b) => a - b);
    if (!prep.capacitated) return judgeService(prep, sorted, serve(prep, this.#columns.cost, sorted));
    const flow = new Flow(this.#columns, sorted);
    if (this.#taken === null || guess === undefined) flow.toCheapest(guess);
    else flow.follow(this.#taken, guess);
    const enough = this.#isPlain ? below - sorted.reduce((sum, a) => sum + prep.price[a]!, 0) : Infinity;
    if (!new Relief(flow).run(enough)) return null;
    this.#last = flow;
    return judgeService(prep, sorted, flow.service());
  }

  /** The last that was judged is what the next begin from. */
  take(): void {
    this.#taken = this.#last !== null && this.#last.isSomewhere && this.#last.exact ? this.#last : null;
  }
}
