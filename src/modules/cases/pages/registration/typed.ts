/** The fields of a step in a sent form; what they mean is read by registration/reading.ts. */
import type { Field, Step, Typed } from '../../registration/index.ts';

/** What was typed in the fields of a step, months and days in the form that the reading takes. */
export function typedIn(step: Step, typed: Typed): Typed {
  const own: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(typed)) {
    const field = fieldAt(step, name);
    if (field !== undefined) own[name] = field.kind === 'month' ? values.map(asMonth) : values;
  }
  return own;
}

/** The field that a name of the form stands for: `phone`, or `jobs.2.from` in a row. */
export function fieldAt(step: Step, name: string): Field | undefined {
  const [first = '', row, column] = name.split('.');
  const field = Object.hasOwn(step.fields, first) ? step.fields[first] : undefined;
  if (row === undefined || column === undefined) return field;
  return field?.columns !== undefined && Object.hasOwn(field.columns, column) ? field.columns[column] : undefined;
}

/** '2018-9', '201809', '9/2018' and '09.2018' are all 2018-09; anything else stays as it was typed. */
function asMonth(text: string): string {
  const said = text.trim();
  const [, year, month] = /^(\d{4})[-/. ]?(\d{1,2})$/.exec(said) ?? [];
  const [, monthFirst, yearLast] = /^(\d{1,2})[-/. ](\d{4})$/.exec(said) ?? [];
  const [y, m] = [year ?? yearLast, month ?? monthFirst];
  return y === undefined || m === undefined ? text : `${y}-${m.padStart(2, '0')}`;
}
