/** What a request chooses of a table, as PxWebApi 2 reads it, and what it chooses when it says nothing. */
import { statisticsProblem } from './problems.ts';
import { codesChosen } from './expressions.ts';
import { dayOf } from './periods.ts';
import { codes, type OpenTable } from './tables.ts';
import { country, type Known, periodValue, type Value, type Variable } from './variables.ts';

/** One variable of a request; no choices: the table without it. */
export interface Choice {
  variable: string;
  choices: readonly string[];
  codelist: string | null;
}

/** A variable with the values that are to be given. */
export interface Chosen {
  variable: Variable;
  values: readonly Value[];
}

/** Cells of one answer. A client asks /config and divides what it wants. */
export const mostCells = 150_000;
/** Points in time of one answer: each is a question of its own to the records. */
export const mostPeriods = 400;

const defaultMonths = 13;

/**
 * Throws variable-unknown, value-unknown, expression-wrong, codelist-wrong, selection-missing and too-many-cells. Variables of the table
 * that can be left out and are not in the request are left out; without any choice it is the default selection.
 */
export function select(known: Known, table: OpenTable, variables: readonly Variable[], asked: readonly Choice[]): Chosen[] {
  const choices = asked.length === 0 ? defaultChoices(variables) : asked;
  const byVariable = new Map<Variable, Choice>();
  for (const choice of choices) {
    const variable = variableOf(table, variables, choice.variable);
    const before = byVariable.get(variable);
    // A variable that is named twice gives what both choose.
    byVariable.set(variable, {
      ...choice,
      choices: [...(before?.choices ?? []), ...choice.choices],
      codelist: choice.codelist ?? before?.codelist ?? null,
    });
  }
  const chosen = variables.flatMap((variable) => {
    const choice = byVariable.get(variable);
    if (choice !== undefined && choice.choices.length > 0) return [chosenOf(known, table, variable, choice)];
    if (variable.elimination) return [];
    throw statisticsProblem('selection-missing', { params: { table: table.id, variable: variable.code } });
  });
  requireSize(chosen);
  return chosen;
}

/** What metadata may be asked to list instead of everything. */
export interface MetadataAsked {
  codelists: readonly Choice[];
  /** As if nothing had been chosen. */
  byDefault: boolean;
}

/** The variables that metadata lists, with all values; with those of a codelist; or as in the default selection. */
export function listed(
  known: Known,
  table: OpenTable,
  variables: readonly Variable[],
  { codelists, byDefault }: MetadataAsked,
): Chosen[] {
  if (byDefault) return select(known, table, variables, []);
  const byVariable = new Map(codelists.map((choice) => [variableOf(table, variables, choice.variable), choice]));
  return variables.map((variable) => {
    const choice = byVariable.get(variable);
    return choice === undefined ? { variable, values: variable.values } : chosenOf(known, table, variable, choice);
  });
}

/** What is given when nothing is chosen: the country, every value of keys, the last thirteen months. */
export function defaultChoices(variables: readonly Variable[]): Choice[] {
  const choiceOf = ({ code, role, codelists }: Variable): string => {
    if (role === 'time') return `top(${defaultMonths})`;
    return codelists.some((list) => list.codes.includes(country)) ? country : code === codes.region ? 'top(1)' : '*';
  };
  return variables.map((variable) => ({ variable: variable.code, choices: [choiceOf(variable)], codelist: null }));
}

function variableOf(table: OpenTable, variables: readonly Variable[], code: string): Variable {
  const folded = code.toLowerCase() === 'time' ? codes.time.toLowerCase() : code.toLowerCase();
  const found = variables.find((one) => one.code.toLowerCase() === folded);
  if (found !== undefined) return found;
  const among = variables.map((one) => one.code).join(', ');
  throw statisticsProblem('variable-unknown', { params: { table: table.id, variable: code, variables: among } });
}

function chosenOf(known: Known, table: OpenTable, variable: Variable, { choices, codelist }: Choice): Chosen {
  const list = codelist === null || codelist === '' ? null : variable.codelists.find(({ id }) => id === codelist);
  if (list === undefined)
    throw statisticsProblem('codelist-wrong', { params: { variable: variable.code, codelist: codelist ?? '' } });
  const among = list === null ? variable.values.map(({ code }) => code) : list.codes;
  const found = new Set<string>();
  for (const choice of choices) {
    const day = variable.role === 'time' && !among.includes(choice) ? dayOf(table.metric, choice, known.today) : null;
    const codesFound = day === null ? codesChosen(choice, among, variable.role) : [day];
    if ('misread' in codesFound) {
      const problem = codesFound.misread === 'value' ? 'value-unknown' : 'expression-wrong';
      throw statisticsProblem(problem, { params: { variable: variable.code, value: codesFound.given } });
    }
    for (const code of codesFound) found.add(code);
  }
  if (found.size === 0 && !choices.includes('*'))
    throw statisticsProblem('value-unknown', { params: { variable: variable.code, value: choices.join(',') } });
  return { variable, values: inOrder(known, table, variable, found) };
}

/** As in the table; days among months by when they are. */
function inOrder(known: Known, table: OpenTable, variable: Variable, found: ReadonlySet<string>): Value[] {
  if (variable.role !== 'time') return variable.values.filter(({ code }) => found.has(code));
  const dayed = [...found].map((code) => [dayOf(table.metric, code, known.today)!, code] as const);
  return dayed.toSorted(([a], [b]) => a.localeCompare(b)).map(([, code]) => periodValue(code));
}

function requireSize(chosen: readonly Chosen[]): void {
  const cells = chosen.reduce((product, { values }) => product * Math.max(1, values.length), 1);
  if (cells > mostCells) throw statisticsProblem('too-many-cells', { params: { cells, most: mostCells } });
  const periods = chosen.find(({ variable }) => variable.role === 'time')?.values.length ?? 0;
  if (periods > mostPeriods) throw statisticsProblem('too-many-periods', { params: { periods, most: mostPeriods } });
}
