/** SQL pieces that metrics share. */
import { sql } from 'kysely';
import type { At, Key } from '../metric.ts';

/** `a as "state", b as "county"`: the columns of `by`, each by its expression; empty without any. */
export function columns(by: readonly Key[], expressions: Partial<Record<Key, ReturnType<typeof sql>>>) {
  const list = by.map((key) => sql`${expressions[key]!} as ${sql.id(key)}`);
  return list.length === 0 ? sql`` : sql`${sql.join(list)},`;
}

/** `group by` those columns; nothing without any, which gives the one row of the whole. */
export function grouped(by: readonly Key[], expressions: Partial<Record<Key, ReturnType<typeof sql>>>) {
  return by.length === 0 ? sql`` : sql`group by ${sql.join(by.map((key) => expressions[key]!))}`;
}

/** A row with a time in the register (`recorded` range) was known at the instant. */
export const knownRange = ({ known }: At, column: string) =>
  known === null ? sql`upper_inf(${sql.ref(column)})` : sql`${sql.ref(column)} @> ${known}::timestamptz`;

/** A row that is only added (`recorded_at`) was known at the instant. */
export const knownSince = ({ known }: At, column: string) =>
  known === null ? sql`true` : sql`${sql.ref(column)} <= ${known}::timestamptz`;
