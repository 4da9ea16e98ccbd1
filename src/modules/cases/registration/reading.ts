/** Reads the answers to a step: forgiving in form, never in meaning. Any text is read or refused by code; nothing throws. */
import { z } from 'zod';
import { cleanText } from '../../../platform/text/index.ts';
import { type AnswerError, answerErrors, type Field, type Said } from './field.ts';
import { type Answers, type Step, type StepId, stepIds, steps } from './questions.ts';

/** What was typed: field → values. A row's column is `<field>.<row>.<column>`, rows counted from 0. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export interface FieldRefusal {
  /** The field, or `<field>.<row>.<column>`. */
  field: string;
  code: AnswerError;
}

export interface ReadStep {
  /** All answers, this step's included; those of a step that is refused are as they were. */
  answers: Answers;
  errors: FieldRefusal[];
}

export function stepOf(id: StepId): Step {
  return steps[stepIds.indexOf(id)]!;
}

/** The steps that this person meets, in order. Whoever says to have protected identity meets no other than the first. */
export function shownSteps(answers: Answers): StepId[] {
  if (answers.protection?.protected === 'yes') return ['protection'];
  return stepIds.filter((id) => stepOf(id).shownWhen?.(answers) ?? true);
}

/** The step after this one; null after the last. */
export function stepAfter(answers: Answers, id: StepId): StepId | null {
  const shown = shownSteps(answers);
  return shown[shown.indexOf(id) + 1] ?? null;
}

/** The steps that are not finished, or whose answers no longer do, in order. 'check' is finished by sending in. */
export function missingSteps(answers: Answers, done: readonly string[]): StepId[] {
  return shownSteps(answers).filter(
    (id) => id !== 'check' && (!done.includes(id) || readStep(id, typedOf(id, answers), answers).errors.length > 0),
  );
}

/** The answers that count: of the steps that are shown, the fields that are asked. */
export function countedAnswers(answers: Answers): Answers {
  return shownSteps(answers).reduce<Answers>((kept, id) => readStep(id, typedOf(id, answers), kept).answers, {});
}

/** Reads one step. `before` is what was answered earlier; fields not asked are left out. */
export function readStep(id: StepId, typed: Typed, before: Answers): ReadStep {
  const step = stepOf(id);
  const values: Record<string, unknown> = {};
  // Fields are asked in order, so that a later one can depend on what an earlier one of the same step says now.
  const said: Said = { ...before, [id]: values };
  const errors: FieldRefusal[] = [];
  for (const [name, field] of Object.entries(step.fields)) {
    if (field.askedWhen !== undefined && !field.askedWhen(said)) continue;
    const raw = rawOf(field, name, typed);
    if (raw === undefined && field.optional) continue;
    const read = field.schema.safeParse(raw);
    if (read.success) values[name] = read.data;
    else errors.push(...refusals(name, read.error, field.kind === 'rows' ? typedRows(field, name, typed) : []));
  }
  if (errors.length === 0) errors.push(...(step.check?.(said) ?? []));
  // What each schema gave is the value that the type says.
  return { answers: errors.length === 0 ? said : before, errors };
}

/** Stored answers as they are typed: what a form is filled in with again, and what the API takes. */
export function typedOf(id: StepId, answers: Answers): Typed {
  const values: Readonly<Record<string, unknown>> = answers[id] ?? {};
  const typed: Record<string, readonly string[]> = {};
  for (const [name, field] of Object.entries(stepOf(id).fields)) {
    if (field.columns === undefined) Object.assign(typed, asTyped(name, values[name]));
    else {
      const rows = rowsSchema.safeParse(values[name]);
      for (const [index, row] of (rows.data ?? []).entries())
        for (const [column, value] of Object.entries(row)) Object.assign(typed, asTyped(`${name}.${index}.${column}`, value));
    }
  }
  return typed;
}

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

function asTyped(name: string, value: unknown): Typed {
  if (typeof value === 'string') return { [name]: [value] };
  if (Array.isArray(value)) return { [name]: value.filter((one) => typeof one === 'string') };
  return {};
}

/** The value as the field's schema takes it; undefined when nothing is typed. */
function rawOf(field: Field, name: string, typed: Typed): unknown {
  const own = Object.hasOwn(typed, name) ? typed[name]! : [];
  switch (field.kind) {
    case 'choices':
    case 'languages':
      return nonEmpty(own.map(clean));
    case 'lines':
      return nonEmpty(own.flatMap((text) => text.split(/\r\n|\r|\n/)).map(clean));
    case 'rows':
      return nonEmpty(typedRows(field, name, typed).map(({ row }) => row));
    default: {
      const text = clean(own[0] ?? '');
      return text === '' ? undefined : text;
    }
  }
}

function nonEmpty<Value>(all: readonly Value[]): Value[] | undefined {
  const kept = all.filter((one) => one !== '');
  return kept.length === 0 ? undefined : kept;
}

/** The rows in which something is typed. One more than may be is kept, so that too many are refused rather than cut. */
function typedRows(field: Field, name: string, typed: Typed): { index: number; row: Record<string, unknown> }[] {
  const indexes = new Set<number>();
  for (const key of Object.keys(typed)) {
    const index = key.startsWith(`${name}.`) ? /^\d{1,3}(?=\.)/.exec(key.slice(name.length + 1)) : null;
    if (index !== null) indexes.add(Number(index[0]));
  }
  const columns = Object.entries(field.columns ?? {});
  const rows = [...indexes]
    .toSorted((a, b) => a - b)
    .map((index) => ({
      index,
      row: Object.fromEntries(columns.map(([column, of]) => [column, rawOf(of, `${name}.${index}.${column}`, typed)])),
    }));
  return rows.filter(({ row }) => Object.values(row).some((value) => value !== undefined)).slice(0, (field.maxRows ?? 0) + 1);
}

const clean = (text: string): string => cleanText(text).trim();

/** What zod found, as codes at the place where it was typed. `rows` are the typed rows of a field that has rows. */
function refusals(name: string, error: z.ZodError, rows: readonly { index: number }[]): FieldRefusal[] {
  const found = error.issues.map((issue): FieldRefusal => {
    const [row, column] = issue.path;
    // An element of a list is refused at the list itself; a column of a row at its own place.
    const field = column === undefined ? name : `${name}.${rows[Number(row)]?.index ?? 0}.${String(column)}`;
    return { field, code: answerErrors.find((code) => code === issue.message) ?? 'required' };
  });
  return found.filter((one, index) => found.findIndex(({ field }) => field === one.field) === index);
}

const stored = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * Answers as the database keeps them, each field by the schema that read it when it was typed. What this version of the flow does
 * not know, or no longer takes, is left out: `missingSteps` asks for it again.
 */
export const storedAnswers = stored.transform((all): Answers => {
  const read = (fields: Readonly<Record<string, Field>>, values: Readonly<Record<string, unknown>>) =>
    Object.entries(fields).flatMap(([name, field]) => {
      const value = field.schema.safeParse(values[name]);
      return value.success && value.data !== undefined ? [[name, value.data] as const] : [];
    });
  const known = steps.filter(({ id }) => Object.hasOwn(all, id));
  return Object.fromEntries(known.map(({ id, fields }) => [id, Object.fromEntries(read(fields, all[id]!))]));
});
