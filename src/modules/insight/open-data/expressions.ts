/** How values are chosen in PxWebApi 2: codes, `*` and `?`, top, bottom, from, to and range. */
import type { Variable } from './variables.ts';

/** A choice that cannot be read, and what it can be. */
export interface Misread {
  misread: 'expression' | 'value';
  given: string;
}

/** Splits a parameter at its commas: not those within ( ) or [ ], and `[range(a,b)]` is `range(a,b)`. */
export function splitChoices(text: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(' || sign === '[') depth += 1;
    if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1);
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts
    .map((part) => part.trim())
    .map((part) => (part.startsWith('[') && part.endsWith(']') ? part.slice(1, -1).trim() : part))
    .filter((part) => part !== '');
}

const call = /^(top|bottom|from|to|range)\((.*)\)$/is;

/** The codes that a choice means, of those that may be chosen, in their order. `top` of time is the latest, of others the first. */
export function codesChosen(choice: string, codes: readonly string[], role: Variable['role']): string[] | Misread {
  const called = call.exec(choice);
  if (called !== null) return byCall(called[1]!.toLowerCase(), called[2]!.split(','), codes, role) ?? misread(choice);
  if (choice.includes('*') || choice.includes('?')) return byPattern(choice, codes) ?? misread(choice);
  const exact = codes.find((code) => code === choice) ?? codes.find((code) => code.toLowerCase() === choice.toLowerCase());
  return exact === undefined ? { misread: 'value', given: choice } : [exact];
}

const misread = (given: string): Misread => ({ misread: 'expression', given });

/** `*` stands at the beginning, the end or both; `?` for one sign anywhere. Null: neither. */
function byPattern(pattern: string, codes: readonly string[]): string[] | null {
  if (!/^\*?[^*]*\*?$/.test(pattern)) return null;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('?', '.')
    .replaceAll('*', '.*');
  const fits = new RegExp(`^${source}$`, 'isu');
  return codes.filter((code) => fits.test(code));
}

function byCall(name: string, given: readonly string[], codes: readonly string[], role: Variable['role']): string[] | null {
  const values = given.map((one) => one.trim());
  if (name === 'top' || name === 'bottom') {
    const [count = Number.NaN, offset = 0] = values.map((one) => (/^\d{1,6}$/.test(one) ? Number(one) : Number.NaN));
    if (values.length > 2 || !(count >= 1) || !(offset >= 0)) return null;
    const isFromEnd = (name === 'top') === (role === 'time');
    return isFromEnd
      ? codes.slice(Math.max(0, codes.length - offset - count), Math.max(0, codes.length - offset))
      : codes.slice(offset, offset + count);
  }
  if (values.length !== (name === 'range' ? 2 : 1)) return null;
  const at = values.map((one) => codes.findIndex((code) => code.toLowerCase() === one.toLowerCase()));
  if (at.includes(-1)) return null;
  const [one, other = name === 'from' ? codes.length - 1 : 0] = at;
  return codes.slice(Math.min(one!, other), Math.max(one!, other) + 1);
}
