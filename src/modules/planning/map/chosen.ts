/** What a search for a network ends in. */
import type { Conflict } from './conflict.ts';

export interface Chosen {
  /** Places, ascending; null: there is no such network, or none was found. */
  places: readonly number[] | null;
  /** In the aim’s unit: minutes, or a share from 0 to 1. */
  value: number;
  /** No network is better than this; null: nothing is known. */
  bound: number | null;
  proved: boolean;
  /** There is none, and that is proved. */
  isImpossible: boolean;
  /** Why there is none: demands that cannot be met together. Null where there is one, or where nothing is proved. */
  conflict: Conflict | null;
  /** Where Gini was not reached: the least that was found. */
  leastGini: number | null;
}

export const chosen = (places: readonly number[], value: number, bound: number, proved: boolean): Chosen => {
  const isThere = Number.isFinite(value);
  return {
    places: isThere ? places : null,
    value,
    bound: Number.isFinite(bound) ? bound : null,
    proved,
    isImpossible: !isThere && proved,
    conflict: null,
    leastGini: null,
  };
};

export const impossible = (conflict: Conflict): Chosen => ({ ...chosen([], Infinity, Infinity, true), conflict });

/** The best so far, in the aim’s unit; null where there is none yet. */
export interface SoFar {
  value: number;
  bound: number | null;
  places: readonly number[] | null;
}

export interface Steered {
  stop?: () => boolean;
  told?: (so: SoFar) => void;
}
