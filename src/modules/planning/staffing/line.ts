/**
 * Officers who hold meetings of two kinds, event by event: each meeting has an earliest moment (what is booked is some days ahead), the
 * officer who is first free holds the next one, and no meeting goes on past the end of the day. Time is working minutes: the minutes for
 * meetings of the working days, one day after the other. The recursion of J. Kiefer and J. Wolfowitz (1955), with a heap.
 */
import { ringOf } from './ring.ts';

/** 0: the first planning meeting; 1: those that follow. */
export type Kind = 0 | 1;

export interface LineOptions {
  /** Minutes of a working day; Infinity: one day without an end. */
  dayMinutes: number;
  /** The first kind goes before the other when both wait; otherwise who was to be met first. */
  firstsFirst: boolean;
  /** A meeting begins at `at`; `release` is its earliest moment. */
  began(kind: Kind, job: number, at: number, release: number): void;
}

export interface Line {
  /** So many officers, all free from this moment: the beginning of a day. */
  open(officers: number, at: number): void;
  /** In each kind the earliest moments come in order. */
  add(kind: Kind, job: number, release: number, minutes: number): void;
  /** Begins all that begins before `until`, the end of the day. Gives the minutes of what was begun. */
  run(until: number): number;
  waiting(kind: Kind): number;
  /** Minutes of the meetings that wait. */
  work(kind: Kind): number;
}

export function lineOf({ dayMinutes, firstsFirst, began }: LineOptions): Line {
  const rings = [ringOf(), ringOf()] as const;
  const [firsts, others] = rings;
  let free = new Float64Array(0);
  let dayEnds = Infinity;

  const replaceTop = (time: number): void => {
    const last = free.length;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && free[child + 1]! < free[child]!) child += 1;
      if (free[child]! >= time) break;
      free[at] = free[child]!;
      at = child;
    }
    free[at] = time;
  };
  /** The kind that the officer who is first free holds next; null: none that begins and ends in time. */
  const next = (until: number): Kind | null => {
    const first = firsts.count > 0 ? firsts.release() : Infinity;
    const other = others.count > 0 ? others.release() : Infinity;
    const at = Math.max(free[0]!, Math.min(first, other));
    if (at >= until) return null;
    const preferred: Kind = firstsFirst ? (first <= at ? 0 : 1) : first <= other ? 0 : 1;
    for (const kind of [preferred, (1 - preferred) as Kind]) {
      const ring = rings[kind];
      // Whoever is free later has less left of the day: what does not fit here fits nowhere today.
      if (ring.count > 0 && Math.max(free[0]!, ring.release()) + ring.minutes() <= dayEnds + 1e-9) return kind;
    }
    return null;
  };
  return {
    open(officers, at) {
      if (free.length !== officers) free = new Float64Array(officers);
      free.fill(at);
      dayEnds = at + dayMinutes;
    },
    add: (kind, job, release, minutes) => rings[kind].put(job, release, minutes),
    run(until) {
      let busy = 0;
      if (free.length === 0) return busy;
      for (let kind = next(until); kind !== null; kind = next(until)) {
        const ring = rings[kind];
        const job = ring.job();
        const release = ring.release();
        const minutes = ring.minutes();
        ring.take();
        const at = Math.max(free[0]!, release);
        replaceTop(at + minutes);
        busy += minutes;
        began(kind, job, at, release);
      }
      return busy;
    },
    waiting: (kind) => rings[kind].count,
    work: (kind) => rings[kind].work,
  };
}
