import { rule } from '../../../platform/rule/index.ts';

export const smallCells = rule({
  id: 'small-cells',
  says: 'A count of persons is hidden when it is small, another with it when it could be worked out from the total, and the rest are rounded.',
  source:
    'OpenSAFELY, rules for releasing results: counts of 7 or fewer are hidden and the rest rounded to 5; a setting, since no Swedish source gives the figures',
  values: { '2019-01-01': { hideUpTo: 7, roundTo: 5 } },
});

interface Limits {
  hideUpTo: number;
  roundTo: number;
}

/** A count as it may be shown: rounded, or null when it is hidden. */
export type Shown = number | null;

export function shownCount(count: number, { hideUpTo, roundTo }: Limits): Shown {
  return count <= hideUpTo ? null : Math.round(count / roundTo) * roundTo;
}

/**
 * The parts of a whole as they may be shown beside it. When just one part is hidden, the smallest of the others is hidden
 * too, so that the whole less the others does not give it away.
 */
export function shownParts(parts: readonly number[], limits: Limits): Shown[] {
  const shown = parts.map((count) => shownCount(count, limits));
  const hidden = shown.filter((one) => one === null).length;
  if (hidden !== 1 || parts.length === 1) return shown;
  const smallest = parts.reduce(
    (found, count, index) => (shown[index] !== null && (found === -1 || count < parts[found]!) ? index : found),
    -1,
  );
  return shown.map((one, index) => (index === smallest ? null : one));
}

/** A share in whole per cent of two counts as they are shown; null when either is hidden, or there is nothing. */
export function shownShare(part: Shown, whole: Shown): number | null {
  return part === null || whole === null || whole === 0 ? null : Math.min(100, Math.round((100 * part) / whole));
}
