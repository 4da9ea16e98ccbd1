/** For tests: between which values a sum must lie, for someone who knows some equations (linear programming, HiGHS). */
import { createRequire } from 'node:module';
import type highsTypes from 'highs';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';

const load = createRequire(import.meta.url)('highs') as typeof highsTypes.default;
const highs = await load();

export const limits = valueOn(disclosureControl, plainDate('2020-01-01'));

/** `known`: equations and inequalities of the LP format over unknowns that are not negative, as `a + b - c <= 5`. */
export function bounds(known: readonly string[], of: string): { least: number; most: number } {
  const lines = known.map((line, at) => ` r${at}: ${line}`).join('\n');
  const solve = (aim: 'Minimize' | 'Maximize'): number => {
    const found = highs.solve(`${aim}\n obj: ${of}\nSubject To\n${lines}\nEnd`);
    if (found.Status === 'Unbounded' || found.Status === 'Primal infeasible or unbounded') return Infinity;
    if (found.Status !== 'Optimal') throw new Error(`the program has no answer: ${found.Status}`);
    return found.ObjectiveValue;
  };
  return { least: solve('Minimize'), most: solve('Maximize') };
}
