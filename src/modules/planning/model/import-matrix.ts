/** Plain matrices and instances of maximal covering. */
import { ImportFault, numbered, numbersByLine, type PlanFile, simpleModel } from './import-model.ts';
import { cellOf, cellsOf } from './travel.ts';

export interface MatrixOptions {
  places: number;
  /** A point a line: its weight, or its id and its weight. Without it every point weighs 1. */
  weights?: { text: string; file: string };
}

/**
 * A CSV of minutes (or costs), a row by point and a column by site; the first row and the first column may hold ids. Holes and the like are left as they
 * are, for the check of the model to name.
 */
export function importMatrix(text: string, file: string, { places, weights }: MatrixOptions): PlanFile {
  const lines = linesOf(text, file);
  const hasRowIds = lines.length > 1 && lines.slice(1).every(([cell]) => isId(cell));
  const [corner, ...others] = lines[0] ?? [];
  // One text among numbers is a fault in a row and makes no header of it.
  const hasHeader = hasRowIds ? cellOf(corner ?? '') === null || others.every(isId) : lines.length > 0 && lines[0]!.every(isId);
  const body = hasHeader ? lines.slice(1) : lines;
  const cells = body.map((line) => (hasRowIds ? line.slice(1) : line));
  const width = hasHeader ? lines[0]!.length - (hasRowIds ? 1 : 0) : Math.max(0, ...cells.map((line) => line.length));
  if (cells.length === 0 || width === 0) throw new ImportFault(`${file}: no row of numbers`);
  const points = hasRowIds ? body.map(([id = '']) => ({ id: id.trim() })) : numbered(cells.length);
  const sites = hasHeader ? lines[0]!.slice(hasRowIds ? 1 : 0).map((id) => ({ id: id.trim() })) : numbered(width);
  const people = weightsFrom(points, weights);
  return simpleModel(file, `matrix ${file}`, {
    points: points.map(({ id }, at) => ({ id, weights: { people: people[at]! } })),
    sites,
    minutes: cells.map((line) => line.map(cellOf)) as number[][],
    places,
    objective: { aim: 'mean' },
  });
}

function linesOf(text: string, file: string): string[][] {
  try {
    return cellsOf(text);
  } catch (error) {
    throw new ImportFault(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Text, and no number that is only written in another way (`1,5`). */
const isId = (cell: string | undefined): boolean => {
  const value = cellOf(cell ?? '');
  return typeof value === 'string' && !/^[+-]?[\d.,\s]+$/.test(value);
};

function weightsFrom(points: readonly { id: string }[], given: MatrixOptions['weights']): number[] {
  if (given === undefined) return points.map(() => 1);
  const { text, file } = given;
  const lines = linesOf(text, file);
  const rows = typeof cellOf(lines[0]?.at(-1) ?? '') === 'string' ? lines.slice(1) : lines;
  const numbers = rows.map((cells, at) => {
    const weight = cellOf(cells.at(-1) ?? '');
    if (typeof weight !== 'number' || !(weight >= 0) || weight === Infinity)
      throw new ImportFault(`${file} row ${at + 1}: "${cells.at(-1)}" is not a weight from 0 on`);
    return weight;
  });
  if (rows.every((cells) => cells.length === 1)) {
    if (numbers.length !== points.length) throw new ImportFault(`${file}: ${numbers.length} weights for ${points.length} points`);
    return numbers;
  }
  const byId = new Map<string, number>();
  const known = new Set(points.map(({ id }) => id));
  for (const [at, cells] of rows.entries()) {
    const id = cells[0]!.trim();
    if (!known.has(id)) throw new ImportFault(`${file} row ${at + 1}: there is no point ${id}`);
    if (byId.has(id)) throw new ImportFault(`${file} row ${at + 1}: point ${id} a second time`);
    byId.set(id, numbers[at]!);
  }
  return points.map(({ id }) => {
    const weight = byId.get(id);
    if (weight === undefined) throw new ImportFault(`${file}: no weight for point ${id}`);
    return weight;
  });
}

/**
 * Maximal covering as in the instances of Lorena & Pereira (2002): the number of points and then x and y a line; a second file with a weight a line.
 * Every point is a site; the way between two is the straight line, in the unit of the coordinates.
 */
export function importCovering(
  coordinates: { text: string; file: string },
  weights: { text: string; file: string },
  { places, within }: { places: number; within: number },
): PlanFile {
  const [first, ...lines] = numbersByLine(coordinates.text, coordinates.file);
  const count = first?.values[0] ?? 0;
  if (first?.values.length !== 1 || count === 0 || lines.length !== count)
    throw new ImportFault(
      `${coordinates.file} line 1: expected the number of points, then as many lines; there are ${lines.length}`,
    );
  const at = lines.map(({ line, values }) => {
    const [x, y] = values;
    if (values.length !== 2 || x === undefined || y === undefined)
      throw new ImportFault(`${coordinates.file} line ${line}: expected x and y`);
    return { x, y };
  });
  const people = numbersByLine(weights.text, weights.file);
  if (people.length !== count) throw new ImportFault(`${weights.file}: ${people.length} weights for ${count} points`);
  for (const { line, values } of people)
    if (values.length !== 1 || values[0]! < 0) throw new ImportFault(`${weights.file} line ${line}: expected a weight from 0 on`);
  return simpleModel(coordinates.file, 'straight lines in the unit of the coordinates', {
    points: numbered(count).map(({ id }, no) => ({ id, weights: { people: people[no]!.values[0]! } })),
    sites: numbered(count),
    minutes: at.map((from) => at.map((to) => Math.hypot(from.x - to.x, from.y - to.y))),
    places,
    objective: { aim: 'share-within', minutes: within },
  });
}
