/**
 * A rule explains itself: what it says, where it is written, and its values by date.
 * The same object feeds RULES.md, the problem shown to a person and the audit row (DESIGN: "A rule explains itself").
 */
import { type PlainDate, plainDate } from '../clock/index.ts';

export interface Rule<Value = unknown> {
  /** = the file name without .ts, checked by test/architecture.test.ts. */
  id: string;
  /** One English sentence. */
  says: string;
  /** The law, decision or document; "setting" where no source gives a value. */
  source: string;
  /** First day in force → value. A changed value is a new line, never an edit. */
  values: Readonly<Record<string, Value>>;
}

export function rule<Value>(definition: Rule<Value>): Rule<Value> {
  return Object.freeze(definition);
}

/** The first day on which it has a value. */
export const beginsOn = (of: Rule): PlainDate => plainDate(Object.keys(of.values).toSorted()[0]!);

/** The value in force on a date. Throws RangeError before the first: a case is never judged by a rule that was not there. */
export function valueOn<Value>(of: Rule<Value>, date: PlainDate): Value {
  return inForceOn(of, date).value;
}

/** As `valueOn`, with the first day of the value: what a decision says that it was made by. */
export function inForceOn<Value>(of: Rule<Value>, date: PlainDate): { from: PlainDate; value: Value } {
  let found: { from: PlainDate; value: Value } | null = null;
  for (const from of Object.keys(of.values).toSorted()) {
    if (from <= date) found = { from: plainDate(from), value: of.values[from]! };
  }
  if (found === null) throw new RangeError(`rule ${of.id} has no value on ${date}`);
  return found;
}
