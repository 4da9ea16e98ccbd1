/** Models made of files that others use. What is wrong with a file is named by its line. */
import type { z } from 'zod';
import type { planModel } from './model.ts';

/** As it stands in a file. */
export type PlanFile = z.input<typeof planModel>;

/** A file that cannot be read as what it was said to be. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
}

/** One kind, one group, a number of places and one objective: what test instances of location problems have. */
export function simpleModel(
  title: string,
  origin: string,
  parts: {
    points: PlanFile['points'];
    sites: PlanFile['sites'];
    minutes: number[][];
    places: number;
    objective: PlanFile['objectives'][number];
  },
): PlanFile {
  const { points, sites, minutes, places, objective } = parts;
  return {
    format: 'narvaro-plan',
    version: 1,
    title,
    groups: [{ id: 'people' }],
    kinds: [{ id: 'place' }],
    points,
    sites,
    travel: { source: 'matrix', origin, minutes },
    limits: { places: { atMost: places } },
    objectives: [objective],
  };
}

/** Numbers 1 to `count` as ids. */
export const numbered = (count: number): { id: string }[] => Array.from({ length: count }, (_, at) => ({ id: String(at + 1) }));

/** A number as it is written in such files: decimal, with a point. */
export const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Numbers by line; other than numbers is refused. */
export function numbersByLine(text: string, file: string): { line: number; values: number[] }[] {
  return text.split(/\r\n|\r|\n/).flatMap((one, at) => {
    const parts = one
      .trim()
      .split(/[\s,;]+/)
      .filter(Boolean);
    if (parts.length === 0) return [];
    const values = parts.map((part) => (decimal.test(part) ? Number(part) : NaN));
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong !== -1) throw new ImportFault(`${file} line ${at + 1}: "${parts[wrong]}" is not a number`);
    return [{ line: at + 1, values }];
  });
}
