import type { Move } from './moves.ts';

/**
 * What judging has taught of moves. With capacity what a move looks worth is an estimate: by how much it was wrong is kept for all that follows,
 * also where the search stands elsewhere by then, and is learnt again where the move fails again.
 */
export class Known {
  readonly #width: number;
  readonly #wrong = new Map<number, number>();
  readonly #learnt = new Set<number>();
  readonly #failed = new Set<string>();
  readonly #times = new Map<number, number>();

  constructor(width: number) {
    this.#width = width + 1;
  }

  #key({ enter, leave }: { enter: number; leave: number }): number {
    return (enter + 1) * this.#width + leave + 1;
  }

  #keys(moves: readonly Move[]): string {
    return moves.map((one) => this.#key(one)).join(' ');
  }

  wrong(enter: number, leave: number): number {
    return this.#wrong.get(this.#key({ enter, leave })) ?? 0;
  }

  /** Of moves that have nothing to do with one another. */
  profitOf(moves: readonly Move[]): number {
    return moves.reduce((sum, one) => sum + one.profit + this.wrong(one.enter, one.leave), 0);
  }

  learn(move: Move, profit: number): void {
    this.#wrong.set(this.#key(move), profit - move.profit);
    this.#learnt.add(this.#key(move));
  }

  /** From where the search stands. */
  isLearnt(move: Move): boolean {
    return this.#learnt.has(this.#key(move));
  }

  fail(moves: readonly Move[]): void {
    this.#failed.add(this.#keys(moves));
    for (const one of moves) this.#times.set(this.#key(one), (this.#times.get(this.#key(one)) ?? 0) + 1);
  }

  hasFailed(moves: readonly Move[]): boolean {
    return this.#failed.has(this.#keys(moves));
  }

  /** So it failed, or a part of it did more than once. */
  isBad(moves: readonly Move[]): boolean {
    return this.hasFailed(moves) || moves.some((one) => (this.#times.get(this.#key(one)) ?? 0) > 1);
  }

  /** The search stands elsewhere: what failed may do now, and what could not be may be possible. */
  renew(): void {
    this.#learnt.clear();
    this.#failed.clear();
    this.#times.clear();
    for (const [key, by] of this.#wrong) if (by === -Infinity) this.#wrong.delete(key);
  }
}
