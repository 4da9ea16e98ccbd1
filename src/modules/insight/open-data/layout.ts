/** A table on paper, as CSV and XLSX have it: variables down the side (stub), the others over the columns (heading). */
import { statisticsProblem } from './problems.ts';
import type { Chosen } from './selection.ts';
import { codesAt, type TableData } from './table-data.ts';
import type { TableLanguage } from './tables.ts';
import { usualHeading } from './json-stat.ts';

export const showAs = ['codes', 'texts', 'both'] as const;
export type ShowAs = (typeof showAs)[number];

export interface Placement {
  heading: readonly string[];
  stub: readonly string[];
}

export interface Sheet {
  header: string[];
  /** Names of the row’s values, then its cells: a number, or the sign why there is none. */
  rows: (string | number)[][];
}

interface Axis {
  variables: readonly Chosen[];
  /** How far apart the values of each are among the cells. */
  strides: readonly number[];
}

/** Throws placement-wrong when a variable is not in the answer, or is placed twice. */
export function sheetOf(data: TableData, placed: Partial<Placement>, show: ShowAs, language: TableLanguage): Sheet {
  const { stub, heading } = placementOf(data.chosen, placed);
  const [down, across] = [axisOf(data.chosen, stub), axisOf(data.chosen, heading)];
  const columns = positionsOf(across);
  const name = (one: Chosen, index: number): string => {
    const code = codesAt(data.chosen, index).get(one.variable.code)!;
    const text = one.values.find((value) => value.code === code)!.words[language];
    return show === 'codes' ? code : show === 'texts' || code === text ? text : `${code} ${text}`;
  };
  const variableName = ({ variable }: Chosen): string =>
    show === 'codes'
      ? variable.code
      : show === 'texts'
        ? variable.words[language]
        : `${variable.code} ${variable.words[language]}`;
  return {
    header: [...stub.map(variableName), ...columns.map((at) => heading.map((one) => name(one, at)).join(' '))],
    rows: positionsOf(down).map((row) => [
      ...stub.map((one) => name(one, row)),
      ...columns.map((column) => data.values[row + column] ?? data.status.get(row + column) ?? ''),
    ]),
  };
}

function placementOf(chosen: readonly Chosen[], { heading, stub }: Partial<Placement>): { stub: Chosen[]; heading: Chosen[] } {
  const find = (code: string): Chosen => {
    const found = chosen.find(({ variable }) => variable.code.toLowerCase() === code.toLowerCase());
    if (found === undefined) throw statisticsProblem('placement-wrong', { params: { variable: code } });
    return found;
  };
  const [over, aside] = [(heading ?? []).map(find), (stub ?? []).map(find)];
  const twice = [...over, ...aside].find((one, at, all) => all.indexOf(one) !== at);
  if (twice !== undefined) throw statisticsProblem('placement-wrong', { params: { variable: twice.variable.code } });
  // What is not placed goes where the other list is not; without any list, as usual.
  const rest = chosen.filter((one) => !over.includes(one) && !aside.includes(one));
  if (heading !== undefined && heading.length > 0) return { heading: over, stub: [...aside, ...rest] };
  if (stub !== undefined && stub.length > 0) return { heading: rest, stub: aside };
  const isOver = ({ variable }: Chosen): boolean => usualHeading.includes(variable.code);
  return { heading: rest.filter(isOver), stub: rest.filter((one) => !isOver(one)) };
}

function axisOf(chosen: readonly Chosen[], variables: readonly Chosen[]): Axis {
  const strides = variables.map((one) =>
    chosen.slice(chosen.indexOf(one) + 1).reduce((product, { values }) => product * values.length, 1),
  );
  return { variables, strides };
}

/** The cells’ indexes along an axis, the last variable the fastest. */
function positionsOf({ variables, strides }: Axis): number[] {
  return variables.reduce<number[]>(
    (all, { values }, at) => all.flatMap((index) => values.map((_, position) => index + position * strides[at]!)),
    [0],
  );
}
