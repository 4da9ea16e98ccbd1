/** What is wrong with a model, with the element named. */
import type { z } from 'zod';

export interface Fault {
  /** Stable: `hole`, `negative`, `unknown-id` … */
  code: string;
  /** Where in the model: `travel.minutes.3.5`. */
  where: string;
  /** In English, with the ids of the elements. */
  says: string;
}

/** So many are told one by one; the rest are counted. */
const most = 50;

export class Faults {
  readonly found: Fault[] = [];
  #more = 0;

  add(code: string, where: string, text: string): void {
    if (this.found.length < most) this.found.push({ code, where, says: text });
    else this.#more += 1;
  }

  list(): Fault[] {
    return this.#more === 0 ? this.found : [...this.found, { code: 'more', where: '', says: `and ${this.#more} more faults` }];
  }
}

/** What the shape of a model lacks, with the id of the element beside its number. */
export function shapeFaults(issues: readonly z.core.$ZodIssue[], raw: unknown): Fault[] {
  const faults = new Faults();
  for (const issue of issues) {
    const path = issue.path.map(String).join('.') || 'the model';
    const { name, value } = elementAt(raw, issue.path);
    const isInfinite = typeof value === 'number' && !Number.isFinite(value);
    const text =
      issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : isInfinite ? 'infinite' : issue.message;
    faults.add(
      isInfinite ? 'infinite' : codeOf(issue),
      issue.path.join('.'),
      `${path}${name === null ? '' : ` (${name})`}: ${text}`,
    );
  }
  return faults.list();
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'number') return 'negative';
  if (issue.code === 'too_big' && issue.origin === 'number') return 'too-great';
  if (issue.code === 'unrecognized_keys') return 'unknown-term';
  return issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined ? 'missing' : 'wrong-shape';
}

/** What stands there, and the id of the innermost element of a list on the way. */
function elementAt(raw: unknown, path: readonly PropertyKey[]): { name: string | null; value: unknown } {
  let name: string | null = null;
  let value: unknown = raw;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return { name, value: undefined };
    value = Reflect.get(value, step);
    if (typeof step === 'number' && value !== null && typeof value === 'object') {
      const own: unknown = Reflect.get(value, 'id') ?? Reflect.get(value, 'site');
      if (typeof own === 'string') name = own;
    }
  }
  return { name, value };
}
