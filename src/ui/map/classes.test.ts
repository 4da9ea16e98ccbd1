import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classesOf, withoutFigure } from './classes.ts';

const text = (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`);

it('any figures get at most four classes, each figure one, the greater never the paler', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 60 }), (figures) => {
      const { classes, classOf } = classesOf(figures, text, '–');
      const ids = classes.map(({ id }) => id);
      expect(ids.filter((id) => id !== withoutFigure).length).toBeLessThanOrEqual(4);
      expect(new Set(classes.map(({ look }) => look)).size).toBe(classes.length);
      for (const id of ids) expect(figures.map(classOf), 'no class is empty').toContain(id);
      const known = figures.filter((one) => one !== null).toSorted((a, b) => a - b);
      const order = known.map((one) => ids.indexOf(classOf(one)));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
  );
});

it('few different figures are a class each, and what has none is one too', () => {
  const { classes, classOf } = classesOf([1, 1, 2, null], text, 'none');
  expect(classes.map((one) => one.text)).toEqual(['1', '2', 'none']);
  expect(classOf(null)).toBe(withoutFigure);
});
