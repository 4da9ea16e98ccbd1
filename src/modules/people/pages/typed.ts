/** Reads what people type: forgiving in form, never in meaning. What cannot be read is handed on for the command to refuse. */
import { valueOf, type Values } from '../../../ui/index.ts';

/** The text without spaces around it; null when nothing is typed. */
export function typedText(values: Values, name: string): string | null {
  const text = valueOf(values, name).trim();
  return text === '' ? null : text;
}

/** The chosen values that are not empty. */
export function typedList(values: Values, name: string): string[] {
  return (values[name] ?? []).map((one) => one.trim()).filter((one) => one !== '');
}
