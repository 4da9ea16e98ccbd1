/** Figures of areas, put into a few classes that a map can show. */
import type { Look } from './fills.tsx';

export interface AreaClass {
  id: string;
  look: Look;
  /** For the legend. */
  text: string;
}

/** Darkest last: the more, the darker. */
const steps: Readonly<Record<number, readonly Look[]>> = {
  1: ['stripes'],
  2: ['pale', 'solid'],
  3: ['pale', 'stripes', 'solid'],
  4: ['pale', 'stripes', 'grid', 'solid'],
};

/** The class of something without a figure. */
export const withoutFigure = 'none';

/**
 * At most four classes with about as many figures in each, never one figure in two, and one for what has none. `text` writes a class
 * of figures from the least to the greatest in it; `none` is the text of the last.
 */
export function classesOf(
  figures: readonly (number | null)[],
  text: (from: number, to: number) => string,
  none: string,
): { classes: readonly AreaClass[]; classOf(figure: number | null): string } {
  const sorted = figures.filter((one) => one !== null).toSorted((a, b) => a - b);
  const different = [...new Set(sorted)];
  const wanted = Math.min(4, different.length);
  const tops =
    different.length <= 4
      ? different
      : [...new Set(Array.from({ length: wanted }, (_, at) => sorted[Math.ceil(((at + 1) * sorted.length) / wanted) - 1]!))];
  const classes = tops.map((top, at): AreaClass => {
    const least = at === 0 ? different[0]! : different.find((one) => one > tops[at - 1]!)!;
    return { id: String(at), look: steps[tops.length]![at]!, text: text(least, top) };
  });
  const rest: AreaClass[] = figures.includes(null) ? [{ id: withoutFigure, look: 'none', text: none }] : [];
  return {
    classes: [...classes, ...rest],
    classOf: (figure) => (figure === null ? withoutFigure : String(tops.findIndex((top) => figure <= top))),
  };
}
